"""Which rows of a sheet are pupils, and what such a row says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from portal.core.sheets.cells import Cell, Formula, Row
from portal.registry import headers
from portal.registry.cells import Reader, cleaned, reader
from portal.registry.columns import BY_NAME, NAME, NUMBER
from portal.registry.findings import Problem
from portal.registry.headers import Headings

_FOOTNOTE = re.compile(
    r"[(（【\[]?(?:合计|总计|小计|共计|共\d+人|总人数|注意|注[:：\d]|注$|备注|说明|填表|填报|制表"
    r"|审核|复核|核对|负责人|校长|班主任|联系人|日期|打印|第\d+页|单位)"
)
_GUIDES = {"必填", "选填", "必录", "选录", "非必填", "文本", "文本格式", "数字", "日期", "代码", "下拉选择", "字符"}
_FEW = 8  # cells of a line of signatures or sums; a pupil's row has more


def is_pupil(cells: Sequence[Cell], positions: Mapping[str, int]) -> bool:
    """False for empty rows, headings repeated in the middle, sums, notes, signatures, column numbers and hints for filling in.

    In doubt a row is a pupil: one left out by mistake would look like a child that has gone.
    """
    known = {column: text for column, index in positions.items() if index < len(cells) and (text := cleaned(cells[index]))}
    if not known:
        return False
    filled = [text for cell in cells if (text := cleaned(cell))]
    if len(filled) <= _FEW and _FOOTNOTE.match(filled[0]):
        return False
    if NAME not in known and NUMBER not in known and len(known) <= 2:
        return False  # a row prepared with the school code only
    return not (_repeats_headings(known) or _is_guide(list(known.values())))


def _repeats_headings(known: Mapping[str, str]) -> bool:
    same = sum(1 for column, text in known.items() if headers.column_of(text) == column)
    return same > len(known) / 2


def _is_guide(texts: Sequence[str]) -> bool:
    """必填 | 选填 | … or 1 | 2 | 3 | …"""
    if sum(text in _GUIDES for text in texts) > len(texts) / 2:
        return True
    numbers = sorted(int(text) for text in texts if text.isdecimal() and len(text) <= 3)
    return len(numbers) == len(texts) >= headers.ENOUGH and all(after == before + 1 for before, after in pairwise(numbers))


class RowReader:
    """Reads the known columns of a row."""

    def __init__(self, headings: Headings, today: date) -> None:
        meant = {column: headers.ANSWERS[column] for column in headings.asked}
        self.layout: list[tuple[str, int, Reader]] = [
            (name, headings.positions[name], reader(column, today, meant.get(name)))
            for name, column in BY_NAME.items()
            if name in headings.positions
        ]

    def read(self, row: Row) -> tuple[dict[str, str], dict[str, Problem]]:
        """The canonical value of each column of the file (absent columns are absent), and the problems of single cells."""
        cells, width = row.cells, len(row.cells)
        record: dict[str, str] = {}
        problems: dict[str, Problem] = {}
        for column, index, read in self.layout:
            record[column], problem = read(cells[index]) if index < width else ("", None)
            if problem is not None:
                problems[column] = problem
        return record, problems

    def formulas(self, row: Row) -> list[tuple[int, int]]:
        """(row, column from 1) of formulas where a value is needed."""
        if not any(isinstance(cell, Formula) for cell in row.cells):
            return []
        width = len(row.cells)
        return [(row.number, index + 1) for _, index, _ in self.layout if index < width and isinstance(row.cells[index], Formula)]
