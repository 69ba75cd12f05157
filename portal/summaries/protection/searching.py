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

_NEAR = 0.1
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
    """The fewest hidden cells, and among such choices the smallest sum of hidden counts; then the solver's own fixed order.

    `seconds` of computing are for the proof of the fewest, a third more for the smallest sum. What is returned is always safe.
    """
    hunt = _Hunt(puzzle)
    ones = [0 if cell in puzzle.always else 1 for cell in range(len(puzzle.counts))]
    sums = [one * count for one, count in zip(ones, puzzle.counts, strict=True)]
    found = hunt.cheapest(ones, seconds) or Found(puzzle.always, False)
    if not found.fewest:
        degrees = [1.0 if cell in found.hidden else 0.0 for cell in range(len(ones))]
        costs = [one + count for one, count in zip(ones, sums, strict=True)]
        return Found(mended(hunt.attackers, degrees, puzzle.threshold, costs, thread_time() + seconds / 3), False)
    hunt.choosing.at_most(puzzle.optional, len(found.hidden - puzzle.always))
    other = hunt.cheapest(sums, seconds / 3) or found
    return Found(min(found.hidden, other.hidden, key=lambda hidden: sum(sums[cell] for cell in hidden)), True)


class _Hunt:
    """One search: the demands learnt in its first part serve the second."""

    def __init__(self, puzzle: Puzzle) -> None:
        self.puzzle = puzzle
        self.bound = 0
        self.attackers = [Bounds(holding) for holding in puzzle.holdings]
        self.choosing = Choosing(len(puzzle.counts), puzzle.always, puzzle.never)
        for known in never_alone(puzzle.lines, puzzle.always, puzzle.exposed):
            self.choosing.add(known)
        for holding in puzzle.holdings:
            for known in line_by_line(holding, puzzle.threshold, puzzle.always):
                self.choosing.add(known)

    def cheapest(self, costs: Sequence[int], seconds: float) -> Found | None:
        """The cheapest safe choice by whole costs: proved, or as good as was found in time, None when none was.

        Near misses are quicker to find than the cheapest choices and teach as much, so that they come first.
        """
        deadline = thread_time() + seconds
        self.choosing.weigh(costs)
        self.bound = self._by_degrees(deadline)
        near = self._safe(_NEAR, deadline)
        best = self._safe(0.0, deadline) if near is not None else None
        if best is not None:
            return Found(best, True)
        return Found(near, False) if near is not None else None

    def _by_degrees(self, deadline: float) -> int:
        """Demands are learnt cheaply from choices that hide by halves; returns the bound reached."""
        bound, stalled = 0, 0
        while stalled < _STALLED and thread_time() < deadline:
            choice = self.choosing.relaxed()
            if choice is None:
                break
            stalled = stalled + 1 if choice.bound <= bound else 0
            bound = max(bound, choice.bound)
            if not self._learn(choice.hidden)[1]:
                break
        return bound

    def _safe(self, gap: float, deadline: float) -> frozenset[int] | None:
        """The first choice that no attacker breaks, at most by `gap` dearer than the cheapest; None when time is over."""
        while (left := deadline - thread_time()) > 0:
            choice = self.choosing.whole(left, self.bound, gap)
            if choice is None:
                return None
            self.bound = max(self.bound, choice.bound)
            attacked, learnt = self._learn(choice.hidden)
            if not attacked:
                return frozenset(cell for cell, degree in enumerate(choice.hidden) if degree)
            if not learnt:
                self.choosing.add(one_of([cell for cell in self.puzzle.optional if not choice.hidden[cell]]))
        return None

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
