"""A table of counts with all its cells: the inner ones, and a total over every choice of dimensions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TypeAlias

ALL = "*"
MOST_CELLS = 10_000  # beyond it the search for the fewest hidden cells has no prospect

Key: TypeAlias = tuple[str, ...]
"""One value for each dimension, `*` for a total over it."""

Cell: TypeAlias = frozenset[tuple[str, str]]
"""The same, free of any table: pairs of dimension and value, so that tables with common dimensions share cells."""


@dataclass(frozen=True)
class CountTable:
    """How many children there are by `dimensions`. `inner` has the counts by one value of each dimension; absent ones are 0.

    Raises ValueError for counts that are no counts, unknown or doubled values, and `*` as a value.
    """

    dimensions: Key
    values: tuple[Key, ...]
    inner: Mapping[Key, int]
    heading: str = "count"

    def __post_init__(self) -> None:
        if not self.dimensions or len(set(self.dimensions)) < len(self.dimensions) or len(self.values) != len(self.dimensions):
            raise ValueError("a table has at least one dimension, each named once and with its values")
        if any(ALL in values or len(set(values)) < len(values) for values in self.values):
            raise ValueError("each value of a dimension stands once, and * is none")
        known = set(product(*self.values))
        for key, count in self.inner.items():
            if key not in known or count < 0:
                raise ValueError(f"{key} has no place in the table, or its count {count} is negative")

    @classmethod
    def of(cls, dimensions: Sequence[str], inner: Mapping[Key, int], heading: str = "count") -> CountTable:
        """A table whose values stand in the order in which `inner` first names them."""
        values = tuple(tuple(dict.fromkeys(key[place] for key in inner)) for place in range(len(dimensions)))
        return cls(tuple(dimensions), values, dict(inner), heading)

    @cached_property
    def counts(self) -> dict[Key, int]:
        """Every cell and its count, in reading order with the totals last."""
        counts = dict.fromkeys(product(*((*values, ALL) for values in self.values)), 0)
        for inner, count in self.inner.items():
            for key in product(*((value, ALL) for value in inner)):
                counts[key] += count
        return counts

    def lines(self) -> Iterator[tuple[Key, list[Key]]]:
        """Each total with the cells it adds up over one dimension."""
        for place, values in enumerate(self.values):
            for key in self.counts:
                if key[place] == ALL:
                    yield key, [(*key[:place], value, *key[place + 1 :]) for value in values]

    def cell(self, key: Key) -> Cell:
        """What the key stands for whatever the table."""
        return frozenset((dimension, value) for dimension, value in zip(self.dimensions, key, strict=True) if value != ALL)

    def sensitive(self, threshold: int) -> frozenset[Key]:
        """The cells that would single somebody out."""
        return frozenset(key for key, count in self.counts.items() if 1 <= count < threshold)

    def widened(self, others: Sequence[CountTable]) -> CountTable:
        """The same counts with the values that only `others` of the same dimensions have, all zero."""
        alike = [self, *(other for other in others if other.dimensions == self.dimensions)]
        values = tuple(
            tuple(dict.fromkeys(value for table in alike for value in table.values[place])) for place in range(len(self.dimensions))
        )
        return CountTable(self.dimensions, values, self.inner, self.heading)
