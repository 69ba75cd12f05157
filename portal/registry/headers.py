"""Finding the headings of a registry table, in any order and many words."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.core.sheets.cells import Cell, plain_text
from portal.registry.columns import BY_NAME, COLUMNS, DATA, MEMBERS, REQUIRED, member_column

ENOUGH = 3  # headings known in one row; a title or a footnote has one or two cells

_HINT = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|<[^<>]*>")
_MARKS = re.compile(r"[\s*★☆※:;,.、。_\-'\"“”‘’`]+")
_NUMBERS = {"一": 1, "二": 2, "1": 1, "2": 2}


@dataclass(frozen=True)
class Headings:
    """Where each standard column stands (from 0), and what nobody knows; a second column of the same is passed over.

    `asked` are the columns whose heading asks something that is answered with yes or no.
    """

    positions: Mapping[str, int]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    asked: frozenset[str] = frozenset()


def folded(text: str) -> str:
    """A heading without what varies: width, spaces, line breaks, marks such as *, and hints in brackets."""
    plain = unicodedata.normalize("NFKC", text).upper()
    bare = _MARKS.sub("", _HINT.sub("", plain))
    return bare or _MARKS.sub("", plain.strip("()[]【】<>"))


def match(cells: Sequence[Cell], mapping: Mapping[str, str] | None = None) -> Headings:
    """Headings of this row; `mapping` holds a school's own words → standard column, or "" to leave one out.

    An exact name wins over a remembered word, that over a built-in one; of two equal headings the first is read.
    """
    remembered = {folded(word): column for word, column in (mapping or {}).items()}
    texts = [plain_text(cell).strip() for cell in cells]
    positions: dict[str, int] = {}
    placed: set[int] = set()
    for words in (_EXACT, remembered, _WORDS):
        for index, text in enumerate(texts):
            column = words.get(folded(text)) if text and index not in placed else None
            if column is None or column in positions:
                continue
            placed.add(index)
            if column:
                positions[column] = index
    unknown = tuple(text for index, text in enumerate(texts) if text and index not in placed and folded(text) not in _WORDS)
    missing = tuple(name for name in REQUIRED if name not in positions)
    asked = frozenset(column for column, index in positions.items() if folded(texts[index]) in _ASKING.get(column, ()))
    return Headings(positions, unknown, missing, asked)


def column_of(text: str) -> str:
    """The standard column a heading stands for by a built-in word, "" for none."""
    return _WORDS.get(folded(text), "") if len(text) <= 60 else ""


def looks_like_header(cells: Sequence[Cell]) -> bool:
    """A row of headings: several are known by a built-in word."""
    return sum(1 for cell in cells if isinstance(cell, str) and column_of(cell)) >= ENOUGH


def _member_words(described: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """成员1姓名, 监护人1电话, 第二家长姓名, 家长电话 (without a number: the first)."""
    for member in MEMBERS:
        names = [
            form
            for word in described["members"]["words"]
            for digit, number in _NUMBERS.items()
            if number == member
            for form in (f"{word}{digit}", f"第{digit}{word}")
        ]
        if member == 1:
            names += described["members"]["words"]
        for name in names:
            yield folded(name), member_column(member, "姓名")
            for part, words in described["member"].items():
                for word in words:
                    yield folded(name + word), member_column(member, part)


def _words(described: Mapping[str, Any]) -> dict[str, str]:
    words = dict(_member_words(described))
    words |= {folded(word): "" for word in described["ignored"]["words"]}
    words |= {folded(word): column for column, others in described["synonyms"].items() for word in others}
    words |= {folded(word): column for column, question in described["questions"].items() for word in question["words"]}
    return words | {folded(name): name for name in BY_NAME}


_DESCRIBED = tomllib.loads((DATA / "headings.toml").read_text(encoding="utf-8"))
_WORDS: dict[str, str] = _words(_DESCRIBED)
_ASKING = {column: frozenset(map(folded, question["words"])) for column, question in _DESCRIBED["questions"].items()}
#: What yes and no mean in a column whose heading asks: codes of the column.
ANSWERS: dict[str, dict[str, str]] = {
    column: {"1": question["yes"], "0": question["no"]} for column, question in _DESCRIBED["questions"].items()
}
_EXACT: dict[str, str] = {folded(column.name): column.name for column in COLUMNS}
