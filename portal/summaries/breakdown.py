"""The counts of a return broken down as far as its form asks, every total included, hidden cells without a number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from portal.summaries.counting import ALL, TOTAL, Cell
from portal.summaries.definitions import Indicator
from portal.summaries.leaving import Shown
from portal.summaries.lines import Lines


@dataclass(frozen=True)
class Broken:
    """One cell of one indicator; None is hidden."""

    indicator: Indicator
    cell: Cell
    number: int | None


def broken_down(shown: Shown) -> Sequence[Broken]:
    """Every cell that leaves; figures nobody wrote in are left out."""
    lines = shown.leaving.lines
    return [
        Broken(indicator, cell, shown.count(indicator, cell))
        for indicator in shown.leaving.form.indicators
        if lines.total(indicator.id) is not None
        for cell in cells_of(indicator, lines)
    ]


def cells_of(indicator: Indicator, lines: Lines) -> Iterator[Cell]:
    """The total, then each cell and total of the breakdowns the indicator has; a figure written in by hand has a total only."""
    if lines.by_hand(indicator.id):
        yield TOTAL
        return
    grades = [*lines.grades, ALL] if "grade" in indicator.breakdowns else [ALL]
    sexes = ["1", "2", ALL] if "sex" in indicator.breakdowns else [ALL]
    boarding = ["yes", "no", ALL] if "boarding" in indicator.breakdowns else [ALL]
    yield from product(grades, sexes, boarding)
