"""Which band a score falls into, by its exact value."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from portal.screening.scales.definition import Band
from portal.screening.scoring.numbers import Score


class BandTable:
    """Bands that cover the range of a score edge to edge; each begins where the one before ends.

    A mean is compared as the nearest floating point number. Division rounds correctly, so that a mean equal to a
    published bound compares equal to it and no other mean does.
    """

    def __init__(self, bands: Sequence[Band]) -> None:
        self._bands = tuple(bands)
        self._starts = [float(band.least) for band in bands]

    def find(self, score: Score) -> Band:
        """The band of a score within the range."""
        return self._bands[bisect_right(self._starts, float(score)) - 1]
