"""Exact scores: sums are whole numbers, means are fractions until they are shown."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TypeAlias

Score: TypeAlias = int | Fraction
Shown: TypeAlias = int | float | None


@cache
def mean(total: int, count: int) -> Fraction:
    """The exact mean; the few sums a scale can have are divided once."""
    return Fraction(total, count)


def half_up(numerator: int, denominator: int) -> int:
    """The nearest whole number, halves upward: floor(x + 0.5), without the errors of floating point."""
    return (2 * numerator + denominator) // (2 * denominator)


def shown(score: Score | None) -> Shown:
    """Sums as they are, means with two decimals (halves upward), a score that could not be worked out as None."""
    if isinstance(score, Fraction):
        return half_up(100 * score.numerator, score.denominator) / 100
    return score
