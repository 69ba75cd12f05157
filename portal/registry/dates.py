"""Days and months as they stand in registry tables: 20190911, 2019.9.11, 2019年9月11日, a real date, Excel's own day number."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta

from portal.core.sheets.cells import Cell, plain_text

_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_TIME = r"(?:(?:T|\s+)\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)?"
_DAY = re.compile(r"(\d{4})[年./、\-\s]+(\d{1,2})[月./、\-\s]+(\d{1,2})[日号]?" + _TIME, re.ASCII)
_MONTH = re.compile(r"(\d{4})[年./、\-\s]*(\d{1,2})月?份?", re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)
# Day numbers Excel shows when a date cell lost its format; these are the days from 2000 to 2064.
_SERIALS = range(36_526, 60_000)
_SERIAL_ZERO = date(1899, 12, 30)


def day(cell: Cell) -> date | None:
    """The day a cell means, None when there is no such day or nobody could tell which."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = _text(cell)
    parts = _COMPACT.fullmatch(text) or _DAY.fullmatch(text)
    if parts:
        return _real(int(parts[1]), int(parts[2]), int(parts[3]))
    if _SERIAL.fullmatch(text) and int(float(text)) in _SERIALS:
        return _SERIAL_ZERO + timedelta(days=int(float(text)))
    return None


def month(cell: Cell) -> str | None:
    """As "202609"; a day gives its month, anything else None."""
    if not isinstance(cell, date):
        parts = _MONTH.fullmatch(_text(cell))
        if parts and len(parts[0]) != 5:  # five digits are a day number
            first = _real(int(parts[1]), int(parts[2]), 1)
            return first.strftime("%Y%m") if first else None
    whole = day(cell)
    return whole.strftime("%Y%m") if whole else None


def _text(cell: Cell) -> str:
    return unicodedata.normalize("NFKC", plain_text(cell)).strip().lstrip("'’").strip()


def _real(year: int, month_number: int, day_number: int) -> date | None:
    try:
        return date(year, month_number, day_number)
    except ValueError:
        return None
