"""Files the registry brings something new for: the child, the family, the whereabouts, the roll, and what stood there before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update

from portal.children.models import Child, Enrolment
from portal.core.db import session
from portal.core.errors import Refused
from portal.enrolment.models import Reason, RollEntry
from portal.journal.operations import record
from portal.registry.columns import CLASS
from portal.registry.models import RegistryImportChange, RegistryWord
from portal.registry.operations.bulk import chunks, put, table
from portal.registry.operations.families import Families
from portal.registry.operations.new_files import change, word
from portal.registry.operations.places import Places
from portal.registry.plan import Kind, PlannedRow, record_after
from portal.registry.words import MOVED_ON
from portal.registry.writing_in import Writer, child_values, roll_entry

CHILD_COLUMNS = (
    "name", "search", "pinyin", "initials", "sex", "birth_date", "class_id", "boarding", "id_type", "id_number",
    "registry_record", "enrolment", "enrolment_since",
)  # fmt: skip


def change_files(rows: Sequence[PlannedRow], writer: Writer) -> None:
    """Write what the plan says and nothing else; values the portal keeps stay."""
    ids = [row.child_id for row in rows]
    stood = _stood(ids)
    after = {row.child_id: record_after(row) for row in rows}
    _update_children(rows, after, stood, writer)
    families, places = Families(ids, writer), Places(ids, writer)
    before: dict[int, dict[str, Any]] = {}
    for row in rows:
        old, new = row.stood.record, after[row.child_id]
        before[row.child_id] = {
            "child": stood[row.child_id],
            "guardians": families.change(row.child_id, old, new),
            "whereabouts": places.change(row.child_id, old, new),
        }
    _keep_words(rows, before, writer)
    put(RollEntry, [entry for row in rows for entry in _entries(row, after[row.child_id], writer)])
    versions = {row.child_id: row.stood.version + 1 for row in rows}
    put(RegistryImportChange, [change(id_, Kind.CHANGED, versions[id_], stood, writer) for id_, stood in before.items()])
    for id_ in ids:
        record("registry.file_changed", child_id=id_, by=writer.by)


def _stood(ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The child's columns as they are, ready to be kept as JSON."""
    columns = [getattr(Child, name) for name in CHILD_COLUMNS]
    found = session().execute(select(Child.id, *columns).where(Child.id.in_(ids)))
    return {row[0]: {name: _plain(value) for name, value in zip(CHILD_COLUMNS, row[1:], strict=True)} for row in found}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _update_children(
    rows: Sequence[PlannedRow], after: dict[int, dict[str, str]], stood: dict[int, dict[str, Any]], writer: Writer
) -> None:
    values = []
    for row in rows:
        stands = {"enrolment": row.stood.enrolment, "enrolment_since": date.fromisoformat(stood[row.child_id]["enrolment_since"])}
        if row.returns:
            stands = {"enrolment": Enrolment.ENROLLED, "enrolment_since": writer.today}
        fixed = {"b_id": row.child_id, "b_version": row.stood.version, "version": row.stood.version + 1}
        values.append(child_values(after[row.child_id], writer.class_ids) | fixed | stands)
    child = table(Child)
    moved = update(child).where(child.c.id == bindparam("b_id"), child.c.version == bindparam("b_version"))
    if session().connection().execute(moved, values).rowcount not in (len(values), -1):
        raise Refused(MOVED_ON)


def _entries(row: PlannedRow, after: dict[str, str], writer: Writer) -> list[dict[str, Any]]:
    class_number = after.get(CLASS, "")
    if row.returns:
        reason, enrolment = Reason.BACK_IN_REGISTRY, Enrolment.ENROLLED
    elif class_number != row.stood.identity.class_number:
        reason, enrolment = Reason.CLASS_IN_REGISTRY, row.stood.enrolment
    else:
        return []
    return [roll_entry(row.child_id, enrolment, reason, writer.class_ids.get(class_number), writer.today, writer.now, writer.by_id)]


def move_words(rows: Sequence[PlannedRow], writer: Writer) -> None:
    """The registry now says what the portal already knew: remember it, the files stay as they are."""
    for batch in chunks(rows):
        before: dict[int, dict[str, Any]] = {row.child_id: {} for row in batch}
        _keep_words(batch, before, writer)
        put(RegistryImportChange, [change(id_, Kind.UNCHANGED, 0, stood, writer) for id_, stood in before.items()])


def _keep_words(rows: Sequence[PlannedRow], before: dict[int, dict[str, Any]], writer: Writer) -> None:
    """Replace the registry's last word, columns the file does not have keep theirs; what it was goes into `before`."""
    ids = list(before)
    columns = (RegistryWord.child_id, RegistryWord.import_id, RegistryWord.record)
    for child_id, import_id, said in session().execute(select(*columns).where(RegistryWord.child_id.in_(ids))):
        before[child_id]["word"] = {"import_id": import_id, "record": said}
    session().execute(delete(RegistryWord).where(RegistryWord.child_id.in_(ids)))
    values = []
    for row in rows:
        earlier = before[row.child_id].get("word", {}).get("record", {})
        said = {column: value for column, value in {**earlier, **row.record}.items() if value}
        values.append(word(row.child_id, said, writer))
    session().execute(insert(RegistryWord), values)
