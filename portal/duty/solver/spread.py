"""The fairest roster, window by window: the smallest spread that has a roster, then the smallest sum of squares at it."""

from __future__ import annotations

from functools import cached_property
from math import inf

from portal.duty.solver.budget import Budget
from portal.duty.solver.coverage import coverage
from portal.duty.solver.draft import Draft
from portal.duty.solver.highs import Question, State
from portal.duty.solver.openings import Opening, Openings
from portal.duty.solver.relaxed import Relaxed
from portal.duty.solver.shaking import shaken
from portal.duty.solver.window import Window, window

_NODES = (20, 300, 3_000)  # a hard window is left for the next round, so that the others are looked at first
_FEW = 3  # spreads tried one after the other; a longer stretch is halved


class Fairness:
    """Keeps the best roster known and the least sum of squares proved per window (low, spread); all in steps of the grid."""

    def __init__(self, best: Draft, openings: Openings, budget: Budget) -> None:
        self.best, self.openings, self.budget = best, openings, budget
        self.unfilled = openings.unfilled
        self.nodes = _NODES[0]
        self.followed: set[tuple[int, int]] = set()
        self.cover = coverage(openings.slots)
        self.proved: dict[tuple[int, int], float] = {}  # infinite where the window has no roster

    def smallest_spread(self) -> int:
        """Lower the spread of the best roster as far as the budget allows; no roster has less than what is returned."""
        floor = self.openings.least_spread(self.best.score.spread)
        if floor < self.best.score.spread and not any(self._follow_tallies(opening, floor) for opening in self.openings.at(floor)):
            floor = min(self.best.score.spread, max(floor, self._relaxed_floor))
            self.best = shaken(self.best, floor, self.budget)
        for self.nodes in _NODES:
            floor = self._narrowed(floor)
        return floor

    def _narrowed(self, floor: int) -> int:
        """Try spreads from the floor to the best roster's: the floor itself, then by halves; return the floor as it is raised."""
        low = floor
        while low < self.best.score.spread and self.budget.left > 0:
            reach = self.best.score.spread - low
            spread = low if low == floor or reach <= _FEW else low + reach // 2
            state = self._try(spread)
            if state is State.IMPOSSIBLE:
                floor = max(spread + 1, self._relaxed_floor)
            low = low if state is State.FOUND else max(spread + 1, floor)
        return min(floor, self.best.score.spread)

    @cached_property
    def _relaxed_floor(self) -> int:
        return Relaxed(self.cover, self.openings.slots, self.unfilled, self.budget).least_spread()

    def smallest_squares(self) -> int:
        """Lower the sum of squares at the best roster's spread; no roster of that spread has less than what is returned."""
        spread, floors = self.best.score.spread, [float(self.best.score.squares)]
        for opening in self.openings.at(spread):
            if self.floor(opening, spread) < self.best.score.squares:
                self._ask(opening, spread)
            floors.append(self.floor(opening, spread))
        return int(min(floors))

    def floor(self, opening: Opening, spread: int) -> float:
        """The least sum of squares a roster in this window can have."""
        return self.proved.get((opening.low, spread), opening.squares)

    def window(self, opening: Opening, spread: int) -> Window | None:
        """The full model of the rosters in this window."""
        return window(self.cover, self.openings.patterns, opening.low, opening.low + spread, self.unfilled)

    def start(self, built: Window) -> list[float] | None:
        """The best roster as an answer to begin with, if it lies in the window."""
        return built.start(self.cover.values(self.best), self.best, self.openings.patterns.weights)

    def accept(self, values: list[float]) -> bool:
        """Keep an answer's roster if it is better than the best; False for one that breaks a rule (a flaw)."""
        found = self.cover.draft(values)
        if found.keeps_rules:
            self.best = min(self.best, found, key=lambda draft: draft.score)
        return found.keeps_rules

    def _try(self, spread: int) -> State:
        """Look for a roster of that spread through its windows, the most promising first."""
        states = []
        for opening in self.openings.at(spread):
            states.append(self._ask(opening, spread))
            if states[-1] is State.FOUND:
                return State.FOUND
        return State.UNDECIDED if State.UNDECIDED in states else State.IMPOSSIBLE

    def _ask(self, opening: Opening, spread: int) -> State:
        """Find a roster in the window, first one that follows the tallies, which has the least sum of squares possible."""
        if self.floor(opening, spread) == inf:
            return State.IMPOSSIBLE
        if self._follow_tallies(opening, spread):
            return State.FOUND
        if self.budget.left <= 0:
            return State.UNDECIDED
        built = self.window(opening, spread)
        if built is None:
            self.proved[opening.low, spread] = inf
            return State.IMPOSSIBLE
        answer = self.budget.ask(built.model, Question(nodes=self.nodes, step=self.openings.step, start=self.start(built)))
        self.proved[opening.low, spread] = max(opening.squares, self.openings.squares(built, answer.bound))
        if answer.found:
            return State.FOUND if self.accept(answer.values) else State.UNDECIDED
        return answer.state

    def _follow_tallies(self, opening: Opening, spread: int) -> bool:
        """Find a roster with just the loads of the tallies; each window is asked once."""
        if not opening.shape or (opening.low, spread) in self.followed:
            return False
        self.followed.add((opening.low, spread))
        built = window(self.cover, self.openings.patterns, opening.low, opening.low + spread, self.unfilled, only=opening.shape)
        answer = self.budget.ask(built.model, Question()) if built else None
        if answer is None or not answer.found:
            return False
        self.proved[opening.low, spread] = opening.squares
        return self.accept(answer.values)
