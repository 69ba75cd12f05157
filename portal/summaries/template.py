"""The authority's own workbook filled in: counts go into cells it has named, its layout stays as it is.

A defined name is an indicator ("left_behind"), or an indicator with a cell ("left_behind.3.male", "left_behind.boarding_yes");
names about anything else are left alone. A hidden count is written as ※.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO
from zipfile import BadZipFile

from flask_babel import lazy_gettext as _l

from portal.core.errors import Refused
from portal.exchange.message import ALL, BOARDING, GRADES, SEXES, Cell, Message
from portal.summaries.paper import HIDDEN

NOT_A_WORKBOOK = _l("This is no xlsx workbook. Choose the form as the authority handed it out.")
NOTHING_NAMED = _l(
    "No cell of this workbook is named after an indicator. Name the cells first (Formulas, Define name), such as left_behind."
)
MOST_BYTES = 10 << 20


def filled(template: BinaryIO, message: Message) -> bytes:
    """The workbook with its named cells filled; Refused when it is none, or names no indicator."""
    import openpyxl

    content = template.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Refused(NOT_A_WORKBOOK, field="file")
    try:
        book = openpyxl.load_workbook(BytesIO(content))
    except (BadZipFile, KeyError, ValueError, OSError, TypeError):
        raise Refused(NOT_A_WORKBOOK, field="file") from None
    written = [_write(cell, count) for cell, count in _places(book, message)]
    if not written:
        raise Refused(NOTHING_NAMED, field="file")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _places(book: Any, message: Message) -> Iterator[tuple[Any, int | None]]:
    for name, defined in book.defined_names.items():
        found = cell_of(name)
        figure = message.figures.get(found[0]) if found else None
        if found is not None and figure is not None:
            count = figure.total if found[1] == (ALL, ALL, ALL) else figure.cells.get(found[1])
            for sheet, where in defined.destinations:
                yield book[sheet][where.replace("$", "").split(":")[0]], count


def cell_of(name: str) -> tuple[str, Cell] | None:
    """The indicator and cell a defined name speaks of; None for any other name."""
    indicator, *parts = name.lower().split(".")
    chosen = {"grade": ALL, "sex": ALL, "boarding": ALL}
    for part in parts:
        value = part.removeprefix("grade_").removeprefix("boarding_")
        place = _place(value)
        if place is None or chosen[place] != ALL:
            return None
        chosen[place] = value
    return indicator, (chosen["grade"], chosen["sex"], chosen["boarding"])


def _place(value: str) -> str | None:
    for place, known in (("grade", GRADES), ("sex", SEXES), ("boarding", BOARDING)):
        if value in known and value != ALL:
            return place
    return None


def _write(cell: Any, count: int | None) -> bool:
    cell.value = HIDDEN if count is None else count
    return True
