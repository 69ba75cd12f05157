"""Whether a sheet reaches the published cut-off of its scale."""

from __future__ import annotations

from collections.abc import Mapping

from portal.screening.scales.checks import ANY_SUBSCALE
from portal.screening.scales.definition import COMPARISONS, Scale
from portal.screening.scoring.numbers import Score


class CutoffRules:
    """Any one of a scale's cut-offs is enough."""

    def __init__(self, scale: Scale) -> None:
        self._rules = [
            (tuple(scale.subscales) if cutoff.score == ANY_SUBSCALE else (cutoff.score,), cutoff) for cutoff in scale.cutoffs
        ]

    def reached(self, scores: Mapping[str, Score | None], bands: Mapping[str, str | None]) -> bool:
        """By the exact scores and the keys of their bands."""
        for names, cutoff in self._rules:
            if cutoff.band:
                if any(bands.get(name) == cutoff.band for name in names):
                    return True
            elif any(score is not None and COMPARISONS[cutoff.op](float(score), cutoff.value) for score in map(scores.get, names)):
                return True
        return False
