"""What one publication says: its cells, how they add up, and which of them are open to guessing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from portal.summaries.protection import refusals
from portal.summaries.protection.publication import ProtectedTable
from portal.summaries.protection.tables import Cell, CountTable

Lines = list[tuple[Cell, list[Cell]]]


@dataclass(frozen=True)
class Release:
    """The tables of one return at one time, as one set of cells. `open` cells show no count (of a new release: need not)."""

    counts: dict[Cell, int]
    lines: Lines
    open: frozenset[Cell]

    @cached_property
    def finest(self) -> frozenset[Cell]:
        """Cells that are the total of nothing."""
        return frozenset(self.counts) - {total for total, _ in self.lines}

    def within(self, cell: Cell) -> int:
        """How many of the finest counts it can hold at most."""
        return 1 if cell in self.finest else len(self.finest)

    def sensitive(self, threshold: int) -> frozenset[Cell]:
        return frozenset(cell for cell in self.open if 1 <= self.counts[cell] < threshold)


def new_release(tables: Sequence[CountTable], earlier: Sequence[CountTable] = ()) -> Release:
    """Tables about to be published. Values known only from earlier ones are zero in them and can be seen to be.

    Raises Refused when two tables count differently what both have.
    """
    wide = [table.widened(earlier) for table in tables]
    return _release(wide, {table.cell(key) for table in tables for key in table.counts})


def past_release(published: Sequence[ProtectedTable], later: Sequence[CountTable] = ()) -> Release:
    """Tables that are out. Values known only from later ones were zero in them, and could be seen to be."""
    wide = [protected.table.widened(later) for protected in published]
    return _release(wide, {protected.table.cell(key) for protected in published for key in protected.hidden})


def _release(tables: Sequence[CountTable], unsaid: set[Cell]) -> Release:
    counts: dict[Cell, int] = {}
    for table in tables:
        for key, count in table.counts.items():
            known = counts.setdefault(table.cell(key), count)
            if known != count:
                raise refusals.tables_disagree(", ".join(key), known, count)
    lines = [(table.cell(total), [table.cell(part) for part in parts]) for table in tables for total, parts in table.lines()]
    return Release(counts, lines, frozenset(unsaid))
