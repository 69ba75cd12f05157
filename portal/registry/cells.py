"""One cell to its canonical text: what has one obvious meaning is put right without a word, the rest is named as a problem."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TypeAlias

from portal.core import identity_number, telephone
from portal.core.sheets.cells import Cell, plain_text
from portal.registry import dates
from portal.registry.class_numbers import class_number
from portal.registry.codes import LISTS, CodeList
from portal.registry.columns import Column
from portal.registry.findings import Problem

Reading: TypeAlias = tuple[str, Problem | None]
Reader: TypeAlias = Callable[[Cell], Reading]

# Control and zero-width characters, direction marks; line breaks and tabs become one space.
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
_SPACES = re.compile(r"\s+")
_EDGES = re.compile(r"^[\s'’‘＇]+|\s+$")
_CALM = re.compile(r"[!-&(-~\u3400-\u9fff]+")  # nothing to clean in it
_BLANKS = {"/", "\\", "-", "--", "—", "——", "－", "／", "无"}
_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"}
_ROUNDED = re.compile(r"\d(?:\.\d+)?E\+?\d{1,2}", re.ASCII)
_ROUNDS = 1_000_000_000_000_000  # Excel keeps 15 digits of a number and no more
_KILOMETRES = re.compile(r"(\d{1,3}(?:\.\d{1,3})?)(?:公里|千米|KM)?", re.ASCII)
_METRES = re.compile(r"(\d{1,6})(?:米|M)", re.ASCII)
_BESIDE_CHINESE = re.compile(r"(?<=[^\x00-\u024f])\s+|\s+(?=[^\x00-\u024f])")
_DOTS = str.maketrans("•・．‧∙⋅●", "·" * 7)


def cleaned(cell: Cell) -> str:
    """Plain text without invisible characters, leading apostrophes and outer spaces; cleaning twice changes nothing."""
    text = cell if isinstance(cell, str) else plain_text(cell)
    if not text or _CALM.fullmatch(text):
        return text
    return _EDGES.sub("", _SPACES.sub(" ", _INVISIBLE.sub("", text)))


def halfwidth(cell: Cell) -> str:
    """Cleaned, half-width and without any space: for numbers, codes and words from a list."""
    text = cleaned(cell)
    if text.isascii() and " " not in text:
        return text
    bare = "".join(unicodedata.normalize("NFKC", text).split())
    return unicodedata.normalize("NFKC", bare)


def rounded(cell: Cell) -> bool:
    """Excel has turned this long number into one it rounded: 5.09908201905135E+17."""
    if isinstance(cell, float):
        return abs(cell) >= _ROUNDS
    return isinstance(cell, str) and bool(_ROUNDED.fullmatch(halfwidth(cell).upper()))


def text(cell: Cell) -> Reading:
    value = cleaned(cell)
    return ("" if value in _BLANKS else value), None


def name(cell: Cell) -> Reading:
    """No spaces beside Chinese characters, one kind of dot; digits and other marks are told, since they can be meant."""
    value = _BESIDE_CHINESE.sub("", cleaned(cell)).translate(_DOTS)
    if value in _BLANKS:
        return "", None
    plain = all(letter.isalpha() or letter in "·.' -" for letter in value)
    return value, None if plain else Problem.NAME_FORM


def digits(cell: Cell) -> Reading:
    if rounded(cell) or (isinstance(cell, int) and abs(cell) >= _ROUNDS):
        return cleaned(cell), Problem.NUMBER_DESTROYED
    value = halfwidth(cell)
    return ("" if value in _BLANKS else value), None


def code(codes: CodeList, cell: Cell) -> Reading:
    found = codes.code_of(cell) if isinstance(cell, str) else None
    if found is not None:
        return found, None
    value = halfwidth(cell)
    if not value:
        return "", None
    found = codes.code_of(value)
    if found is not None:
        return found, None
    return ("", None) if value in _BLANKS else (value, Problem.UNKNOWN_CODE)


def answered(codes: CodeList, meant: Mapping[str, str], cell: Cell) -> Reading:
    """Below a heading that asks: yes, no, or a label of the column; never a bare code of it, which would mean something else."""
    value = halfwidth(cell)
    if not value or value in _BLANKS:
        return "", None
    said = LISTS["yes_no"].code_of(value) or LISTS["yes_no"].code_of(value.upper())
    found = meant[said] if said is not None else None if value.isalnum() and value.isascii() else codes.code_of(value)
    return (found, None) if found is not None else (value, Problem.UNKNOWN_CODE)


def birth_date(cell: Cell) -> Reading:
    value = cleaned(cell)
    if not value or value in _BLANKS:
        return "", None
    found = dates.day(cell)
    return (found.strftime("%Y%m%d"), None) if found else (value, Problem.IMPOSSIBLE_DATE)


def month(cell: Cell) -> Reading:
    value = cleaned(cell)
    if not value or value in _BLANKS:
        return "", None
    found = dates.month(cell)
    return (found, None) if found else (value, Problem.IMPOSSIBLE_DATE)


def identity(cell: Cell) -> Reading:
    """The number as text; its check digit is judged with the kind of document, in `rules`.

    18 digits that came as a number and end in 000 were rounded, even if the check digit should fit by chance.
    """
    if rounded(cell):
        return cleaned(cell), Problem.NUMBER_DESTROYED
    value = identity_number.normalised(cleaned(cell))
    if value in _BLANKS or not value:
        return "", None
    cut = len(value) == 18 and value.endswith("000")
    if cut and (isinstance(cell, int) or not identity_number.is_valid(value)):
        return value, Problem.NUMBER_DESTROYED
    return value, None


def phone(cell: Cell) -> Reading:
    """A number nobody could call is told and kept as it was given, so that nothing is lost."""
    if rounded(cell):
        return cleaned(cell), Problem.NUMBER_DESTROYED
    value = cleaned(cell)
    if not value or value in _BLANKS - {"无"}:
        return "", None
    number = telephone.normalised(value)
    return (number, None) if number else (value, Problem.PHONE_FORM)


def school_class(today: date, cell: Cell) -> Reading:
    value = cleaned(cell)
    if not value or value in _BLANKS:
        return "", None
    number = class_number(value, today)
    return (number, None) if number else (value, Problem.UNKNOWN_CLASS_FORM)


def kilometres(cell: Cell) -> Reading:
    """In kilometres without needless zeros: 18.0 and 18公里 are "18", 500米 is "0.5"."""
    value = halfwidth(cell).upper()
    if not value or value in _BLANKS:
        return "", None
    if parts := _KILOMETRES.fullmatch(value):
        return f"{float(parts[1]):g}", None
    if parts := _METRES.fullmatch(value):
        return f"{int(parts[1]) / 1000:g}", None
    return cleaned(cell), Problem.NUMBER_FORM


_READERS: dict[str, Reader] = {
    "text": text,
    "name": name,
    "digits": digits,
    "date": birth_date,
    "month": month,
    "identity": identity,
    "telephone": phone,
    "kilometres": kilometres,
}


def reader(column: Column, today: date, meant: Mapping[str, str] | None = None) -> Reader:
    """How cells of this column are read; an error Excel left in a cell is a problem in every column.

    `meant` says what yes (1) and no (0) mean where the heading asks.
    """
    read = _READERS.get(column.kind)
    if meant is not None and column.codes:
        read = partial(answered, LISTS[column.codes], meant)
    if read is None:
        read = partial(code, LISTS[column.codes]) if column.kind == "code" else partial(school_class, today)
    return partial(_unless_error, read)


def _unless_error(read: Reader, cell: Cell) -> Reading:
    if cell is None or cell == "":
        return "", None
    if isinstance(cell, str) and cell.startswith("#") and cell.strip() in _ERRORS:
        return "", Problem.CELL_ERROR
    return read(cell)
