"""The published roster of a term."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import String, cast, func, literal, null, select, union_all

from portal.core import clock
from portal.core.db import remembered, session
from portal.duty.models.roster import BoardingWeekend, DutyAssignment, DutyShift, PostKind, ShiftState, WeekendKind
from portal.duty.models.stays import StayState, WeekendStay
from portal.duty.models.swaps import DutySwap, SwapState
from portal.duty.planning.demand import Expected
from portal.duty.queries.planning import expected_boarders
from portal.duty.queries.stays import answer_stands
from portal.people.models import Person

A_MOMENT = 60.0


@dataclass(frozen=True)
class Held:
    """A published shift and who holds it; nobody where it is open."""

    shift_id: int
    weekend: date
    post: PostKind
    place: int
    weight: int
    starts_at: datetime
    ends_at: datetime
    assignment_id: int | None
    person_id: int | None
    name: str | None


def published(first: date, last: date) -> Sequence[Held]:
    """The shifts of these weekends with their holders, in order; one statement."""
    columns: list[Any] = [
        DutyShift.id, DutyShift.weekend, DutyShift.post, DutyShift.place, DutyShift.weight, DutyShift.starts_at, DutyShift.ends_at,
        DutyAssignment.id, DutyAssignment.person_id, Person.name,
    ]  # fmt: skip
    held = DutyAssignment.__table__.c
    found = (
        select(*columns)
        .outerjoin(DutyAssignment, (held.shift_id == DutyShift.id) & held.ended_at.is_(None))
        .outerjoin(Person, Person.id == DutyAssignment.person_id)
        .where(DutyShift.weekend.between(first, last), DutyShift.state == ShiftState.PLANNED)
        .order_by(DutyShift.weekend, DutyShift.post, DutyShift.place)
    )
    return [Held(*row) for row in session().execute(found)]


@dataclass(frozen=True)
class Counted:
    """What is known of a weekend beside its shifts: what was settled, and how many said that they stay."""

    staying: int | None = None
    kind: WeekendKind | None = None
    expected: int | None = None


def counted(first: date, last: date) -> Mapping[date, Counted]:
    """Answers and settled facts of these weekends; one statement."""
    answers = (
        select(
            WeekendStay.weekend.label("day"),
            func.count().filter(WeekendStay.state == StayState.STAY).label("number"),
            cast(null(), String).label("kind"),
            literal(0).label("settled"),
        )
        .where(WeekendStay.weekend.between(first, last), answer_stands(WeekendStay.weekend))
        .group_by(WeekendStay.weekend)
    )
    settled = select(BoardingWeekend.first_day, BoardingWeekend.expected, cast(BoardingWeekend.kind, String), literal(1)).where(
        BoardingWeekend.first_day.between(first, last)
    )
    staying: dict[date, int] = {}
    known: dict[date, tuple[WeekendKind, int | None]] = {}
    rows: Sequence[Any] = session().execute(union_all(answers, settled)).all()
    for day, number, kind, is_settled in rows:
        if is_settled:
            known[day] = (WeekendKind(kind), number)
        else:
            staying[day] = number
    none: tuple[None, None] = (None, None)
    return {day: Counted(staying.get(day), *known.get(day, none)) for day in staying.keys() | known.keys()}


def usual() -> Expected:
    """How many boarders usually stay; asked once a minute."""
    return remembered("duty.expected", A_MOMENT, lambda: expected_boarders(clock.today()))


def swaps_waiting() -> int:
    """Swaps that wait for the leader; one statement."""
    waiting = select(func.count()).select_from(DutySwap).where(DutySwap.state == SwapState.AGREED)
    return session().scalar(waiting) or 0


def mine(person_id: int, since: date) -> Sequence[Held]:
    """The shifts somebody holds from a day on, in order; one statement."""
    columns: list[Any] = [
        DutyShift.id, DutyShift.weekend, DutyShift.post, DutyShift.place, DutyShift.weight, DutyShift.starts_at, DutyShift.ends_at,
        DutyAssignment.id, DutyAssignment.person_id, Person.name,
    ]  # fmt: skip
    found = (
        select(*columns)
        .join(DutyAssignment, DutyAssignment.shift_id == DutyShift.id)
        .join(Person, Person.id == DutyAssignment.person_id)
        .where(DutyAssignment.person_id == person_id, DutyAssignment.ended_at.is_(None))
        .where(DutyShift.state == ShiftState.PLANNED, DutyShift.ends_at >= clock.begin_of(since))
        .order_by(DutyShift.starts_at)
    )
    return [Held(*row) for row in session().execute(found)]
