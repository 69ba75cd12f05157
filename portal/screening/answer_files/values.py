"""What one cell of an answer sheet says."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Hashable
from typing import TypeAlias

from portal.core.sheets.cells import Formula

Answer: TypeAlias = int | float | None

_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{0,15})?", re.ASCII)


class NotANumber(ValueError):
    """Something that is neither blank nor a number; `text` is how it looks."""

    def __init__(self, value: object) -> None:
        self.text = value.shown if isinstance(value, Formula) else str(value)
        super().__init__(self.text)


def number_in(text: str) -> Answer:
    """A blank is None; "1", "1.0", " 1 " and full-width "１" are 1; anything that is no number raises NotANumber."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return None
    if not _NUMBER.fullmatch(plain):
        raise NotANumber(text)
    return whole(float(plain))


def whole(value: float) -> int | float:
    """1.0 is 1; 1.5 stays."""
    return int(value) if value == int(value) else value


def answer(value: object) -> Answer:
    """The answer in a cell or JSON value of any kind; NotANumber for truth values, days, formulas and endless numbers."""
    if value is None or isinstance(value, str):
        return number_in(value or "")
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise NotANumber(value)
    return whole(value)


class Answers(dict[Hashable, Answer]):
    """`answer`, asked once for each different value; a file of 500,000 cells has a handful.

    For a dictionary true is 1 and false is 0, so these two are settled here: a yes and a no of a workbook are 1 and 0.
    """

    def __init__(self) -> None:
        super().__init__({None: None, 0: 0, 1: 1})

    def __missing__(self, value: Hashable) -> Answer:
        self[value] = found = answer(value)
        return found
