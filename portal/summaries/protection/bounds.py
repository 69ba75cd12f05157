"""How closely an attacker can bound a hidden count, by linear programming, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from portal.summaries.protection.highs import quiet_solver
from portal.summaries.protection.holdings import FREE, Holding

if TYPE_CHECKING:
    from highspy import Highs, HighsSolution

NEARLY = 1e-6  # widths are fractions with small denominators: what misses a threshold by less has reached it


class Unsolved(RuntimeError):
    """The solver found no range though the truth is one: counts or files behind it were altered."""


@dataclass(frozen=True)
class Reason:
    """Why a width is small: `given` plus the `room` of each hidden choice is never less than the width, whatever is hidden."""

    given: float
    room: dict[int, float]

    def width(self, hidden: Sequence[float]) -> float:
        return self.given + sum(room * hidden[choice] for choice, room in self.room.items())


class Bounds:
    """Ranges of the unknowns of one holding, for one state of hiding after another."""

    def __init__(self, holding: Holding) -> None:
        self.holding = holding
        self.solver = _program(holding)
        self.low: list[float] = []
        self.high: list[float] = []
        self._asked = 0

    def hide(self, hidden: Sequence[float]) -> None:
        """Show or hide each choice, or hide it to a degree."""
        lower, upper = self.holding.bounds(hidden)
        for unknown, (low, high) in enumerate(zip(lower, upper, strict=True)):
            self.solver.changeColBounds(unknown, low, high)
        self.low, self.high = [inf] * len(lower), [-inf] * len(lower)

    def attack(self, unknown: int, threshold: float) -> Reason | None:
        """None when its range is wide enough, else why it is not: a bound that holds for every choice of what to hide.

        The reason is made of the duals of both ends of the range.
        """
        given, room = 0.0, dict[int, float]()
        for sense in (-1.0, 1.0):
            if self._is_wide(unknown, threshold):
                return None
            for place, dual in enumerate(self._solve(unknown, sense).col_dual):
                if abs(dual) > NEARLY:
                    given += self._add(room, place, -dual)
        return None if self._is_wide(unknown, threshold) else Reason(given, room)

    def range(self, unknown: int) -> tuple[float, float]:
        """The smallest and largest count that fits everything the attacker holds."""
        self._solve(unknown, 1.0)
        self._solve(unknown, -1.0)
        return self.low[unknown], self.high[unknown]

    def _is_wide(self, unknown: int, threshold: float) -> bool:
        return self.high[unknown] - self.low[unknown] >= threshold - NEARLY

    def _add(self, room: dict[int, float], unknown: int, weight: float) -> float:
        """Put the weighted room of an unknown to its choice; return what is given without any."""
        holding = self.holding
        limit = holding.upper[unknown] if weight > 0 else holding.lower[unknown]
        choice, truth = holding.choice[unknown], holding.truth[unknown]
        if choice == FREE:
            return weight * limit
        room[choice] = room.get(choice, 0.0) + weight * (limit - truth)
        return weight * truth

    def _solve(self, unknown: int, sense: float) -> HighsSolution:
        """One end of the range; the counts found on the way widen what is known of all others."""
        from highspy import HighsModelStatus

        self.solver.changeColCost(self._asked, 0.0)
        self.solver.changeColCost(unknown, sense)
        self._asked = unknown
        self.solver.run()
        if self.solver.getModelStatus() != HighsModelStatus.kOptimal:
            raise Unsolved(str(self.solver.getModelStatus()))
        solution = self.solver.getSolution()
        found = solution.col_value
        self.low = list(map(min, self.low, found))
        self.high = list(map(max, self.high, found))
        return solution


def _program(holding: Holding) -> Highs:
    from highspy import HighsLp, MatrixFormat

    program, size = HighsLp(), len(holding.truth)
    program.num_col_, program.num_row_ = size, len(holding.lines)
    program.col_cost_, program.col_lower_, program.col_upper_ = [0.0] * size, holding.lower, holding.upper
    program.row_lower_ = program.row_upper_ = [0.0] * len(holding.lines)
    matrix = program.a_matrix_
    matrix.format_ = MatrixFormat.kRowwise
    starts, columns, factors = [0], list[int](), list[float]()
    for total, parts in holding.lines:
        columns += [total, *parts]
        factors += [-1.0] + [1.0] * len(parts)
        starts.append(len(columns))
    matrix.start_, matrix.index_, matrix.value_ = starts, columns, factors
    solver = quiet_solver(presolve="off")
    solver.passModel(program)
    return solver
