"""A result from the scores a platform worked out: bands and status are those of the key, flags nobody can know."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from portal.screening.scales.definition import Method, Part, Scale, Total
from portal.screening.scoring.bands import BandTable
from portal.screening.scoring.key import Key
from portal.screening.scoring.numbers import Score
from portal.screening.scoring.result import Result, Status


def span(scale: Scale, name: str) -> tuple[float, float]:
    """The lowest and highest possible figure of a score."""
    part: Part | Total = scale.total if name == "total" else {**scale.subscales, **scale.validity}[name]
    if part.method is Method.MEAN:
        return scale.lowest, scale.highest
    count = len(part.items) or sum(len(scale.subscales[each].items) for each in getattr(part, "subscales", ()))
    return scale.lowest * count, scale.highest * count


def shifted(scale: Scale, name: str, value: float, add: int) -> float:
    """A figure of another coding in the scale's own."""
    if not add:
        return value
    least, most = span(scale, name)
    return value + add * round((most - least) / (scale.highest - scale.lowest))


def from_scores(key: Key, given: Mapping[str, float]) -> Result:
    """Banded and judged as a sheet would be; without a total it is incomplete."""
    scale = key.scale
    scores: dict[str, Score | None] = {name: _exact(given.get(name)) for name in ("total", *scale.subscales, *scale.validity)}
    if scores["total"] is None:
        scores["total"] = _summed(scale, scores)
    scores |= {name: compute({}, scores) for name, compute in key.derived.items() if "count" not in scale.derived[name].formula}
    bands = {name: _band(table, scores[name]) for name, table in key.bands.items() if name in scores}
    status = _status(key, scores)
    return Result(
        status=status,
        flags=(),
        total=_shown(scores["total"]),
        subscales={name: _shown(scores[name]) for name in scale.subscales},
        derived={name: _shown(scores.get(name)) for name in key.derived},
        validity={name: _shown(scores[name]) for name in key.fails},
        bands=bands,
        reaches_cutoff=status is not Status.VALIDITY_FAILED and key.cutoffs.reached(scores, bands),
    )


def _band(table: BandTable, value: Score | None) -> str | None:
    return None if value is None else table.find(value).key


def summed(scale: Scale, given: Mapping[str, float]) -> float | None:
    """The total the parts add up to, where the scale adds its parts."""
    found = _summed(scale, {name: _exact(value) for name, value in given.items()})
    return None if found is None else float(found)


def _summed(scale: Scale, scores: Mapping[str, Score | None]) -> Score | None:
    if not scale.total.subscales or scale.total.method is not Method.SUM:
        return None
    parts = [part for name in scale.total.subscales if (part := scores.get(name)) is not None]
    return sum(parts) if len(parts) == len(scale.total.subscales) else None


def _status(key: Key, scores: Mapping[str, Score | None]) -> Status:
    if scores["total"] is None:
        return Status.INCOMPLETE
    for name, (compare, bound) in key.fails.items():
        if (value := scores[name]) is not None and compare(float(value), bound):
            return Status.VALIDITY_FAILED
    return Status.OK


def _exact(value: float | None) -> Score | None:
    if value is None:
        return None
    return int(value) if float(value).is_integer() else Fraction(str(value))


def _shown(value: Score | None) -> int | float | None:
    return value if value is None or isinstance(value, int) else round(float(value), 2)
