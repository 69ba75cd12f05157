"""From sets of children to the cells of a return; pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from portal.core.contributions import Member
from portal.summaries.definitions import DIMENSIONS, Indicator

ALL = "*"
UNKNOWN = "?"
SEXES = {"1": "1", "2": "2"}

Cell: TypeAlias = tuple[str, str, str]
"""Grade "1".."12", sex "1" (boys) or "2" (girls), boarding "yes" or "no"; "?" where the file does not say."""

TOTAL: Cell = (ALL, ALL, ALL)


@dataclass(frozen=True)
class Count:
    """One indicator counted: its children by cell. `number` is what was written in by hand, None when nothing was yet."""

    indicator: str
    cells: Mapping[Cell, frozenset[int]] = field(default_factory=dict)
    by_hand: bool = False
    number: int | None = None
    source: str = ""

    @cached_property
    def children(self) -> frozenset[int]:
        """Everybody counted."""
        return frozenset(child_id for ids in self.cells.values() for child_id in ids)

    @property
    def total(self) -> int | None:
        """The whole figure, None while it has not been written in."""
        return self.number if self.by_hand else sum(map(len, self.cells.values()))


def cell_of(member: Member) -> Cell:
    """Where a child is counted."""
    grade = str(member.grade) if member.grade else UNKNOWN
    return grade, SEXES.get(member.sex, UNKNOWN), "yes" if member.boarding else "no"


def counted(
    indicators: Iterable[Indicator], sets: Mapping[str, Sequence[Member]], definition: str, entries: Mapping[str, tuple[int, str]]
) -> Mapping[str, Count]:
    """Every indicator counted from the sets that are supplied, or as written in by hand (`entries`: number and its source)."""
    return {indicator.id: _count(indicator, sets, definition, entries) for indicator in indicators}


def is_supplied(indicator: Indicator, known: Iterable[str], definition: str) -> bool:
    """Whether the portal holds every set the indicator names."""
    return set(indicator.sets(definition)) <= set(known)


def _count(
    indicator: Indicator, sets: Mapping[str, Sequence[Member]], definition: str, entries: Mapping[str, tuple[int, str]]
) -> Count:
    if not is_supplied(indicator, sets, definition):
        number, source = entries.get(indicator.id, (None, ""))
        return Count(indicator.id, by_hand=True, number=number, source=source)
    first, *others = (sets[name] for name in indicator.sets(definition))
    wanted = [{member.child_id for member in found} for found in others]
    cells: defaultdict[Cell, set[int]] = defaultdict(set)
    for member in first:
        cell = cell_of(member)
        if all(member.child_id in ids for ids in wanted) and _fits(cell, indicator.where):
            cells[cell].add(member.child_id)
    return Count(indicator.id, {cell: frozenset(ids) for cell, ids in sorted(cells.items(), key=_in_order)})


def _fits(cell: Cell, where: Mapping[str, str]) -> bool:
    return all(cell[DIMENSIONS.index(dimension)] == value for dimension, value in where.items())


def _in_order(entry: tuple[Cell, object]) -> tuple[int, str, str]:
    grade, sex, boarding = entry[0]
    return (int(grade) if grade.isdigit() else 99, sex, boarding)


def added_up(cells: Mapping[Cell, int], dimension: str) -> Mapping[str, int]:
    """A breakdown: the counts by the values of one dimension, grades in order."""
    place = DIMENSIONS.index(dimension)
    found: defaultdict[str, int] = defaultdict(int)
    for cell, number in sorted(cells.items(), key=_in_order):
        found[cell[place]] += number
    return found


def in_cell(cell: Cell, wanted: Cell) -> bool:
    """Whether a cell belongs to a total over some of its dimensions."""
    return all(want in (ALL, have) for have, want in zip(cell, wanted, strict=True))
