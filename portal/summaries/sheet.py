"""A return as a table for people: one row an indicator, by grade, with the total and the change since last time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from portal.summaries.counting import ALL, Cell
from portal.summaries.definitions import Indicator, ReturnForm
from portal.summaries.leaving import Shown
from portal.summaries.lines import Lines

Tally = Callable[[Indicator, Cell], int | None]


@dataclass(frozen=True)
class Number:
    """A count in the table: hidden outside, not broken down so (`absent`), or with the children behind it (`list_of`)."""

    value: int | None
    hidden: bool = False
    list_of: Cell | None = None

    @property
    def absent(self) -> bool:
        return self.value is None and not self.hidden


@dataclass(frozen=True)
class Row:
    """One indicator of the table; `share` is the per cent of its denominator where both are shown."""

    indicator: Indicator
    by_hand: bool
    total: Number
    grades: Sequence[Number]
    change: Number
    share: int | None

    @property
    def is_part(self) -> bool:
        """Whether it counts within another line, and stands under it."""
        return bool(self.indicator.within)


@dataclass(frozen=True)
class Sheet:
    """The whole table."""

    grades: Sequence[str]
    rows: Sequence[Row]

    @property
    def hides(self) -> bool:
        """Whether any count of it is hidden."""
        return any(number.hidden for row in self.rows for number in (row.total, *row.grades))


def true_sheet(form: ReturnForm, lines: Lines, before: Mapping[str, int | None]) -> Sheet:
    """With every count as it is, for those at school who may know."""

    def tally(indicator: Indicator, cell: Cell) -> int | None:
        if cell[0] == ALL:
            return lines.total(indicator.id)
        return None if lines.by_hand(indicator.id) else lines.count(indicator.id, cell)

    return _sheet(form, lines, tally, lambda indicator: before.get(indicator.id), hides=False)


def outside_sheet(shown: Shown, before: Shown | None) -> Sheet:
    """With the hidden cells left out, as it leaves the school."""

    def past(indicator: Indicator) -> int | None:
        known = before is not None and before.leaving.form.indicator(indicator.id) is not None
        return before.count(indicator) if before is not None and known else None

    return _sheet(shown.leaving.form, shown.leaving.lines, shown.count, past, hides=True)


def _sheet(form: ReturnForm, lines: Lines, tally: Tally, past: Callable[[Indicator], int | None], *, hides: bool) -> Sheet:
    grades = lines.grades
    totals = {indicator.id: tally(indicator, (ALL, ALL, ALL)) for indicator in form.indicators}
    return Sheet(grades, [_row(one, lines, grades, totals, tally, past(one), hides=hides) for one in form.indicators])


def _row(
    indicator: Indicator,
    lines: Lines,
    grades: Sequence[str],
    totals: Mapping[str, int | None],
    tally: Tally,
    before: int | None,
    *,
    hides: bool,
) -> Row:
    by_hand, total, whole = lines.by_hand(indicator.id), totals[indicator.id], totals.get(indicator.denominator)
    cells = [(ALL, ALL, ALL), *((grade, ALL, ALL) for grade in grades)]
    numbers = [_number(tally(indicator, cell), cell, lines, indicator, hides=hides) for cell in cells]
    change = None if total is None or before is None else total - before
    share = round(100 * total / whole) if total is not None and whole else None
    return Row(indicator, by_hand, numbers[0], numbers[1:], Number(change, hidden=hides and numbers[0].hidden), share)


def _number(value: int | None, cell: Cell, lines: Lines, indicator: Indicator, *, hides: bool) -> Number:
    by_hand = lines.by_hand(indicator.id)
    written_in = lines.total(indicator.id) is not None and cell[0] == ALL
    hidden = hides and value is None and (written_in or not by_hand)
    return Number(value, hidden, None if by_hand or hides or not value else cell)
