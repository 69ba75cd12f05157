"""Calling the names: opening a list, keeping each tap once, and handing the list in when it balances."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from portal.access.viewer import Viewer
from portal.children.models import Child, Enrolment
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound, Refused
from portal.duty.evening.closing import evenings
from portal.duty.models.shifts import RollCall, RollMark, ShiftLog, Standing
from portal.duty.models.tonight import Missing
from portal.duty.operations.missing import found_again, raise_alarm
from portal.duty.operations.shift import still_open
from portal.duty.queries import logs
from portal.duty.queries.lists import count_of, houses, lines, roll_within
from portal.journal.operations import record

LONGEST_OFFLINE = timedelta(days=3)
NAMED = 3


@dataclass(frozen=True)
class Tap:
    """Where a child was seen: its mark made in the browser, and how long ago by the browser's own clock."""

    client_id: str
    child_id: int
    state: Standing
    ago: timedelta = timedelta(0)


@dataclass(frozen=True)
class Author:
    """Who saw it and at what time, where it is typed in from paper."""

    person_id: int
    at: datetime


def open_roll(log: ShiftLog, house: str, evening: date, *, by: Viewer) -> RollCall:
    """A list for a house on an evening of the shift; one not handed in yet is gone on with."""
    still_open(log)
    if house not in houses() or evening not in evenings(log.weekend, logs.last_day(log)) or evening > logs.tonight():
        raise Refused(_l("There is nobody to call there on that evening."))
    same = (RollCall.log_id == log.id, RollCall.house == house, RollCall.evening == evening, RollCall.submitted_at.is_(None))
    known = session().scalar(select(RollCall).where(*same))
    if known is not None:
        return known
    made = RollCall(log_id=log.id, evening=evening, house=house, opened_at=clock.now(), opened_by_id=by.person_id)
    session().add(made)
    session().flush()
    record("duty.roll_opened", subject=made, by=by)
    return made


def save_taps(roll_id: int, taps: Sequence[Tap], *, seen: Author | None = None, by: Viewer) -> None:
    """Keep taps; one that came before is not kept again. A child not there is looked for from now on, one seen no longer."""
    known = {row.child_id: row for row in _known(roll_id, {tap.child_id for tap in taps}, by)}
    if len(known) < len({tap.child_id for tap in taps}):
        raise NotFound
    rows = [_row(roll_id, tap, seen, by) for tap in taps]
    kept = _insert_once(rows) if rows else set()
    for row in rows:
        if row["client_id"] in kept:
            before = known[row["child_id"]]
            record("duty.called", subject=before.RollCall, child_id=row["child_id"], by=by)
            _follow(before, row, by)


def _known(roll_id: int, child_ids: Collection[int], by: Viewer) -> Sequence[Any]:
    """The children of these taps with what is known of them, for whoever is on the shift; one statement."""
    latest = select(func.max(RollMark.marked_at)).where(RollMark.roll_call_id == roll_id, RollMark.child_id == Child.id)
    looked_for = select(Missing.id).where(Missing.child_id == Child.id, Missing.ended_at.is_(None)).scalar_subquery()
    columns: list[Any] = [
        RollCall,
        Child.id.label("child_id"),
        latest.scalar_subquery().label("latest"),
        looked_for.label("missing_id"),
    ]
    found = select(*columns).join(ShiftLog, ShiftLog.id == RollCall.log_id).join(Child, Child.id.in_(child_ids))
    boards = (Child.enrolment == Enrolment.ENROLLED, Child.boarding, Child.sex == RollCall.house)
    open_here = (RollCall.id == roll_id, ShiftLog.closed_at.is_(None), logs.within_shift(by))
    return session().execute(found.where(*open_here, *boards)).all()


def _row(roll_id: int, tap: Tap, seen: Author | None, by: Viewer) -> dict[str, Any]:
    now = clock.now()
    ago = min(max(tap.ago, timedelta(0)), LONGEST_OFFLINE)
    return {
        "client_id": tap.client_id,
        "roll_call_id": roll_id,
        "child_id": tap.child_id,
        "state": tap.state,
        "marked_at": seen.at if seen else now - ago,
        "recorded_at": now,
        "by_id": seen.person_id if seen else by.person_id,
        "typed_by_id": by.person_id if seen else None,
    }


def _insert_once(rows: Sequence[Mapping[str, Any]]) -> set[str]:
    """Insert what is new in one statement, and say which client ids that were."""
    dialect = postgresql if session().get_bind().dialect.name == "postgresql" else sqlite
    made = dialect.insert(RollMark).values(rows).on_conflict_do_nothing(index_elements=["client_id"])
    return set(session().scalars(made.returning(RollMark.client_id)))


def _follow(before: Any, row: Mapping[str, Any], by: Viewer) -> None:
    """What a tap brings about; an older one that arrives late brings about nothing."""
    if before.latest is not None and before.latest > row["marked_at"]:
        return
    if row["state"] is Standing.MISSING and before.missing_id is None:
        raise_alarm(before.RollCall.log_id, row["child_id"], row["marked_at"], by=by)
    elif row["state"] is not Standing.MISSING and before.missing_id is not None:
        found_again(session().get_one(Missing, before.missing_id), str(_l("On the list again")), by=by)


def hand_in(roll_id: int, *, by: Viewer) -> None:
    """The list is whole: its counts are kept. Refused with the names while children were not called."""
    roll = roll_within(by, roll_id)
    found = lines(roll)
    count = count_of(found)
    if roll.closed:
        raise Refused(_l("The shift is closed. What happens now belongs to the next one."))
    if count.unmarked:
        names = [one.name for one in found if one.expected and one.state is None]
        raise Refused(_l("Not called yet: %(names)s", names="、".join(names[:NAMED]) + ("…" if len(names) > NAMED else "")))
    if count.strangers:
        raise Refused(_l("Somebody is on the list who does not sleep in this house. Ask who moved."))
    kept = {name: getattr(count, name) for name in ("expected", "present", "leave", "fetched", "missing")}
    done = update(RollCall).where(RollCall.id == roll_id, RollCall.submitted_at.is_(None))
    taken = done.values(submitted_at=clock.now(), submitted_by_id=by.person_id, **kept).returning(RollCall.id)
    if session().execute(taken).first() is not None:
        record("duty.roll_handed_in", subject=session().get_one(RollCall, roll_id), by=by)
