"""Which windows of loads can hold a roster at all, as far as the tallies can tell, and the least sum of squares in each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import inf

from portal.duty.solver.budget import Budget
from portal.duty.solver.highs import Question, State
from portal.duty.solver.patterns import Pattern, Patterns
from portal.duty.solver.relaxed import Relaxed
from portal.duty.solver.slots import Slots
from portal.duty.solver.tallies import Tallies
from portal.duty.solver.window import Window, window

_NODES = 300
_FEW = 3  # windows asked one by one; more are asked together and halved


@dataclass(frozen=True)
class Opening:
    """A window the tallies allow, by its lowest load: the least sum of squares in it, and the patterns that reach it if found."""

    low: int
    squares: int
    shape: dict[int, Pattern]


class Openings:
    """Windows by spread, in steps of the grid; `unfilled` shifts may stay open, `widest` is the largest spread asked for."""

    def __init__(self, slots: Slots, unfilled: int, widest: int, budget: Budget) -> None:
        self.slots, self.unfilled, self.budget = slots, unfilled, budget
        self.patterns = Patterns(slots, self._highest_low + widest)
        self.step = 1 / slots.instance.grid.per_unit**2
        self._tallies = Tallies(slots)
        self._relaxed = Relaxed(self._tallies, slots, unfilled, budget)
        self._known: dict[int, list[Opening]] = {}

    def least_spread(self, reached: int) -> int:
        """The smallest spread with an opening, given one that was reached."""
        low = middle = min(self._relaxed.least_spread(), reached)
        high = reached
        while low < high:
            low, high = (low, middle) if self.at(middle) else (middle + 1, high)
            middle = (low + high) // 2
        return low

    def at(self, spread: int) -> list[Opening]:
        """The openings of that spread, smallest sum of squares first; when time is up one that stands for all."""
        if spread not in self._known:
            if self.budget.left <= 0:
                return [Opening(self._highest_low, 0, {})]
            least, most = self._relaxed.lows(spread)
            lows = [low for low in self._lows if least <= low <= most]
            self._known[spread] = sorted(self._among(lows, spread), key=lambda opening: (opening.squares, opening.low))
        return self._known[spread]

    def squares(self, built: Window, bound: float) -> float:
        """A bound on a window's costs as a sum of squares in steps."""
        return round(bound / self.step) + built.offset if abs(bound) < inf else max(bound, 0)

    def _among(self, lows: list[int], spread: int) -> list[Opening]:
        if len(lows) <= _FEW:
            return [opening for low in lows if (opening := self._one(low, spread))]
        built = window(self._tallies, self.patterns, lows[0], lows[-1] + spread, self.unfilled)
        if built is None:
            return []
        built.model.cost = [0.0] * len(built.model.cost)
        if self.budget.ask(built.model, Question(nodes=_NODES, presolve=False)).state is State.IMPOSSIBLE:
            return []
        half = len(lows) // 2
        return self._among(lows[:half], spread) + self._among(lows[half:], spread)

    def _one(self, low: int, spread: int) -> Opening | None:
        built = window(self._tallies, self.patterns, low, low + spread, self.unfilled)
        if built is None:
            return None
        answer = self.budget.ask(built.model, Question(nodes=_NODES, step=self.step, presolve=False))
        if answer.state is State.IMPOSSIBLE:
            return None
        return Opening(low, int(self.squares(built, answer.bound)), built.chosen(answer.values) if answer.found else {})

    @cached_property
    def _lows(self) -> list[int]:
        """The loads that can be the lowest: those somebody can have."""
        listed = [self.patterns.loads(p) for p in self.slots.instance.counted]
        if any(loads is None for loads in listed):
            return list(range(min(self.slots.instance.carried), self._highest_low + 1))
        return sorted({load for loads in listed for load in loads or []})

    @cached_property
    def _highest_low(self) -> int:
        """The lowest load is at most this: what somebody has with all the heaviest shifts the rules allow."""
        return min((self.slots.instance.carried[p] + self._heaviest(p) for p in self.slots.instance.counted), default=0)

    def _heaviest(self, p: int) -> int:
        mine = self.slots.of_person[p]
        weights = sorted((self.slots.all[c].weight for c in mine for _ in range(self.slots.most(c))), reverse=True)
        return sum(weights[: self.slots.most_of(p, mine)])
