"""The score of a group of items under the scale's rule for unanswered ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import TypeAlias

from portal.screening.scales.definition import Method, Missing, MissingRule, Total
from portal.screening.scoring.numbers import Score, half_up, mean

#: How many items of a group are answered, their sum, the size of the group, sum or mean: what the group then counts.
Repair: TypeAlias = Callable[[int, int, int, Method], Score | None]


class Group:
    """Items counted together; `scored` holds the answered ones, already reversed."""

    def __init__(self, items: Sequence[int], method: Method, repair: Repair) -> None:
        self._items = tuple(items)
        self._method = method
        self._repair = repair
        # A getter of one item gives a bare value, of several a tuple; a doubled first item keeps it a tuple.
        self._values = itemgetter(*items, items[0])

    def score(self, scored: Mapping[int, int]) -> Score | None:
        """Sum or mean; None when too little is answered."""
        try:
            *values, _ = self._values(scored)
        except KeyError:
            return self._repaired(scored)
        return mean(sum(values), len(values)) if self._method is Method.MEAN else sum(values)

    def _repaired(self, scored: Mapping[int, int]) -> Score | None:
        values = [scored[item] for item in self._items if item in scored]
        return self._repair(len(values), sum(values), len(self._items), self._method)


class WholeSheet:
    """The total, over items or over subscales; None as soon as one of those is None."""

    def __init__(self, total: Total, repair: Repair) -> None:
        self._group = Group(total.items, total.method, repair) if total.items else None
        self._names = total.subscales
        self._method = total.method

    def score(self, scored: Mapping[int, int], subscales: Mapping[str, Score | None]) -> Score | None:
        if self._group is not None:
            return self._group.score(scored)
        parts = [part for name in self._names if (part := subscales[name]) is not None]
        if len(parts) < len(self._names):
            return None
        return sum(parts) * mean(1, len(parts)) if self._method is Method.MEAN else sum(parts)


def repair_of(missing: Missing) -> Repair:
    """How this rule fills a group with blanks."""
    if missing.rule is MissingRule.BLANK_AS_ZERO:
        return _blank_as_zero
    if missing.rule is MissingRule.PRORATE_MEAN:
        return _prorated
    if missing.rule is MissingRule.PRORATE_SUBSCALE:
        return _prorated_up_to(missing.most)
    return _void


def _void(answered: int, total: int, size: int, method: Method) -> None:
    return None


def _blank_as_zero(answered: int, total: int, size: int, method: Method) -> Score:
    return mean(total, size) if method is Method.MEAN else total


def _prorated(answered: int, total: int, size: int, method: Method) -> Score | None:
    """Blanks count as the mean of the answered items; a sum is rounded half up, as the official code for the SDQ does."""
    if not answered:
        return None
    return mean(total, answered) if method is Method.MEAN else half_up(total * size, answered)


def _prorated_up_to(most: int) -> Repair:
    def repair(answered: int, total: int, size: int, method: Method) -> Score | None:
        return _prorated(answered, total, size, method) if size - answered <= most else None

    return repair
