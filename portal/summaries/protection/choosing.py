"""The cheapest choice that satisfies all demands known so far: a small integer program that grows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, isfinite
from typing import TYPE_CHECKING

from portal.summaries.protection.demands import Demand
from portal.summaries.protection.highs import INFINITE, quiet_solver

if TYPE_CHECKING:
    from highspy import Highs


@dataclass(frozen=True)
class Choice:
    """To what degree each cell is hidden (whole when not relaxed), and a cost below which no choice meets the demands."""

    hidden: list[float]
    bound: int


class Choosing:
    """Choices between 0 (shown) and 1 (hidden); `always` are hidden, `never` shown."""

    def __init__(self, size: int, always: frozenset[int], never: frozenset[int]) -> None:
        self.size = size
        self.solver = _program(size, always, never)
        self._known: set[Demand] = set()

    def weigh(self, costs: Sequence[float]) -> None:
        """What hiding each cell costs, in whole numbers."""
        for choice, cost in enumerate(costs):
            self.solver.changeColCost(choice, float(cost))

    def add(self, demand: Demand) -> bool:
        """False when it was known before."""
        if demand in self._known:
            return False
        self._known.add(demand)
        choices, shares = [choice for choice, _ in demand.shares], [share for _, share in demand.shares]
        self.solver.addRow(demand.least, INFINITE, len(choices), choices, shares)
        return True

    def at_most(self, choices: Sequence[int], count: int) -> None:
        """Hide no more than so many of these."""
        self.solver.addRow(-INFINITE, float(count), len(choices), list(choices), [1.0] * len(choices))

    def relaxed(self) -> Choice | None:
        """The cheapest choice by degrees."""
        return self._choice(whole=False, seconds=INFINITE)

    def whole(self, seconds: float, known_bound: int, gap: float) -> Choice | None:
        """A choice at most by `gap` dearer than the cheapest, or that costs no more than `known_bound`; None if time ran out."""
        self.solver.setOptionValue("mip_rel_gap", gap)
        self.solver.setOptionValue("objective_target", known_bound + 0.5)
        return self._choice(whole=True, seconds=seconds)

    def _choice(self, *, whole: bool, seconds: float) -> Choice | None:
        from highspy import HighsModelStatus, HighsVarType

        kind = HighsVarType.kInteger if whole else HighsVarType.kContinuous
        for choice in range(self.size):
            self.solver.changeColIntegrality(choice, kind)
        self.solver.setOptionValue("time_limit", self.solver.getRunTime() + seconds)
        self.solver.run()
        status, told = self.solver.getModelStatus(), self.solver.getInfo()
        if status not in (HighsModelStatus.kOptimal, HighsModelStatus.kObjectiveTarget):
            return None
        bound = told.mip_dual_bound if whole else told.objective_function_value
        hidden = self.solver.getSolution().col_value
        least = ceil(bound - 1e-5) if isfinite(bound) else 0  # infinite when the first choice was cheap enough
        return Choice([float(round(degree)) for degree in hidden] if whole else hidden, least)


def _program(size: int, always: frozenset[int], never: frozenset[int]) -> Highs:
    solver = quiet_solver(mip_rel_gap=0.0, mip_abs_gap=0.99)
    for choice in range(size):
        solver.addVar(1.0 if choice in always else 0.0, 0.0 if choice in never else 1.0)
    return solver
