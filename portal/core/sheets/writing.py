"""Tables going out. Text stays text: nothing that came from a person can become a formula, and Excel keeps every digit."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO, TypeAlias

Value: TypeAlias = str | int | float | date | datetime | None

#: What a workbook is called where it is sent.
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SAFE = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_RUNS_IN_EXCEL = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Column:
    """A heading and how wide its column is, in characters."""

    title: str
    width: float = 12


def write_xlsx(target: BinaryIO, sheet_name: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> None:
    """A workbook of one sheet: headings frozen on top, every text cell formatted as text. Memory does not grow with rows."""
    import xlsxwriter

    with xlsxwriter.Workbook(target, SAFE) as book:
        heading = book.add_format({"bold": True, "num_format": "@", "bottom": 1})
        writer = CellWriter(book)
        sheet = book.add_worksheet(sheet_name[:31])
        sheet.freeze_panes(1, 0)
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width, writer.text)
            sheet.write_string(0, index, column.title, heading)
        for number, row in enumerate(rows, start=1):
            for index, value in enumerate(row):
                writer.write(sheet, number, index, value)


class CellWriter:
    """Writes a value as what it is, in one of the few formats of a workbook."""

    def __init__(self, book: Any, **look: Any) -> None:
        self.text = book.add_format({"num_format": "@", **look})
        self.number = book.add_format(look)
        self.day = book.add_format({"num_format": "yyyy-mm-dd", **look})
        self.looks = bool(look)

    def write(self, sheet: Any, row: int, column: int, value: Value) -> None:
        if value is None or value == "":
            if self.looks:
                sheet.write_blank(row, column, None, self.text)
        elif isinstance(value, str):
            sheet.write_string(row, column, value[:32_767], self.text)
        elif isinstance(value, date):
            moment = value.replace(tzinfo=None) if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
            sheet.write_datetime(row, column, moment, self.day)
        else:
            sheet.write_number(row, column, value, self.number)


def write_csv(target: BinaryIO, titles: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """UTF-8 with a mark, so that Excel reads the Chinese; a text Excel would run gets an apostrophe before it."""
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow([_harmless(title) for title in titles])
    writer.writerows([_harmless(value) for value in row] for row in rows)
    text.flush()
    text.detach()


def _harmless(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and value.startswith(_RUNS_IN_EXCEL) else value
