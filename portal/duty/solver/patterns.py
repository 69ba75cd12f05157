"""Patterns: how many shifts of each weight a person may hold. A load then is a choice between few patterns instead of a sum,

which is what makes fairness provable: loads no mix of weights can reach, such as 3.5 from shifts of 1 and 2, never appear.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache

from portal.duty.solver.slots import Slots

_MOST = 2_000  # patterns of one person; with more, the load is written as a plain sum


@dataclass(frozen=True)
class Pattern:
    """Shifts per weight, in the order of `Patterns.weights`, and the load they make with what was carried over."""

    shifts: tuple[int, ...]
    load: int


class Patterns:
    """The patterns of every person up to the load `ceiling`, within limits, availability and weekend rules."""

    def __init__(self, slots: Slots, ceiling: int) -> None:
        self.slots = slots
        self.weights = sorted({slot.weight for slot in slots.all})
        self.ceiling = ceiling
        self.of = cache(self._of)

    def within(self, p: int, low: int, high: int) -> list[Pattern] | None:
        """The patterns with a load from low to high; None where a person has too many to list."""
        patterns = self.of(p)
        return None if patterns is None else [pattern for pattern in patterns if low <= pattern.load <= high]

    def _of(self, p: int) -> list[Pattern] | None:
        locked = self._locked(p)
        found = [Pattern((), self.slots.instance.carried[p])]
        most, by_weight = self.slots.most_of(p, self.slots.of_person[p]), self._slots_by_weight(p)
        for weight in self.weights:
            limit = self.slots.most_of(p, by_weight[weight])
            found = [
                Pattern((*pattern.shifts, number), load)
                for pattern in found
                for number in range(locked[weight], limit + 1)
                if sum(pattern.shifts) + number <= most and (load := pattern.load + number * weight) <= self.ceiling
            ]
            if len(found) > _MOST:
                return None
        return found

    def _slots_by_weight(self, p: int) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for c in self.slots.of_person[p]:
            found[self.slots.all[c].weight].append(c)
        return found

    def _locked(self, p: int) -> Counter[int]:
        return Counter(self.slots.instance.weight[s] for s, owner in self.slots.instance.locks.items() if owner == p)
