"""For every shipped key and variant: each value a score can take falls into exactly one band."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest

from portal.screening.scales.definition import Band, Scale
from portal.screening.scales.ranges import Range, ranges
from portal.screening.scoring.bands import BandTable
from portal.screening.scoring.numbers import Score
from tests.screening.sheets import EVERY_READING

SMALLEST_STEP = Fraction(1, 600)  # no mean of fewer than 600 items lies nearer to a bound


def possible(score: Range) -> list[Score]:
    """Every whole score, or means in fine steps, with the values next to each whole number."""
    least, most = int(score.least), int(score.most)
    if score.whole:
        return list(range(least, most + 1))
    return [Fraction(step, 60) for step in range(60 * least, 60 * most + 1)]


def holds(band: Band, value: Score) -> bool:
    above = value >= Fraction(str(band.least))
    return above and (value < Fraction(str(band.below)) if band.below is not None else value <= Fraction(str(band.most)))


@pytest.mark.parametrize("scale", EVERY_READING, ids=lambda scale: scale.id)
def test_bands_cover_the_range_without_gap_or_overlap(scale: Scale) -> None:
    known = ranges(scale)
    assert scale.bands
    for name, table in scale.bands.items():
        for value in possible(known[name]):
            holding = [band for band in table if holds(band, value)]
            assert len(holding) == 1, (scale.id, name, value)
            assert BandTable(table).find(value) is holding[0]


@pytest.mark.parametrize("scale", EVERY_READING, ids=lambda scale: scale.id)
def test_a_mean_a_hair_under_a_bound_stays_below_it(scale: Scale) -> None:
    known = ranges(scale)
    for name, table in scale.bands.items():
        if not known[name].whole:
            for lower, upper in pairwise(table):
                bound = Fraction(str(upper.least))
                assert BandTable(table).find(bound - SMALLEST_STEP) is lower
                assert BandTable(table).find(bound) is upper
