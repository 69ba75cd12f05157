"""One published shift, and who could stand in, in order of fairness."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from portal.core.db import session
from portal.core.errors import NotFound, Words
from portal.duty.models.roster import DutyAssignment, DutyShift, Ending, ShiftState
from portal.duty.models.swaps import CallAnswer, ReplacementCall
from portal.duty.planning.demand import Slot
from portal.duty.planning.ledger import carried
from portal.duty.queries.exchange import Term
from portal.duty.queries.planning import known_loads
from portal.people.models import Person


def shift_within(shift_id: int) -> DutyShift:
    """A published shift, NotFound when there is none or it was called off."""
    found = session().scalar(select(DutyShift).where(DutyShift.id == shift_id, DutyShift.state == ShiftState.PLANNED))
    if found is None:
        raise NotFound
    return found


def holder_of(shift: DutyShift) -> Person | None:
    held = select(Person).join(DutyAssignment, DutyAssignment.person_id == Person.id)
    return session().scalar(held.where(DutyAssignment.shift_id == shift.id, DutyAssignment.ended_at.is_(None)))


def absent_of(shift: DutyShift) -> DutyAssignment | None:
    """The last holder who could not come."""
    told = (DutyAssignment.shift_id == shift.id, DutyAssignment.ended_because == Ending.ABSENT)
    return session().scalar(select(DutyAssignment).where(*told).order_by(DutyAssignment.ended_at.desc()).limit(1))


@dataclass(frozen=True)
class StandIn:
    """Somebody who could stand in: what they carry, what is in the way, and what they said when called."""

    person_id: int
    name: str
    telephone: str
    load: int
    reasons: Sequence[Words]
    answer: CallAnswer | None


def stand_ins(shift: DutyShift, absent: DutyAssignment | None, term: Term) -> list[StandIn]:
    """Everybody qualified: those without an obstacle first, among them who carries least."""
    slot = Slot(shift.weekend, shift.post, shift.place)
    able = [one for one in term.plan.people if slot.post in one.posts and (absent is None or one.id != absent.person_id)]
    loads = carried([one.id for one in able], known_loads(shift.weekend)).loads
    answers, numbers = _answers(absent), _telephones([one.id for one in able])
    found = [
        StandIn(
            one.id,
            one.name,
            numbers.get(one.id, ""),
            loads[one.id],
            term.reasons(one.id, slot),
            answers.get(one.id),
        )
        for one in able
    ]
    return sorted(found, key=lambda one: (bool(one.reasons), one.load, one.name, one.person_id))


def _answers(absent: DutyAssignment | None) -> Mapping[int, CallAnswer]:
    if absent is None:
        return {}
    called = select(ReplacementCall.person_id, ReplacementCall.answer).where(ReplacementCall.absent_id == absent.id)
    return {person_id: answer for person_id, answer in session().execute(called)}  # noqa: C416 rows are no pairs to mypy


def _telephones(person_ids: Sequence[int]) -> Mapping[int, str]:
    found = session().execute(select(Person.id, Person.telephone).where(Person.id.in_(person_ids)))
    return {person_id: number or "" for person_id, number in found}
