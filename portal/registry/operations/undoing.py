"""Undoing an import as a whole: every file it touched stands as it stood before, or nothing is undone and the reason is said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.exc import IntegrityError

from portal.access.viewer import Viewer
from portal.children.models import Child, Guardian, Whereabouts
from portal.core import clock
from portal.core.db import forget, session
from portal.core.errors import Refused
from portal.enrolment.models import Reason, RollEntry
from portal.journal.operations import record
from portal.people.models import Post
from portal.registry.models import RegistryImport, RegistryImportChange, RegistryWord, Step
from portal.registry.operations.bulk import chunks, put, table
from portal.registry.plan import Kind
from portal.registry.queries import changed_since
from portal.registry.words import ALREADY_UNDONE, CHANGED_SINCE, REFERRED_TO, TOO_LATE
from portal.school.models import SchoolClass

UNDO_FOR = timedelta(days=30)
_REASONS = (Reason.IN_REGISTRY, Reason.NOT_IN_REGISTRY, Reason.BACK_IN_REGISTRY, Reason.CLASS_IN_REGISTRY)
_DAYS = ("birth_date", "enrolment_since")
_SHOWN = 8


def may_undo(found: RegistryImport) -> bool:
    """Taken in, and not longer than 30 days ago."""
    return found.step is Step.APPLIED and found.applied_at is not None and clock.now() - found.applied_at <= UNDO_FOR


def undo_until(found: RegistryImport) -> date | None:
    """The last day on which it may be undone."""
    return clock.local(found.applied_at + UNDO_FOR).date() if found.applied_at else None


def undo(found: RegistryImport, *, by: Viewer | None) -> None:
    """Put every file back. Refused when it is too late, or when somebody changed one of the files since."""
    if found.step is not Step.APPLIED:
        raise Refused(ALREADY_UNDONE)
    if not may_undo(found):
        raise Refused(TOO_LATE)
    changed = changed_since(found)
    if changed:
        names = "、".join(name for _, name in changed[:_SHOWN]) + ("…" if len(changed) > _SHOWN else "")
        raise Refused(CHANGED_SINCE % {"count": len(changed), "names": names})
    try:
        with session().begin_nested():
            _restore(found, by)
    except IntegrityError as referred:
        raise Refused(REFERRED_TO) from referred
    found.step, found.undone_at, found.undone_by_id = Step.UNDONE, clock.now(), by.person_id if by else None
    record("registry.undone", subject=found, by=by)


def _restore(found: RegistryImport, by: Viewer | None) -> None:
    for kind in (Kind.LEFT, Kind.CHANGED, Kind.UNCHANGED, Kind.NEW):
        changes = select(RegistryImportChange.child_id, RegistryImportChange.version, RegistryImportChange.id)
        rows = session().execute(changes.where(RegistryImportChange.import_id == found.id, RegistryImportChange.kind == kind)).all()
        for batch in chunks(rows):
            ids = [row.child_id for row in batch]
            if kind is Kind.NEW:
                _unmake(ids)
            else:
                _put_back(found, [row.id for row in batch], kind)
            if kind is not Kind.UNCHANGED:
                for id_ in ids:
                    record("registry.file_restored", child_id=id_, by=by)
    _unmake_classes((found.notes or {}).get("classes", []))


def _unmake(ids: Sequence[int]) -> None:
    for model in (Whereabouts, Guardian, RollEntry, RegistryWord):
        session().execute(delete(model).where(model.child_id.in_(ids)))
    session().execute(delete(Child).where(Child.id.in_(ids)))


def _put_back(found: RegistryImport, change_ids: Sequence[int], kind: Kind) -> None:
    columns = (RegistryImportChange.child_id, RegistryImportChange.version, RegistryImportChange.before)
    rows = session().execute(select(*columns).where(RegistryImportChange.id.in_(change_ids))).all()
    if kind is not Kind.UNCHANGED:
        _put_back_children(found, rows)
    if kind is Kind.CHANGED:
        for row in rows:
            _put_back_family(row.before["guardians"])
            _put_back_places(row.before["whereabouts"])
    if kind is not Kind.LEFT:
        _put_back_words(found, {row.child_id: row.before.get("word") for row in rows})


def _put_back_children(found: RegistryImport, rows: Sequence[Any]) -> None:
    child = table(Child)
    values = [_child_values(row.before["child"]) | {"b_id": row.child_id, "version": row.version + 1} for row in rows]
    session().connection().execute(update(child).where(child.c.id == bindparam("b_id")), values)
    made = delete(RollEntry).where(RollEntry.child_id.in_([row.child_id for row in rows]), RollEntry.reason.in_(_REASONS))
    session().execute(made.where(RollEntry.recorded_at == found.applied_at))


def _child_values(kept: dict[str, Any]) -> dict[str, Any]:
    values = {name: date.fromisoformat(value) if name in _DAYS else value for name, value in kept.items()}
    if "id_number" in values:
        number = values["id_number"]
        values |= {"id_number_hash": number, "registry_no_hash": f"G{number}" if number and values["id_type"] == "1" else None}
    return values


def _put_back_family(kept: dict[str, Any]) -> None:
    for row in kept["were"]:
        values = {name: value for name, value in row.items() if name not in ("id", "version")}
        values |= {"telephone_hash": values["telephone"], "until_day": None, "version": row["version"] + 1}
        session().execute(update(Guardian).where(Guardian.id == row["id"]).values(**values))
    if kept["made"]:
        session().execute(delete(Guardian).where(Guardian.id.in_(kept["made"])))


def _put_back_places(kept: dict[str, Any]) -> None:
    if kept["closed"]:
        session().execute(update(Whereabouts).where(Whereabouts.id.in_(kept["closed"])).values(until_day=None))
    if kept["made"]:
        session().execute(delete(Whereabouts).where(Whereabouts.id.in_(kept["made"])))


def _put_back_words(found: RegistryImport, words: dict[int, Any]) -> None:
    """Only words this import wrote: a later import's word stays."""
    mine = RegistryWord.child_id.in_(list(words)), RegistryWord.import_id == found.id
    written = set(session().scalars(select(RegistryWord.child_id).where(*mine)))
    session().execute(delete(RegistryWord).where(*mine))
    earlier = [{"child_id": id_, **word} for id_, word in words.items() if word and id_ in written]
    put(RegistryWord, earlier)


def _unmake_classes(ids: Sequence[int]) -> None:
    """Classes made for the import go when nobody has come to need them."""
    unused = delete(SchoolClass).where(SchoolClass.id.in_(ids))
    for model in (Child, Post, RollEntry):
        unused = unused.where(~select(model.id).where(model.class_id == SchoolClass.id).exists())
    if ids:
        session().execute(unused)
        forget("school.classes")
