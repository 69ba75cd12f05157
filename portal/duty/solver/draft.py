"""A roster in the making: who holds which shift, the loads that follow, and how good it is so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from portal.duty.solver.hard_rules import clash
from portal.duty.solver.instance import Instance


@dataclass(frozen=True, order=True)
class Score:
    """The goals in their order, smaller being better; loads in steps of the grid, squares in steps squared."""

    unfilled: int
    spread: int
    squares: int
    unkind: int  # wishes against minus wishes met


class Draft:
    """Holds the locked shifts from the start. People and shifts are places in the instance."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.owner: list[int | None] = [None] * len(instance.shifts)
        self.held: list[set[int]] = [set() for _ in instance.people]
        self.load = list(instance.carried)
        for s, p in instance.locks.items():
            self.give(s, p)

    def give(self, s: int, p: int) -> None:
        """Give an open shift to somebody; whether it fits is asked before."""
        self.owner[s] = p
        self.held[p].add(s)
        self.load[p] += self.instance.weight[s]

    def take(self, s: int) -> int:
        """Take a shift from its owner and say who it was."""
        p = self.owner[s]
        assert p is not None  # noqa: S101 - only owned shifts are taken; tells the type checker
        self.owner[s] = None
        self.held[p].remove(s)
        self.load[p] -= self.instance.weight[s]
        return p

    def fits(self, s: int, p: int) -> bool:
        """May this candidate take the shift, besides all they hold?"""
        held = self.held[p]
        return len(held) < self.instance.people[p].max_shifts and not any(clash(self.instance, s, other) for other in held)

    def in_the_way(self, s: int, p: int) -> list[int]:
        """The held shifts of which giving up any one lets this candidate take the shift; locked ones cannot be given up."""
        held = sorted(self.held[p])
        clashing = [other for other in held if clash(self.instance, s, other)]
        if len(clashing) > 1:
            return []
        return [other for other in clashing or held if other not in self.instance.locks]

    @property
    def keeps_rules(self) -> bool:
        """Does everybody hold only what the hard rules allow? Rosters read from a solver's answer are asked this."""
        instance = self.instance
        within = all(len(held) <= person.max_shifts for held, person in zip(self.held, instance.people, strict=True))
        able = all(p in instance.candidates[s] for s, p in self.given())
        return within and able and not any(clash(instance, *pair) for held in self.held for pair in combinations(held, 2))

    @property
    def unfilled(self) -> list[int]:
        return [s for s, p in enumerate(self.owner) if p is None]

    @property
    def score(self) -> Score:
        loads = [self.load[p] for p in self.instance.counted] or [0]
        wishes = sum(self.instance.wish(p, s) for s, p in self.given())
        return Score(len(self.unfilled), max(loads) - min(loads), sum(load * load for load in loads), -wishes)

    def given(self) -> Iterator[tuple[int, int]]:
        """Every filled shift with its owner."""
        return ((s, p) for s, p in enumerate(self.owner) if p is not None)

    def copy(self) -> Draft:
        twin = Draft(self.instance)
        twin.owner, twin.load = list(self.owner), list(self.load)
        twin.held = [set(held) for held in self.held]
        return twin
