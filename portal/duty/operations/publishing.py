"""Publishing a draft: shifts come to be, holders change where the draft says so, newcomers enter the ledger, all are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.duty.models.fairness import EntryKind, LedgerEntry
from portal.duty.models.roster import (
    DraftState,
    DutyAssignment,
    DutyDraft,
    DutyProposal,
    DutyShift,
    Ending,
    ShiftState,
)
from portal.duty.planning.demand import HOUSES, Slot
from portal.duty.planning.weekends import Weekend, begins_at, ends_at
from portal.duty.queries.drafts import to_look_at
from portal.duty.queries.planning import weekends_of
from portal.journal.operations import record
from portal.outbox.operations import queue
from portal.school.queries import number


def publish(draft: DutyDraft, version: int, because: str = "", *, by: Viewer | None) -> int:
    """Make the draft hold; returns how many people have a change.

    Refused when somebody changed it since it was read, and when somebody publishes over warnings without saying why.
    """
    if draft.version != version:
        raise Refused(_l("Somebody changed the draft meanwhile. Look at it again, then publish."))
    _keep_warnings(draft, because, by)
    lines = session().scalars(select(DutyProposal).where(DutyProposal.draft_id == draft.id)).all()
    shifts = _shifts(draft, lines)
    changed = _holders(shifts, lines, by)
    _newcomers(draft, lines, by)
    draft.state, draft.closed_at = DraftState.PUBLISHED, clock.now()
    session().flush()
    if by is not None:
        queue(changed - {by.person_id}, kind="duty", key=f"duty.roster.{draft.id}", path="/duty/mine")
    record("duty.published", subject=draft, by=by)
    return len(changed)


def _keep_warnings(draft: DutyDraft, because: str, by: Viewer | None) -> None:
    """A warning may be passed over, with a reason that stays; the system's own rosters are nobody's decision."""
    if by is None:
        return
    warnings = to_look_at(draft).count
    if warnings and not because:
        raise Refused(_l("Write in one line why it is published as it is"), field="because")
    draft.closed_by_id, draft.kept_warnings, draft.kept_because = by.person_id, warnings, because if warnings else None


def _shifts(draft: DutyDraft, lines: Sequence[DutyProposal]) -> dict[Slot, DutyShift]:
    """The shift of every line; shifts of these weekends that the draft has not are called off."""
    known = select(DutyShift).where(DutyShift.weekend.between(draft.first_day, draft.last_day))
    shifts = {Slot(shift.weekend, shift.post, shift.place): shift for shift in session().scalars(known)}
    spans = {weekend.first_day: weekend for weekend in weekends_of(draft.first_day, draft.last_day)}
    wanted = {Slot(line.weekend, line.post, line.place): line for line in lines if line.weekend in spans}
    for slot, line in wanted.items():
        if slot not in shifts:
            shifts[slot] = _shift(slot, line, spans[slot.weekend])
            session().add(shifts[slot])
        shifts[slot].state, shifts[slot].weight = ShiftState.PLANNED, line.weight
    for slot in shifts.keys() - wanted.keys():
        shifts[slot].state = ShiftState.CALLED_OFF
    session().flush()
    return shifts


def _shift(slot: Slot, line: DutyProposal, weekend: Weekend) -> DutyShift:
    return DutyShift(
        weekend=slot.weekend,
        post=slot.post,
        place=slot.place,
        house=HOUSES.get(slot.post),
        weight=line.weight,
        starts_at=begins_at(weekend, number("duty.starts_hour")),
        ends_at=ends_at(weekend, number("duty.ends_hour")),
    )


def _holders(shifts: Mapping[Slot, DutyShift], lines: Sequence[DutyProposal], by: Viewer | None) -> set[int]:
    """End what no longer holds, give what is new; returns the people whose duties changed."""
    now, by_id = clock.now(), by.person_id if by else None
    ids = [shift.id for shift in shifts.values()]
    held = select(DutyAssignment).where(DutyAssignment.shift_id.in_(ids), DutyAssignment.ended_at.is_(None))
    holders = {one.shift_id: one for one in session().scalars(held)}
    wanted = {shifts[slot].id: line.person_id for line in lines if (slot := Slot(line.weekend, line.post, line.place)) in shifts}
    changed: set[int] = set()
    for shift_id, one in holders.items():
        if wanted.get(shift_id) != one.person_id:
            one.ended_at, one.ended_because = now, Ending.REPUBLISHED
            changed.add(one.person_id)
    session().flush()
    for shift_id, person_id in wanted.items():
        if person_id is not None and (shift_id not in holders or holders[shift_id].person_id != person_id):
            session().add(DutyAssignment(shift_id=shift_id, person_id=person_id, given_at=now, given_by_id=by_id))
            changed.add(person_id)
    session().flush()
    return changed


def _newcomers(draft: DutyDraft, lines: Sequence[DutyProposal], by: Viewer | None) -> None:
    """Who appears for the first time starts where the draft put them: at the median of the others."""
    new = {int(person) for person in draft.found.get("new", ())} & {line.person_id for line in lines}
    carried = draft.found.get("carried", {})
    day: date = draft.first_day
    session().add_all(
        LedgerEntry(
            person_id=person,
            kind=EntryKind.OPENING,
            day=day,
            weight=int(carried.get(str(person), 0)),
            made_at=clock.now(),
            made_by_id=by.person_id if by else None,
        )
        for person in sorted(new)
    )


def acknowledge(*, by: Viewer) -> None:
    """The viewer has seen their duties."""
    own = update(DutyAssignment).where(DutyAssignment.person_id == by.person_id, DutyAssignment.seen_at.is_(None))
    session().execute(own.values(seen_at=clock.now()))
    record("duty.seen", by=by)
