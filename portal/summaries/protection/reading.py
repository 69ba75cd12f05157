"""A table of counts from a file: a row of headings, then one row a combination with its count in the last column."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from pathlib import Path
from re import fullmatch

from portal.core.sheets.cells import Row, plain_text
from portal.core.sheets.reading import open_sheet
from portal.summaries.protection import refusals
from portal.summaries.protection.tables import ALL, MOST_CELLS, CountTable, Key

MOST_CHILDREN = 1_000_000  # in one row; more is a slip of the keyboard


def read_table(file: Path) -> CountTable:
    """Read a csv (UTF-8 or GB18030) or workbook; combinations without a row count 0.

    Raises Refused naming the row and what to do.
    """
    try:
        headings, rows = _read(file)
    except OSError:
        raise refusals.no_file(file.name) from None
    inner = _inner(headings[:-1], rows)
    sizes = [len({key[place] for key in inner}) + 1 for place in range(len(headings) - 1)]
    if prod(sizes) > MOST_CELLS:
        raise refusals.too_many_cells(prod(sizes), MOST_CELLS)
    return CountTable.of(headings[:-1], inner, headings[-1])


def _read(file: Path) -> tuple[Key, list[Row]]:
    """The headings, and the filled rows below them."""
    with open_sheet(file) as sheet:
        if sheet.header is None:
            raise refusals.no_table()
        first = sheet.header.number
        return _headings(_texts(sheet.header)), [row for row in sheet.rows() if row.number > first and any(_texts(row))]


def _texts(row: Row) -> list[str]:
    """What the cells show, without empty ones at the end."""
    texts = [plain_text(cell) for cell in row.cells]
    while texts and not texts[-1].strip():
        texts.pop()
    return texts


def _headings(texts: list[str]) -> Key:
    if len(texts) < 2:
        raise refusals.no_table()
    for column, text in enumerate(texts, start=1):
        if not text.strip():
            raise refusals.no_heading(column)
        if text in texts[: column - 1]:
            raise refusals.heading_twice(text)
    return tuple(texts)


def _inner(dimensions: Key, rows: Sequence[Row]) -> dict[Key, int]:
    inner: dict[Key, int] = {}
    first: dict[Key, int] = {}
    for row in rows:
        texts = _texts(row)
        if len(texts) == len(dimensions):
            raise refusals.no_count(row.number, "")
        if len(texts) != len(dimensions) + 1:
            raise refusals.wrong_width(row.number, len(texts), len(dimensions) + 1)
        key = _key(row.number, dimensions, texts)
        if key in inner:
            raise refusals.row_twice(first[key], row.number, key)
        inner[key] = _count(row.number, texts[-1].strip())
        first[key] = row.number
    return inner


def _key(row: int, dimensions: Key, texts: Sequence[str]) -> Key:
    for dimension, text in zip(dimensions, texts, strict=False):
        if not text.strip():
            raise refusals.no_value(row, dimension)
        if text.strip() == ALL:
            raise refusals.total_inside(row, dimension)
    return tuple(texts[:-1])


def _count(row: int, text: str) -> int:
    whole = fullmatch(r"(\d{1,9})(\.0*)?", text)
    if whole is None or int(whole[1]) > MOST_CHILDREN:
        raise refusals.no_count(row, text)
    return int(whole[1])
