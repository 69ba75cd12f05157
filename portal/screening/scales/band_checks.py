"""Bands must cover the whole range of their score, edge to edge, so that every value falls into exactly one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from portal.screening.scales.definition import Band, Scale
from portal.screening.scales.flaws import Flaw, Problem
from portal.screening.scales.places import pointer
from portal.screening.scales.ranges import Range, ranges


def band_flaws(scale: Scale) -> Iterator[Flaw]:
    """Gaps, overlaps, wrong ends, and tables for scores that do not exist."""
    known = ranges(scale)
    for score, table in scale.bands.items():
        place = pointer("bands", score)
        if score not in known:
            yield Flaw(place, Problem.NO_SUCH_SCORE, {"name": score, "known": ", ".join(known)})
        elif not table:
            yield Flaw(place, Problem.SHARED_TABLE, {"score": score})
        else:
            yield from _table(place, table, known[score])


def _table(place: str, table: Sequence[Band], score: Range) -> Iterator[Flaw]:
    shapes = [flaw for index, band in enumerate(table) for flaw in _shape(f"{place}/{index}", band, score)]
    yield from shapes
    keys = [band.key for band in table]
    for index, key in enumerate(keys):
        if key in keys[:index]:
            yield Flaw(f"{place}/{index}/key", Problem.BAND_TWICE, {"key": key})
    if not shapes:
        yield from _cover(place, table, score)


def _shape(place: str, band: Band, score: Range) -> Iterator[Flaw]:
    if (band.most is None) == (band.below is None):
        yield Flaw(place, Problem.BAND_BOUND)
    elif band.most is not None and not score.whole and band.most != score.most:
        yield Flaw(f"{place}/max", Problem.BAND_NEEDS_BELOW, {"max": band.most})
    elif _next_start(band, score) <= band.least:
        yield Flaw(place, Problem.BAND_BACKWARDS, {"min": band.least})


def _next_start(band: Band, score: Range) -> float:
    """Where the next band must begin; infinity after a mean's last value."""
    if band.below is not None:
        return band.below
    most = score.most if band.most is None else band.most
    return most + 1 if score.whole else float("inf")


def _cover(place: str, table: Sequence[Band], score: Range) -> Iterator[Flaw]:
    if table[0].least != score.least:
        yield Flaw(f"{place}/0/min", Problem.BAND_START, {"min": table[0].least, "least": score.least})
    for index, (band, following) in enumerate(pairwise(table), start=1):
        due = _next_start(band, score)
        if following.least != due:
            problem = Problem.BAND_GAP if following.least > due else Problem.BAND_OVERLAP
            yield Flaw(f"{place}/{index}/min", problem, {"band": band.key, "next": following.key, "due": due})
    last = table[-1]
    if last.most != score.most:
        yield Flaw(f"{place}/{len(table) - 1}", Problem.BAND_END, {"band": last.key, "most": score.most})
