"""Files made for children the school did not know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert

from portal.children.models import Child, Enrolment, Guardian, Whereabouts
from portal.core.db import session
from portal.enrolment.models import Reason, RollEntry
from portal.journal.operations import record
from portal.registry.files import members_of, whereabouts_of
from portal.registry.models import RegistryImportChange, RegistryWord
from portal.registry.operations.bulk import put
from portal.registry.plan import Kind, PlannedRow
from portal.registry.writing_in import Writer, child_values, entered_on, new_guardian, new_whereabouts, roll_entry


def make_files(rows: Sequence[PlannedRow], writer: Writer) -> None:
    """Child, guardians, whereabouts, roll and the registry's word, one statement a table."""
    children = [_child(row, writer) for row in rows]
    made = insert(Child).returning(Child.id, sort_by_parameter_order=True)
    ids = list(session().scalars(made, children))
    pairs = list(zip(ids, rows, strict=True))
    put(Guardian, [new_guardian(id_, place, m, writer.today) for id_, row in pairs for place, m in members_of(row.record).items()])
    put(Whereabouts, [fact for id_, row in pairs for fact in _facts(id_, row, writer)])
    put(RollEntry, [_entry(id_, child, writer) for id_, child in zip(ids, children, strict=True)])
    put(RegistryWord, [word(id_, child["registry_record"], writer) for id_, child in zip(ids, children, strict=True)])
    put(RegistryImportChange, [change(id_, Kind.NEW, 1, {}, writer) for id_ in ids])
    for id_ in ids:
        record("registry.file_made", child_id=id_, by=writer.by)


def word(child_id: int, said: dict[str, str], writer: Writer) -> dict[str, Any]:
    """What the registry said of this child, to be kept."""
    return {"child_id": child_id, "record": said, "import_id": writer.import_id}


def change(child_id: int, kind: Kind, version: int, before: dict[str, Any], writer: Writer) -> dict[str, Any]:
    """What stood in a file before, and the version the import left."""
    return {"import_id": writer.import_id, "child_id": child_id, "kind": kind, "version": version, "before": before}


def _child(row: PlannedRow, writer: Writer) -> dict[str, Any]:
    since = entered_on(row.record, writer.today)
    stands = {"enrolment": Enrolment.ENROLLED, "enrolment_since": since, "created_at": writer.now, "version": 1}
    return child_values(row.record, writer.class_ids) | stands


def _facts(child_id: int, row: PlannedRow, writer: Writer) -> list[dict[str, Any]]:
    places = whereabouts_of(row.record, writer.today)
    return [new_whereabouts(child_id, parent, place, writer.today, writer.now) for parent, place in places.items()]


def _entry(child_id: int, child: dict[str, Any], writer: Writer) -> dict[str, Any]:
    since = child["enrolment_since"]
    return roll_entry(child_id, Enrolment.ENROLLED, Reason.IN_REGISTRY, child["class_id"], since, writer.now, writer.by_id)
