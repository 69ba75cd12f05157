"""Patterns: how many shifts of each weight a person may hold. A load then is a choice between few patterns instead of a sum,

which is what makes fairness provable: loads no mix of weights can reach, such as 3.5 from shifts of 1 and 2, never appear.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache

from portal.duty.solver.slots import Slots

_MOST = 20_000  # patterns of one person; with more, the load is written as a plain sum
_MOST_SHOWN = 40  # patterns of one person in a window; with more, only their loads are told apart
_MOST_LOADS = 400  # loads of one person in a window; with more, the load is written as a plain sum


@dataclass(frozen=True)
class Pattern:
    """The load, and the shifts per weight that make it, in the order of `Patterns.weights`; None when any that make it will do."""

    load: int
    shifts: tuple[int, ...] | None = None


class Patterns:
    """The patterns of every person up to the load `ceiling`, within limits, availability and weekend rules."""

    def __init__(self, slots: Slots, ceiling: int) -> None:
        self.slots = slots
        self.weights = sorted({slot.weight for slot in slots.all})
        self.ceiling = ceiling
        self._listed = cache(self._list)

    def loads(self, p: int) -> list[int] | None:
        """All loads this person can have; None where there are too many to list."""
        listed = self._listed(p)
        return None if listed is None else sorted(listed)

    def within(self, p: int, low: int, high: int) -> list[Pattern] | None:
        """The patterns with a load from low to high; None where a person has too many to list."""
        listed = self._listed(p)
        if listed is None:
            return None
        loads = [load for load in listed if low <= load <= high]
        if sum(len(listed[load]) for load in loads) <= _MOST_SHOWN:
            return [Pattern(load, shifts) for load in loads for shifts in listed[load]]
        return [Pattern(load) for load in loads] if len(loads) <= _MOST_LOADS else None

    def _list(self, p: int) -> dict[int, list[tuple[int, ...]]] | None:
        """Load → the shifts per weight that make it."""
        locked = self._locked(p)
        found: list[tuple[int, tuple[int, ...]]] = [(self.slots.instance.carried[p], ())]
        most, by_weight = self.slots.most_of(p, self.slots.of_person[p]), self._slots_by_weight(p)
        for weight in self.weights:
            limit = self.slots.most_of(p, by_weight[weight])
            found = [
                (more, (*shifts, number))
                for load, shifts in found
                for number in range(locked[weight], limit + 1)
                if sum(shifts) + number <= most and (more := load + number * weight) <= self.ceiling
            ]
            if len(found) > _MOST:
                return None
        listed: dict[int, list[tuple[int, ...]]] = defaultdict(list)
        for load, shifts in sorted(found):
            listed[load].append(shifts)
        return dict(listed)

    def _slots_by_weight(self, p: int) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for c in self.slots.of_person[p]:
            found[self.slots.all[c].weight].append(c)
        return found

    def _locked(self, p: int) -> Counter[int]:
        return Counter(self.slots.instance.weight[s] for s, owner in self.slots.instance.locks.items() if owner == p)
