"""Identical shifts, such as two duty teachers on one Saturday, are one slot with a number: fewer ways to say the same roster."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from portal.duty.solver.draft import Draft
from portal.duty.solver.instance import Instance


@dataclass(frozen=True)
class Slot:
    """Shifts alike in day, weekend, post and weight; `weight` in steps of the grid."""

    shifts: tuple[int, ...]
    week: int
    day: str
    post: str
    weight: int


class Slots:
    """All slots of an instance, and which person may take how many of each."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        alike: dict[tuple[int, str, str, int], list[int]] = defaultdict(list)
        for s, shift in enumerate(instance.shifts):
            alike[instance.week[s], shift.day, shift.post, instance.weight[s]].append(s)
        self.all = [Slot(tuple(shifts), *key) for key, shifts in sorted(alike.items())]
        slot_of = {s: c for c, slot in enumerate(self.all) for s in slot.shifts}
        self.locked = Counter((p, slot_of[s]) for s, p in instance.locks.items())

    @cached_property
    def of_person(self) -> list[list[int]]:
        """The slots each person is qualified and there for, in the order of weekends."""
        found: list[list[int]] = [[] for _ in self.instance.people]
        for c, slot in enumerate(self.all):
            for p in self.instance.candidates[slot.shifts[0]]:
                found[p].append(c)
        return found

    def most(self, c: int) -> int:
        """How many shifts of a slot the rules leave to one person."""
        rules = self.instance.rules
        return 1 if rules.one_shift_per_weekend or rules.one_shift_per_day else len(self.all[c].shifts)

    def most_of(self, p: int, chosen: list[int]) -> int:
        """How many shifts of these slots the weekend rules leave to a person: the earliest weekend, then the next one allowed."""
        per_week: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for c in chosen:
            per_week[self.all[c].week][self.all[c].day] += len(self.all[c].shifts)
        worth = sorted((week, self._one_weekend(days)) for week, days in per_week.items())
        return min(self.instance.people[p].max_shifts, _packed(worth, self.gap))

    @property
    def gap(self) -> int:
        return self.instance.rules.min_gap_weekends

    def _one_weekend(self, days: dict[str, int]) -> int:
        """The most shifts one person may have in a weekend with that many shifts on each day."""
        rules = self.instance.rules
        return 1 if rules.one_shift_per_weekend else len(days) if rules.one_shift_per_day else sum(days.values())

    def counts(self, draft: Draft) -> Counter[tuple[int, int]]:
        """(person, slot) → shifts held."""
        return Counter((p, c) for c, slot in enumerate(self.all) for s in slot.shifts if (p := draft.owner[s]) is not None)

    def draft(self, counts: dict[tuple[int, int], int]) -> Draft:
        """The roster in which people hold that many shifts of each slot; locked shifts stay, the others go in the order of ids."""
        draft = Draft(self.instance)
        for (p, c), number in sorted(counts.items()):
            open_shifts = [s for s in self.all[c].shifts if draft.owner[s] is None]
            for s in open_shifts[: number - self.locked[p, c]]:
                draft.give(s, p)
        return draft


def _packed(weeks: list[tuple[int, int]], gap: int) -> int:
    """The largest sum over weekends with more than `gap` free ones between; `weeks` are (weekend, worth) in order."""
    best, allowed = [0], 0
    for index, (week, worth) in enumerate(weeks):
        while weeks[allowed][0] < week - gap:
            allowed += 1
        best.append(max(best[index], best[allowed] + worth))
    return best[-1]
