"""The search for the choice that hides fewest cells and yet is safe from every attacker.

Cheapest choices are proposed, attackers try them, and each success of an attacker becomes a demand on all further choices. The
first proposal that no attacker breaks is safe, and the cheapest there is. (Benders' decomposition, as Fischetti and Salazar use it
for cell suppression: Management Science 47, 2001.) When the time is over, the last proposal is mended until it is safe.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import thread_time

from portal.summaries.protection.bounds import Bounds
from portal.summaries.protection.choosing import Choosing
from portal.summaries.protection.demands import demand, line_by_line, never_alone, one_of
from portal.summaries.protection.holdings import Holding
from portal.summaries.protection.mending import mended

_STALLED = 3  # rounds by degrees that did not raise the bound


@dataclass(frozen=True)
class Puzzle:
    """Which cells to hide: `counts` per cell, `always` and `never` hidden ones, lines among cells, attackers' holdings."""

    counts: Sequence[int]
    always: frozenset[int]
    never: frozenset[int]
    exposed: frozenset[int]
    lines: Sequence[tuple[int, tuple[int, ...]]]
    holdings: Sequence[Holding]
    threshold: int

    @property
    def optional(self) -> list[int]:
        return [cell for cell in range(len(self.counts)) if cell not in self.always | self.never]


@dataclass(frozen=True)
class Found:
    """The hidden cells; `fewest` when it is proved that no safe choice hides fewer."""

    hidden: frozenset[int]
    fewest: bool


def search(puzzle: Puzzle, seconds: float) -> Found:
    """The fewest hidden cells, and among such choices the smallest sum of hidden counts; then the solver's own fixed order."""
    hunt = _Hunt(puzzle, seconds)
    ones = [0 if cell in puzzle.always else 1 for cell in range(len(puzzle.counts))]
    fewest = hunt.cheapest(ones)
    if fewest is None:
        return Found(hunt.mended(), False)
    hunt.choosing.at_most(puzzle.optional, len(fewest - puzzle.always))
    smallest = hunt.cheapest([one * count for one, count in zip(ones, puzzle.counts, strict=True)])
    return Found(smallest or fewest, True)


class _Hunt:
    """One search: the demands learnt in its first part serve the second."""

    def __init__(self, puzzle: Puzzle, seconds: float) -> None:
        self.puzzle = puzzle
        self.seconds = seconds
        self.deadline = thread_time() + seconds
        self.proposed = [1.0 if cell in puzzle.always else 0.0 for cell in range(len(puzzle.counts))]
        self.attackers = [Bounds(holding) for holding in puzzle.holdings]
        self.choosing = Choosing(len(puzzle.counts), puzzle.always, puzzle.never)
        for known in never_alone(puzzle.lines, puzzle.always, puzzle.exposed):
            self.choosing.add(known)
        for holding in puzzle.holdings:
            for known in line_by_line(holding, puzzle.threshold, puzzle.always):
                self.choosing.add(known)

    def cheapest(self, costs: Sequence[int]) -> frozenset[int] | None:
        """The cheapest safe choice by whole costs, None when the time was too short to prove one."""
        self.choosing.weigh(costs)
        bound = self._by_degrees()
        while (left := self.deadline - thread_time()) > 0:
            choice = self.choosing.whole(left, bound)
            if choice is None:
                return None
            bound, self.proposed = max(bound, choice.bound), choice.hidden
            attacked, learnt = self._learn(choice.hidden)
            if not attacked:
                return frozenset(cell for cell, degree in enumerate(choice.hidden) if degree)
            if not learnt:
                self.choosing.add(one_of([cell for cell in self.puzzle.optional if not choice.hidden[cell]]))
        return None

    def _by_degrees(self) -> int:
        """Demands are learnt cheaply from choices that hide by halves; returns the bound reached."""
        bound, stalled = 0, 0
        while stalled < _STALLED and thread_time() < self.deadline:
            choice = self.choosing.relaxed()
            if choice is None:
                break
            stalled = stalled + 1 if choice.bound <= bound else 0
            bound = max(bound, choice.bound)
            if not self._learn(choice.hidden)[1]:
                break
        return bound

    def _learn(self, hidden: Sequence[float]) -> tuple[int, int]:
        """Let the attackers try a choice; returns how often they succeeded, and how many new demands that taught."""
        attacked = learnt = 0
        for attacker in self.attackers:
            attacker.hide(hidden)
            for target in attacker.holding.targets:
                reason = attacker.attack(target, self.puzzle.threshold)
                if reason is not None:
                    attacked += 1
                    new = demand(reason, self.puzzle.threshold, self.puzzle.always)
                    learnt += new is not None and not new.is_met(hidden) and self.choosing.add(new)
        return attacked, learnt

    def mended(self) -> frozenset[int]:
        """A safe choice near the last proposal, in at most about as much time again."""
        costs = [0 if cell in self.puzzle.always else 1 + count for cell, count in enumerate(self.puzzle.counts)]
        deadline = thread_time() + self.seconds / 2
        hidden = mended(self.attackers, self.proposed, self.puzzle.threshold, costs, deadline)
        return frozenset(cell for cell, degree in enumerate(hidden) if degree)
