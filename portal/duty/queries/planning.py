"""What a draft is made from: weekends with their posts, people with their loads and earlier shifts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from portal.children.models import Child, Enrolment
from portal.core import clock
from portal.core.calendar import DAY, TermDays
from portal.core.db import session
from portal.duty.models.fairness import LedgerEntry
from portal.duty.models.roster import BoardingWeekend, DutyAssignment, DutyPost, DutyShift, ShiftState
from portal.duty.models.stays import StayState, WeekendStay
from portal.duty.planning.assembling import Limits, Plan
from portal.duty.planning.demand import USUAL, Expected, Need, Slot, slots
from portal.duty.planning.weekends import Weekend, as_settled, weekends
from portal.duty.queries.colleagues import colleagues
from portal.school.queries import calendar, number


def weekends_of(first: date, last: date) -> list[Weekend]:
    """The boarding weekends that begin from `first` to `last`, as the school settled them; one statement."""
    found = weekends(calendar(), first, last, number("duty.longest_days"))
    return as_settled(found, _settled(first, last))


def _settled(first: date, last: date) -> dict[date, tuple[Any, int | None]]:
    columns = (BoardingWeekend.first_day, BoardingWeekend.kind, BoardingWeekend.expected)
    rows = session().execute(select(*columns).where(BoardingWeekend.first_day.between(first, last)))
    return {day: (kind, expected) for day, kind, expected in rows}


def weekends_in(term: TermDays) -> list[Weekend]:
    """The boarding weekends of a term."""
    return weekends_of(term.first_day, term.last_day)


def needs() -> Sequence[Need]:
    """How many people each kind of post needs, as settled, else as usual; one statement."""
    columns = (DutyPost.kind, DutyPost.least, DutyPost.per_boarders, DutyPost.weight)
    settled = {row[0]: Need(*row) for row in session().execute(select(*columns))}
    return [settled.get(need.kind, need) for need in USUAL]


def expected_boarders(day: date) -> Expected:
    """Boarders by house; the share that stays is that of the last weekends with answers, else the school's; two statements."""
    there = Child.boarding & (Child.enrolment == Enrolment.ENROLLED)
    houses = {sex: count for sex, count in session().execute(select(Child.sex, func.count()).where(there).group_by(Child.sex))}  # noqa: C416 rows are no pairs to mypy
    return Expected(houses, _share(day) or number("duty.stay_share"))


def _share(day: date) -> int:
    """How many of a hundred answers of the last four weekends said "stays"; 0 when there are none."""
    staying = func.count().filter(WeekendStay.state == StayState.STAY)
    last = (
        select(WeekendStay.weekend, staying.label("stay"), func.count().label("all"))
        .where(WeekendStay.weekend < day)
        .group_by(WeekendStay.weekend)
        .order_by(WeekendStay.weekend.desc())
        .limit(4)
        .subquery()
    )
    stay, answered = session().execute(select(func.sum(last.c.stay), func.sum(last.c["all"]))).one()
    return -(-100 * int(stay) // int(answered)) if answered else 0


def limits() -> Limits:
    """What the school set."""
    return Limits(number("duty.most_shifts"), number("duty.gap_weekends"))


def known_loads(before: date) -> dict[int, int]:
    """What each ledger holds of the days before, in hundredths: entries, and weights of shifts held; two statements."""
    loads: dict[int, int] = defaultdict(int)
    entries = select(LedgerEntry.person_id, func.sum(LedgerEntry.weight)).where(LedgerEntry.day <= before)
    for person_id, weight in session().execute(entries.group_by(LedgerEntry.person_id)):
        loads[person_id] += int(weight)
    held = _held(DutyShift.weekend < before)
    for person_id, weight in session().execute(select(held.c.person_id, func.sum(held.c.weight)).group_by(held.c.person_id)):
        loads[person_id] += int(weight)
    return dict(loads)


def _held(when: Any) -> Any:
    return (
        select(DutyAssignment.person_id, DutyShift.weight, DutyShift.weekend)
        .join(DutyShift, DutyShift.id == DutyAssignment.shift_id)
        .where(DutyAssignment.ended_at.is_(None), DutyShift.state == ShiftState.PLANNED, when)
        .subquery()
    )


def held_between(first: date, last: date) -> dict[int, list[date]]:
    """The weekends each person holds a shift on, from `first` to `last`; one statement."""
    held = _held(DutyShift.weekend.between(first, last))
    found: dict[int, list[date]] = defaultdict(list)
    for person_id, weekend in session().execute(select(held.c.person_id, held.c.weekend).order_by(held.c.weekend)):
        found[person_id].append(weekend)
    return found


def plan_for(first: date, term: TermDays, locked: Mapping[Slot, int]) -> Plan:
    """The plan of the weekends from `first` to the end of a term."""
    every = weekends_in(term)
    ahead = [weekend for weekend in every if weekend.first_day >= first]
    known, expected, holiday = needs(), expected_boarders(first), number("duty.holiday_weight")
    wanted = {slot: weight for weekend in ahead for slot, weight in slots(weekend, known, expected, holiday).items()}
    return Plan(
        weekends=ahead,
        slots=wanted,
        people=colleagues(max(clock.today(), min(first, term.last_day))),
        known=known_loads(first),
        limits=limits(),
        held=held_between(term.first_day, first - DAY),
        before=[weekend.first_day for weekend in every if weekend.first_day < first],
        locked=locked,
    )
