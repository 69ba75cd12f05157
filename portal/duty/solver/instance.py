"""What a roster is made from. People and shifts are kept in the order of their ids, so the order of the file never matters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from portal.duty.solver.grid import Grid


@dataclass(frozen=True)
class Person:
    """`away` are days (YYYY-MM-DD) without duty; `wishes` gives days a mark, above 0 for rather on duty, below 0 for rather not."""

    id: str
    posts: frozenset[str]
    away: frozenset[str]
    max_shifts: int
    carried: Fraction
    wishes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Shift:
    """One post on one day; `weekend` names the weekend it belongs to and sorts in time."""

    id: str
    day: str
    weekend: str | int
    post: str
    weight: Fraction


@dataclass(frozen=True)
class Rules:
    """The rules a school may set; qualification, leave and each person's limit always hold."""

    one_shift_per_weekend: bool = True
    min_gap_weekends: int = 0
    one_shift_per_day: bool = False


@dataclass(frozen=True)
class Instance:
    """Below, people and shifts are meant by their place in these tuples, loads and weights in steps of `grid`."""

    people: tuple[Person, ...]
    shifts: tuple[Shift, ...]
    rules: Rules
    locked: Mapping[str, str]

    @staticmethod
    def of(people: list[Person], shifts: list[Shift], rules: Rules, locked: Mapping[str, str]) -> Instance:
        """The instance in canonical order."""
        return Instance(tuple(sorted(people, key=_id)), tuple(sorted(shifts, key=_id)), rules, dict(sorted(locked.items())))

    @cached_property
    def grid(self) -> Grid:
        return Grid.of([*(person.carried for person in self.people), *(shift.weight for shift in self.shifts)])

    @cached_property
    def carried(self) -> list[int]:
        return [self.grid.steps(person.carried) for person in self.people]

    @cached_property
    def weight(self) -> list[int]:
        return [self.grid.steps(shift.weight) for shift in self.shifts]

    @cached_property
    def week(self) -> list[int]:
        """The place of each shift's weekend among the weekends of this instance, from 0."""
        place = {weekend: index for index, weekend in enumerate(sorted({shift.weekend for shift in self.shifts}))}
        return [place[shift.weekend] for shift in self.shifts]

    @cached_property
    def candidates(self) -> list[list[int]]:
        """Who is qualified and there, per shift."""
        return [[p for p, person in enumerate(self.people) if may_stand(person, shift)] for shift in self.shifts]

    @cached_property
    def counted(self) -> list[int]:
        """Whose loads are compared: everybody qualified for at least one of the shifts."""
        posts = {shift.post for shift in self.shifts}
        return [p for p, person in enumerate(self.people) if posts & person.posts]

    @cached_property
    def locks(self) -> dict[int, int]:
        """Locked shift → person, by place."""
        people = {person.id: p for p, person in enumerate(self.people)}
        return {s: people[self.locked[shift.id]] for s, shift in enumerate(self.shifts) if shift.id in self.locked}

    def wish(self, p: int, s: int) -> int:
        """The mark this person gave the day of this shift."""
        return self.people[p].wishes.get(self.shifts[s].day, 0)


def may_stand(person: Person, shift: Shift) -> bool:
    """Qualified for the post and there on the day."""
    return shift.post in person.posts and shift.day not in person.away


def _id(thing: Person | Shift) -> str:
    return thing.id
