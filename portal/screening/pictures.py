"""What pictures of a round show: counts by score, shares by grade, change since the round before. Pure values for a template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.screening.rules import share
from portal.screening.scales.definition import Band, Norm, Scale

MOST_BINS = 10
WIDTH, HEIGHT, FLOOR = 340, 190, 160


def headline(of: Scale) -> str:
    """The score a scale is spoken of by: the one its cut-off asks about, else the total."""
    named = [cutoff.score for cutoff in of.cutoffs if cutoff.score in of.bands]
    return (named or [name for name in ("total", *of.bands) if name in of.bands] or ["total"])[0]


def value_of(content: Mapping[str, Any], score: str) -> float | None:
    """One score out of a kept result; None where it could not be worked out."""
    if score == "total":
        found = content.get("total")
    else:
        found = {**(content.get("subscales") or {}), **(content.get("derived") or {})}.get(score)
    return None if found is None else float(found)


def asks(of: Scale, score: str, content: Mapping[str, Any]) -> int:
    """The attention of the band this score fell into."""
    key = (content.get("bands") or {}).get(score)
    return next((band.attention for band in of.bands.get(score, ()) if band.key == key), 0)


@dataclass(frozen=True)
class Column:
    """One column of a chart, with its geometry."""

    label: str
    count: int
    x: float
    wide: float
    top: float
    marked: bool

    @property
    def middle(self) -> float:
        return round(self.x + self.wide / 2, 1)


def histogram(of: Scale, contents: Sequence[Mapping[str, Any]]) -> Sequence[Column]:
    """How many children have a score in each part of its range; columns that ask for a talk are marked."""
    score = headline(of)
    bands = of.bands.get(score, ())
    values = [value for content in contents if (value := value_of(content, score)) is not None]
    if not bands or not values:
        return []
    least, most = float(bands[0].least), float(bands[-1].most or bands[-1].below or max(values))
    step = _step(most - least, whole=bands[-1].below is None)
    counts = Counter(min(int((value - least) // step), MOST_BINS * 2) for value in values)
    bins = int((most - least) // step) + 1
    return _columns([(least + step * number, counts[number]) for number in range(bins)], step, bands)


def _step(width: float, *, whole: bool) -> float:
    if not whole:
        return width / MOST_BINS
    return next(step for step in (1, 2, 5, 10, 20, 50, 100) if width / step < MOST_BINS)


def _columns(found: Sequence[tuple[float, int]], step: float, bands: Sequence[Band]) -> Sequence[Column]:
    room, most = (WIDTH - 16) / len(found), max(count for _start, count in found) or 1
    return [
        Column(
            label=f"{start:g}",
            count=count,
            x=round(9 + room * number, 1),
            wide=round(room * 0.8, 1),
            top=round(FLOOR - 130 * count / most, 1),
            marked=_attention(start + step / 2, bands) >= 2,
        )
        for number, (start, count) in enumerate(found)
    ]


def _attention(value: float, bands: Sequence[Band]) -> int:
    return next((band.attention for band in reversed(bands) if value >= band.least), bands[0].attention)


@dataclass(frozen=True)
class GroupShare:
    """One grade or class: how many of its sheets ask for a talk; None when the group is too small to be shown."""

    name: str
    count: int
    asking: int | None

    @property
    def percent(self) -> float:
        return share(self.asking or 0, self.count)


def by_group(of: Scale, groups: Mapping[str, Sequence[Mapping[str, Any]]], least: int) -> Sequence[GroupShare]:
    """Shares of groups, small ones without their figure."""
    score = headline(of)
    return [
        GroupShare(name, len(found), None if len(found) < least else sum(asks(of, score, one) >= 2 for one in found))
        for name, found in groups.items()
    ]


@dataclass(frozen=True)
class Beside:
    """This school's grades beside what is known of other pupils, by the same value of the same score."""

    norm: Norm
    groups: Sequence[GroupShare]


def beside(of: Scale, groups: Mapping[str, Sequence[Mapping[str, Any]]], least: int) -> Sequence[Beside]:
    """One for each norm of the scale; small groups without their figure."""
    score = headline(of)
    return [
        Beside(norm, [GroupShare(name, len(found), None if len(found) < least else _reach(found, score, norm))
                      for name, found in groups.items()])
        for norm in of.norms
    ]  # fmt: skip


def _reach(found: Sequence[Mapping[str, Any]], score: str, norm: Norm) -> int:
    values = (value_of(one, score) for one in found)
    return sum(value is not None and value >= norm.least for value in values)


@dataclass(frozen=True)
class Change:
    """The same children in two rounds: how many moved to a band that asks for less, the same, or more."""

    name: str
    count: int
    less: int
    same: int
    more: int


def change(name: str, of: Scale, pairs: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]], least: int) -> Change | None:
    """Before and after of the same children; None when they are too few to be shown."""
    if len(pairs) < least:
        return None
    score = headline(of)
    moved = [asks(of, score, after) - asks(of, score, before) for before, after in pairs]
    return Change(name, len(moved), sum(one < 0 for one in moved), moved.count(0), sum(one > 0 for one in moved))
