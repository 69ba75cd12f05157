"""Scores worked out from other scores, or by counting raw answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from portal.screening.scales import formulas
from portal.screening.scales.definition import COMPARISONS
from portal.screening.scoring.numbers import Score

#: Raw answers and scores by name ("total" and the subscales) in, a score out.
Computed: TypeAlias = Callable[[Mapping[int, int], Mapping[str, Score | None]], Score | None]


def computed(formula: str) -> Computed:
    """A formula as a function. ValueError for a text that is no formula (a checked definition has none)."""
    meaning = formulas.parsed(formula)
    if meaning is None:
        raise ValueError(f"no formula: {formula}")
    return _counting(meaning) if isinstance(meaning, formulas.Count) else _linear(meaning)


def _counting(count: formulas.Count) -> Computed:
    compare = COMPARISONS[count.op]
    return lambda answered, scores: sum(compare(answer, count.value) for answer in answered.values())


def _linear(linear: formulas.Linear) -> Computed:
    def compute(answered: Mapping[int, int], scores: Mapping[str, Score | None]) -> Score | None:
        parts = [part for name in linear.scores if (part := scores[name]) is not None]
        return sum(parts) * linear.times + linear.plus if len(parts) == len(linear.scores) else None

    return compute
