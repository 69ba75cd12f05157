"""What a cell of any spreadsheet can hold, and its plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, TypeAlias

from flask_babel import lazy_gettext as _l

from portal.core.errors import Refused


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell with a formula: what it last showed, for people to look at. Nobody may take it for a value."""

    shown: str


Cell: TypeAlias = str | int | float | bool | datetime | date | time | timedelta | Formula | None


class Row(NamedTuple):
    """One row under the number the sheet itself shows (the first is 1)."""

    number: int
    cells: Sequence[Cell]


# Systems that know Excel write ="5099…" into a csv so that Excel keeps every digit: that is text, not a formula.
_QUOTED_TEXT = re.compile(r'="([^"]*)"')


def text_or_formula(text: str) -> str | Formula:
    """Text as it stands; a text that a spreadsheet program would run becomes a Formula."""
    if not text.startswith("=") or len(text) == 1:
        return text
    quoted = _QUOTED_TEXT.fullmatch(text)
    return quoted[1] if quoted else Formula(text)


def plain_text(cell: Cell) -> str:
    """The text a person sees: 2025103.0 is "2025103", a day is "2019-09-11", an empty cell is ""."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, Formula):
        return cell.shown
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    return str(cell)


def column_letters(column: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """Row 3, column 2 is B3."""
    return f"{column_letters(column)}{row}"


def formulas_refused(cells: Iterable[tuple[int, int]]) -> Refused:
    """The refusal of formulas at these (row, column), the first three by name."""
    names = [cell_name(row, column) for row, column in cells]
    reason = _l(
        "%(count)s cells hold formulas (%(cells)s), and a formula may show something else tomorrow. "
        "Copy these columns, paste them as values, save the file and upload it again.",
        count=len(names),
        cells="、".join(names[:3]),
    )
    return Refused(reason)
