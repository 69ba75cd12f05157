"""The workbook someone sent, given back with the doubtful cells coloured and explained."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from portal.core.sheets.cells import Cell, Formula, Row, plain_text
from portal.core.sheets.writing import SAFE, CellWriter, Value

_WAITS = "#F8CBAD"
_TOLD = "#FFE699"


@dataclass(frozen=True)
class Mark:
    """What is to be said about one cell, and whether its row waits for a person."""

    words: str
    waits: bool


def marked_copy(
    target: BinaryIO,
    sheet_name: str,
    rows: Iterable[Row],
    marks: Mapping[tuple[int, int], Sequence[Mark]],
    *,
    header: int,
    title: str,
) -> None:
    """Write all rows at their own numbers; `marks` by (row, column from 0), -1 for a mark on the row as a whole.

    A marked cell is coloured and carries a comment; one more column, headed `title` in row `header`, says the same in full.
    """
    import xlsxwriter

    by_row: dict[int, dict[int, Sequence[Mark]]] = {}
    for (number, column), said in marks.items():
        by_row.setdefault(number, {})[column] = said
    kept = list(rows)
    width = max((len(row.cells) for row in kept), default=0)
    with xlsxwriter.Workbook(target, SAFE) as book:
        writers = (CellWriter(book), CellWriter(book, bg_color=_TOLD), CellWriter(book, bg_color=_WAITS))
        sheet = book.add_worksheet(sheet_name[:31] or None)
        sheet.set_column(width, width, 60)
        for row in kept:
            _write_row(sheet, row, by_row.get(row.number, {}), writers)
            _write_words(sheet, row.number, width, title if row.number == header else by_row.get(row.number, {}), writers)


def _write_row(sheet: Any, row: Row, marks: Mapping[int, Sequence[Mark]], writers: Sequence[CellWriter]) -> None:
    for column in range(max(len(row.cells), max(marks, default=-1) + 1)):
        said = marks.get(column, ())
        value = row.cells[column] if column < len(row.cells) else None
        writers[_look(said)].write(sheet, row.number - 1, column, _value(value))
        if said:
            sheet.write_comment(row.number - 1, column, "\n".join(mark.words for mark in said), {"x_scale": 2})


def _write_words(
    sheet: Any, number: int, column: int, said: str | Mapping[int, Sequence[Mark]], writers: Sequence[CellWriter]
) -> None:
    if isinstance(said, str):
        writers[0].write(sheet, number - 1, column, said)
    elif said:
        every = [mark for marks in said.values() for mark in marks]
        writers[_look(every)].write(sheet, number - 1, column, "\n".join(mark.words for mark in every))


def _look(said: Sequence[Mark]) -> int:
    return 0 if not said else 2 if any(mark.waits for mark in said) else 1


def _value(cell: Cell) -> Value:
    if isinstance(cell, Formula):
        return cell.shown
    if isinstance(cell, bool) or not isinstance(cell, str | int | float | date | None):
        return plain_text(cell)
    return cell
