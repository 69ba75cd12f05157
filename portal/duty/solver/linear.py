"""A linear model with whole-number columns: what the roster is written down as before HiGHS answers it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

_FLAT = ("lower", "upper", "cost", "row_lower", "row_upper", "starts", "columns", "factors")


@dataclass
class LinearModel:
    """Minimise the costs. Columns and rows have lower and upper limits; rows are kept flat, as HiGHS takes them."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    cost: list[float] = field(default_factory=list)
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    columns: list[int] = field(default_factory=list)
    factors: list[float] = field(default_factory=list)
    broken: set[int] = field(default_factory=set)  # columns that need not be whole numbers

    def column(self, lower: float, upper: float, cost: float = 0, *, whole: bool = True) -> int:
        """Add a column and return its number."""
        self.lower.append(lower)
        self.upper.append(upper)
        self.cost.append(cost)
        if not whole:
            self.broken.add(len(self.lower) - 1)
        return len(self.lower) - 1

    def row(self, lower: float, upper: float, columns: Sequence[int], factors: Iterable[float] | None = None) -> None:
        """lower <= sum of factor times column <= upper; every factor is 1 when none are given."""
        self.row_lower.append(lower)
        self.row_upper.append(upper)
        self.columns.extend(columns)
        self.factors.extend([1.0] * len(columns) if factors is None else factors)
        self.starts.append(len(self.columns))

    def copy(self) -> LinearModel:
        """An independent model to build on."""
        return replace(self, **{name: list(getattr(self, name)) for name in _FLAT}, broken=set(self.broken))
