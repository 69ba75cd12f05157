"""An act on the roll: the children's places change, the history gets its rows, and what stood before is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select

from portal.access.viewer import Viewer
from portal.children.models import Child, Enrolment
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.enrolment.models import Reason, RollAct, RollEntry
from portal.journal.operations import record

UNDO_FOR = timedelta(days=30)
TOO_LATE = _l("An act on the roll can be taken back for 30 days. After that, move the children one by one.")
UNDONE = _l("This act was taken back already.")
MADE_HERE = _l("A file that was made here is not unmade. If the child does not come, let it go to another school.")
MOVED_SINCE = _l("The place of %(names)s on the roll has changed since. Nothing was taken back. Move the children one by one.")


def place(
    children: Sequence[Child],
    reason: Reason,
    enrolment: Enrolment,
    day: date,
    *,
    class_id: int | None = None,
    note: str = "",
    by: Viewer,
) -> RollAct:
    """Put these children where an act says, from `day` on; without `class_id` they keep their class."""
    before = [_stood(child) for child in children]
    for child in children:
        child.enrolment, child.enrolment_since = enrolment, day
        child.class_id = class_id or child.class_id
    session().flush()
    now = clock.now()
    entries = [
        RollEntry(
            child_id=child.id, enrolment=enrolment, reason=reason, class_id=child.class_id, day=day, note=note or None,
            recorded_at=now, recorded_by_id=by.person_id,
        )
        for child in children
    ]  # fmt: skip
    session().add_all(entries)
    session().flush()
    kept = {"children": before, "entries": [entry.id for entry in entries]}
    act = RollAct(reason=reason, day=day, children=len(children), before=kept, done_at=now, done_by_id=by.person_id)
    session().add(act)
    for child in children:
        record("enrolment.moved", subject=act, child_id=child.id, by=by)
    return act


def _stood(child: Child) -> dict[str, Any]:
    since = child.enrolment_since.isoformat()
    return {"id": child.id, "enrolment": child.enrolment, "since": since, "class_id": child.class_id}


def may_take_back(act: RollAct) -> bool:
    """Not taken back yet, and not older than 30 days."""
    return act.undone_at is None and clock.now() - act.done_at <= UNDO_FOR


def check_open(act: RollAct) -> None:
    """Refused, in words, when an act cannot be taken back any more."""
    if act.undone_at is not None:
        raise Refused(UNDONE)
    if act.before.get("made"):
        raise Refused(MADE_HERE)
    if not may_take_back(act):
        raise Refused(TOO_LATE)


def put_back(act: RollAct, *, by: Viewer) -> None:
    """Every child of the act stands as before; refused when one of them was moved again since."""
    kept = {each["id"]: each for each in act.before["children"]}
    children = session().scalars(select(Child).where(Child.id.in_(list(kept)))).all()
    latest = {entry.child_id: entry.id for entry in session().scalars(_entries(list(kept)))}
    moved = [child.name for child in children if latest.get(child.id) not in act.before["entries"]]
    if moved:
        raise Refused(MOVED_SINCE % {"names": "、".join(sorted(moved)[:8])})
    for child in children:
        stood = kept[child.id]
        child.enrolment, child.class_id = Enrolment(stood["enrolment"]), stood["class_id"]
        child.enrolment_since = date.fromisoformat(stood["since"])
        record("enrolment.moved_back", subject=act, child_id=child.id, by=by)
    session().execute(delete(RollEntry).where(RollEntry.id.in_(act.before["entries"])))


def _entries(child_ids: list[int]) -> Any:
    return select(RollEntry).where(RollEntry.child_id.in_(child_ids)).order_by(RollEntry.id)


def close(act: RollAct, *, by: Viewer) -> None:
    """The act is taken back; it stays to be read."""
    act.undone_at, act.undone_by_id = clock.now(), by.person_id
    record("enrolment.act_taken_back", subject=act, by=by)
