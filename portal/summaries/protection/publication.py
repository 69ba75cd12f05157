"""A table as it may be handed on: true counts, and nothing where a count is hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from portal.summaries.protection.tables import CountTable, Key


@dataclass(frozen=True)
class Nested:
    """Counts already out of other children who hold, or lie within, those of one table of a new release; everybody knows it.

    `table` is the place of that table among the new ones and `value` ends its keys; `counts` has every count of the others by the
    rest of the key, `shown` the keys a reader sees.
    """

    table: int
    value: Key
    counts: Mapping[Key, int]
    shown: frozenset[Key]
    around: bool


@dataclass(frozen=True)
class ProtectedTable:
    """`hidden` cells are not to be shown. Kept with its true counts inside the school: later versions must not give them away.

    `fewest` says that no safe choice hides fewer cells. `exposed` are sensitive cells which earlier publications give away
    whatever is hidden now; it is empty when those were protected here.
    """

    table: CountTable
    threshold: int
    hidden: frozenset[Key]
    fewest: bool = True
    exposed: frozenset[Key] = frozenset()

    @cached_property
    def published(self) -> dict[Key, int | None]:
        """Every cell in reading order, None where hidden."""
        return {key: None if key in self.hidden else count for key, count in self.table.counts.items()}

    @property
    def sensitive(self) -> frozenset[Key]:
        return self.table.sensitive(self.threshold)

    @property
    def loss(self) -> int:
        """How many cells are hidden only to keep others safe."""
        return len(self.hidden - self.sensitive)
