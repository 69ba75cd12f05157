"""What many schools add up to, kept up to date with every version that comes, so that nobody adds five thousand returns up.

A sum adds only what schools themselves show. Shown counts are nought or at least the threshold, so a sum is too, and it tells
nothing that its parts do not: what a school hides is hidden here as well, and said to be.
"""

from __future__ import annotations

from typing import Any

from portal.district.judging import TOTAL
from portal.exchange.message import ALL, Cell, Message

#: By indicator and cell ("3/male/*"): sum of shown counts, schools that count it, schools that hide it.
Added = dict[str, dict[str, list[int]]]


def cell_name(cell: Cell) -> str:
    """A cell as a key of JSON."""
    return "/".join(cell)


def is_kept(cell: Cell) -> bool:
    """Totals and margins of one dimension are added up; finer cells stay in the returns."""
    return sum(value != ALL for value in cell) <= 1


def add(sums: Added, message: Message, sign: int) -> None:
    """Add a return (`sign` 1), or take one away again (-1)."""
    for figure in message.figures.values():
        of = sums.setdefault(figure.indicator, {})
        for cell, count in {**figure.cells, TOTAL: figure.total}.items():
            if is_kept(cell):
                _move(of, cell_name(cell), count, sign)


def _move(of: dict[str, list[int]], name: str, count: int | None, sign: int) -> None:
    summed = of.setdefault(name, [0, 0, 0])
    summed[0] += sign * (count or 0)
    summed[1] += sign
    summed[2] += sign * (count is None)


def as_json(sums: Added) -> Any:
    """A copy, so that the database sees a changed value."""
    return {indicator: {name: list(summed) for name, summed in of.items()} for indicator, of in sums.items()}
