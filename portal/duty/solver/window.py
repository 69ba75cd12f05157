"""A model in which every load lies in a window from `low` to `high`: rosters of a given spread are those of a few windows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Protocol

from portal.duty.solver.draft import Draft
from portal.duty.solver.linear import LinearModel
from portal.duty.solver.patterns import Pattern, Patterns

_SECANTS = 30  # straight pieces that stand for the square where patterns are too many

Columns = Mapping[int, list[int]]


class Base(Protocol):
    """What windows are put on: the full coverage or the tallies."""

    model: LinearModel
    open: list[int]

    def by_weight(self, p: int) -> dict[int, list[int]]:
        """A person's columns under the weight of their shifts."""


@dataclass
class Window:
    """`choices` are each person's patterns with their columns; the costs make the sum of squares less `offset`."""

    model: LinearModel
    choices: dict[int, list[tuple[Pattern, int]]] = field(default_factory=dict)
    offset: int = 0
    weighed: list[tuple[int, float]] = field(default_factory=list)  # columns with their part in the sum of squares

    def chosen(self, values: list[float]) -> dict[int, Pattern]:
        """The pattern each person has in an answer."""
        return {p: pattern for p, choices in self.choices.items() for pattern, column in choices if values[column] > 0.5}

    def start(self, values: list[float], draft: Draft, weights: list[int]) -> list[float] | None:
        """A roster's coverage values, completed by its patterns; None when it lies outside or somebody has no patterns."""
        if len(self.choices) < len(draft.instance.counted):
            return None
        values = values + [0.0] * (len(self.model.lower) - len(values))
        for p, choices in self.choices.items():
            held = [draft.instance.weight[s] for s in draft.held[p]]
            same = (Pattern(draft.load[p]), Pattern(draft.load[p], tuple(held.count(weight) for weight in weights)))
            column = next((column for pattern, column in choices if pattern in same), None)
            if column is None:
                return None
            values[column] = 1
        return values


def window(
    base: Base, patterns: Patterns, low: int, high: int, unfilled: int, only: Mapping[int, Pattern] | None = None
) -> Window | None:
    """The model of all rosters in the window with at most that many unfilled shifts; None when somebody cannot be in it.

    `only` allows each person just one pattern. Costs are squared loads in units.
    """
    built = Window(base.model.copy())
    built.model.row(0, unfilled, base.open)
    for p in patterns.slots.instance.counted:
        choices = patterns.within(p, low, high)
        if choices is not None and only is not None and p in only:
            choices = [only[p]]
        if choices is None:
            _limit_sum(built, base.by_weight(p), patterns.slots.instance.carried[p], (low, high), patterns)
        elif choices:
            _choose(built, p, base.by_weight(p), choices, patterns)
        else:
            return None
    return built


def _choose(built: Window, p: int, columns: Columns, choices: list[Pattern], patterns: Patterns) -> None:
    """One pattern for this person, and shifts that make it."""
    least = min(pattern.load**2 for pattern in choices)
    built.offset += least
    built.choices[p] = [(pattern, _cost(built, pattern.load**2 - least, patterns)) for pattern in choices]
    built.model.row(1, 1, [column for _, column in built.choices[p]])
    if choices[0].shifts is None:
        _make_loads(built, built.choices[p], columns, patterns.slots.instance.carried[p])
    else:
        _make_shifts(built, built.choices[p], columns, patterns.weights)


def _make_shifts(built: Window, choices: list[tuple[Pattern, int]], columns: Columns, weights: list[int]) -> None:
    """As many shifts of each weight as the pattern says."""
    for place, weight in enumerate(weights):
        counted = [(column, -pattern.shifts[place]) for pattern, column in choices if pattern.shifts and pattern.shifts[place]]
        mine = columns.get(weight, [])
        built.model.row(0, 0, [*mine, *(column for column, _ in counted)], [1.0] * len(mine) + [factor for _, factor in counted])


def _make_loads(built: Window, choices: list[tuple[Pattern, int]], columns: Columns, carried: int) -> None:
    """Shifts that add up to the load of the pattern."""
    names, weights = _weighted(columns)
    loads = [-float(pattern.load) for pattern, _ in choices]
    built.model.row(-carried, -carried, [*names, *(column for _, column in choices)], [*weights, *loads])


def _limit_sum(built: Window, columns: Columns, carried: int, limits: tuple[int, int], patterns: Patterns) -> None:
    """The load as a plain sum, and below its square a chain of straight pieces: a bound, the true square is the roster's."""
    low, high = limits
    names, factors = _weighted(columns)
    built.model.row(low - carried, high - carried, names, factors)
    square = built.model.column(0, inf, 1 / patterns.slots.instance.grid.per_unit**2, whole=False)
    built.weighed.append((square, 1))
    for k in range(low, max(high, low + 1), max(1, (high - low) // _SECANTS)):
        slope = 2 * k + 1
        built.model.row(slope * carried - k * (k + 1), inf, [square, *names], [1, *(-slope * factor for factor in factors)])


def _weighted(columns: Columns) -> tuple[list[int], list[float]]:
    """A person's columns and the weight of each."""
    pairs = [(column, float(weight)) for weight, group in columns.items() for column in group]
    return [column for column, _ in pairs], [weight for _, weight in pairs]


def _cost(built: Window, squares: int, patterns: Patterns) -> int:
    column = built.model.column(0, 1, squares / patterns.slots.instance.grid.per_unit**2)
    built.weighed.append((column, squares))
    return column
