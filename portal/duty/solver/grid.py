"""Loads as whole numbers: the largest step in which all weights and carried loads can be written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

_FINEST = 1000  # steps to one unit of load; beyond it the model's whole numbers grow too large to be trusted


@dataclass(frozen=True)
class Grid:
    """`per_unit` steps make one unit of load; `exact` is False when values had to be rounded to the finest step."""

    per_unit: int
    exact: bool

    @staticmethod
    def of(values: Iterable[Fraction]) -> Grid:
        """The coarsest grid that holds every value."""
        needed = lcm(*(value.denominator for value in values))
        return Grid(needed, exact=True) if needed <= _FINEST else Grid(_FINEST, exact=False)

    def steps(self, value: Fraction) -> int:
        return round(value * self.per_unit)

    def units(self, steps: int) -> float:
        return float(Fraction(steps, self.per_unit))
