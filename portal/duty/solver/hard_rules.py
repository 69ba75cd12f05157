"""The rules no roster breaks, for one person and one shift, given the shifts the person already holds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from portal.duty.solver.instance import Instance


class HardRule(StrEnum):
    """Why somebody may not take a shift."""

    NOT_QUALIFIED = "not_qualified"
    AWAY = "away"
    MAX_SHIFTS = "max_shifts"
    SAME_DAY = "same_day"
    SAME_WEEKEND = "same_weekend"
    WEEKEND_GAP = "weekend_gap"


@dataclass(frozen=True)
class Hindrance:
    """A rule in the way; `shift` is the place of the shift already held that causes it, if one does."""

    rule: HardRule
    shift: int | None = None


def hindrances(instance: Instance, p: int, s: int, held: Collection[int]) -> list[Hindrance]:
    """Everything that keeps this person from taking this shift besides the shifts held; empty when nothing does."""
    person, shift = instance.people[p], instance.shifts[s]
    found = []
    if shift.post not in person.posts:
        found.append(Hindrance(HardRule.NOT_QUALIFIED))
    if shift.day in person.away:
        found.append(Hindrance(HardRule.AWAY))
    if len(held) >= person.max_shifts:
        found.append(Hindrance(HardRule.MAX_SHIFTS))
    clashes = ((clash(instance, s, other), other) for other in sorted(held))
    return found + [Hindrance(rule, other) for rule, other in clashes if rule is not None]


def clash(instance: Instance, one: int, other: int) -> HardRule | None:
    """The rule that keeps two shifts from the same person, if one does."""
    apart = abs(instance.week[one] - instance.week[other])
    rules = instance.rules
    if apart > rules.min_gap_weekends:
        return None
    if apart:
        return HardRule.WEEKEND_GAP
    if rules.one_shift_per_weekend:
        return HardRule.SAME_WEEKEND
    same_day = instance.shifts[one].day == instance.shifts[other].day
    return HardRule.SAME_DAY if rules.one_shift_per_day and same_day else None
