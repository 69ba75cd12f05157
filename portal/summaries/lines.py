"""The lines of a return as one table: totals and breakdowns, however they are asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from portal.summaries.counting import ALL, TOTAL, UNKNOWN, Cell, Count, added_up, in_cell


class Line(NamedTuple):
    """A count as it is stored."""

    indicator: str
    grade: str
    sex: str
    boarding: str
    number: int | None
    by_hand: bool
    source: str

    @property
    def cell(self) -> Cell:
        return self.grade, self.sex, self.boarding


@dataclass(frozen=True)
class Lines:
    """All counts of a return."""

    totals: Mapping[str, Line]
    cells: Mapping[str, Mapping[Cell, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Lines:
        """From stored lines."""
        totals: dict[str, Line] = {}
        cells: defaultdict[str, dict[Cell, int]] = defaultdict(dict)
        for line in lines:
            if line.cell == TOTAL:
                totals[line.indicator] = line
            else:
                cells[line.indicator][line.cell] = line.number or 0
        return cls(totals, cells)

    @classmethod
    def counted(cls, counts: Mapping[str, Count]) -> Lines:
        """From counts that were not stored."""
        return cls.of(line for count in counts.values() for line in lines_of(count))

    def total(self, indicator: str) -> int | None:
        """The whole figure; None when there is none, or none was written in yet."""
        line = self.totals.get(indicator)
        return line.number if line else None

    def by_hand(self, indicator: str) -> bool:
        """Whether a person wrote it in."""
        line = self.totals.get(indicator)
        return bool(line and line.by_hand)

    def by(self, indicator: str, dimension: str) -> Mapping[str, int]:
        """A breakdown over one dimension."""
        return added_up(self.cells.get(indicator, {}), dimension)

    def count(self, indicator: str, wanted: Cell) -> int:
        """The count of a cell, or of a total over some dimensions."""
        return sum(number for cell, number in self.cells.get(indicator, {}).items() if in_cell(cell, wanted))

    @property
    def grades(self) -> Sequence[str]:
        """Every grade that occurs, in order, unknown last."""
        found = {cell[0] for cells in self.cells.values() for cell in cells}
        return sorted(found, key=lambda grade: 99 if grade == UNKNOWN else int(grade))

    @property
    def is_zero(self) -> bool:
        """A zero return: nothing to count in any line but that of the roll."""
        return all(not line.number for name, line in self.totals.items() if name != "enrolled")


def lines_of(count: Count) -> Iterable[Line]:
    """The lines a count is stored as: its total, then its cells."""
    yield Line(count.indicator, ALL, ALL, ALL, count.total, count.by_hand, count.source)
    for cell, children in count.cells.items():
        yield Line(count.indicator, *cell, len(children), by_hand=False, source="")
