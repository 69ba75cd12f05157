"""The solver's instance from what the tables say, with the reason why somebody cannot come on a weekend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from portal.duty.models.fairness import TimeKind
from portal.duty.planning.demand import Slot
from portal.duty.planning.ledger import Carried, carried
from portal.duty.planning.qualified import Colleague
from portal.duty.planning.weekends import Weekend
from portal.duty.solver.instance import Instance, Person, Rules, Shift

WISH = 2
MARKS = {TimeKind.RATHER: WISH, TimeKind.RATHER_NOT: -WISH}


class Absence(StrEnum):
    """Why somebody cannot take a weekend."""

    AWAY = "away"
    VETTING = "vetting"
    POST_ENDS = "post_ends"
    TOO_CLOSE = "too_close"


@dataclass(frozen=True)
class Limits:
    """What the school set: shifts in a term, free weekends between two of them."""

    most_shifts: int
    gap_weekends: int


@dataclass(frozen=True)
class Plan:
    """Everything a draft is made from. `held` are weekends of shifts before it, by person; `known` loads carried over."""

    weekends: Sequence[Weekend]
    slots: Mapping[Slot, int]
    people: Sequence[Colleague]
    known: Mapping[int, int]
    limits: Limits
    held: Mapping[int, Sequence[date]] = field(default_factory=dict)
    before: Sequence[date] = ()
    locked: Mapping[Slot, int] = field(default_factory=dict)

    @property
    def carried(self) -> Carried:
        """Of those who may take any post."""
        return carried([person.id for person in self.people if person.posts], self.known)


def instance_of(plan: Plan) -> Instance:
    """What the solver is given; people and shifts go by their ids in the tables and by `Slot.key`."""
    loads = plan.carried.loads
    people = [_person(plan, one, loads) for one in plan.people if one.posts]
    shifts = [
        Shift(slot.key, slot.weekend.isoformat(), slot.weekend.isoformat(), slot.post.value, Fraction(weight, 100))
        for slot, weight in plan.slots.items()
    ]
    locked = {slot.key: str(person) for slot, person in plan.locked.items() if slot in plan.slots}
    return Instance.of(people, shifts, Rules(min_gap_weekends=plan.limits.gap_weekends), locked)


def _person(plan: Plan, one: Colleague, loads: Mapping[int, int]) -> Person:
    allowed = plan.limits.most_shifts if one.most_shifts is None else one.most_shifts
    return Person(
        id=str(one.id),
        posts=frozenset(post.value for post in one.posts),
        away=frozenset(day.isoformat() for day in absences(plan, one)),
        max_shifts=max(0, allowed - len(plan.held.get(one.id, ()))),
        carried=Fraction(loads[one.id], 100),
        wishes=_wishes(plan, one),
    )


def _wishes(plan: Plan, one: Colleague) -> dict[str, int]:
    return {
        weekend.first_day.isoformat(): MARKS[time.kind]
        for weekend in plan.weekends
        for time in one.times
        if time.kind in MARKS and weekend.overlaps(time.from_day, time.until_day)
    }


def absences(plan: Plan, one: Colleague) -> dict[date, Absence]:
    """The weekends (by first day) somebody cannot take, with the first reason."""
    close = _too_close(plan, plan.held.get(one.id, ()))
    found = {weekend.first_day: _absence(weekend, one, close) for weekend in plan.weekends}
    return {day: reason for day, reason in found.items() if reason is not None}


def _absence(weekend: Weekend, one: Colleague, close: frozenset[date]) -> Absence | None:
    if any(time.kind is TimeKind.AWAY and weekend.overlaps(time.from_day, time.until_day) for time in one.times):
        return Absence.AWAY
    if one.vetted_until is None or one.vetted_until < weekend.last_day:
        return Absence.VETTING
    if one.here_until is not None and one.here_until < weekend.last_day:
        return Absence.POST_ENDS
    return Absence.TOO_CLOSE if weekend.first_day in close else None


def _too_close(plan: Plan, held: Sequence[date]) -> frozenset[date]:
    """Weekends of the plan nearer to a held one before it than the rule of rest allows."""
    order = sorted({*plan.before, *(weekend.first_day for weekend in plan.weekends)})
    places = {day: place for place, day in enumerate(order)}
    gap = plan.limits.gap_weekends
    near = {places[day] + step for day in held if day in places for step in range(1, gap + 1)}
    return frozenset(day for day, place in places.items() if place in near)
