"""Small registry files for the tests: one good pupil to be changed, and how a table of such rows is read."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

from portal.core import identity_number
from portal.core.sheets.writing import SAFE
from portal.registry.columns import BY_NAME
from portal.registry.findings import Finding
from portal.registry.reading import RegistryFile, read_registry

SAMPLES = Path(__file__).parents[1] / "samples"
TODAY = date(2026, 11, 23)

Value = object


def number(day: str = "20190911", order: int = 348, area: int = 1) -> str:
    """An invented identity number with its right check character."""
    first = f"50990{area}{day}{order:03d}"
    return first + identity_number.check_character(first)


def pupil(**changes: Value) -> dict[str, Value]:
    """A girl of the first grade whose row has nothing wrong; `changes` by standard column."""
    good: dict[str, Value] = {
        "学校标识码": "2150999001",
        "姓名": "石青苗",
        "性别": "2",
        "出生日期": "20190911",
        "身份证件类型": "1",
        "身份证件号": number(),
        "班号": "2026101",
        "入学年月": "202609",
        "就读方式": "1",
        "联系电话": "13958148687",
        "是否留守儿童": "0",
        "是否孤儿": "0",
        "成员1姓名": "石大川",
        "成员1关系": "51",
        "成员1联系电话": "13958148688",
        "成员1身份证件类型": "1",
        "成员1身份证件号": number("19860530", 431),
    }
    return good | changes


def xlsx(rows: Sequence[Sequence[Value]]) -> io.BytesIO:
    """A workbook of these rows as they are."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, SAFE) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(row, column, cell, day)
                elif cell is not None:
                    sheet.write(row, column, cell)
    target.seek(0)
    return target


def table(*pupils: dict[str, Value], headings: dict[str, str] | None = None) -> io.BytesIO:
    """A workbook whose first row has the headings (in other words, if given) and whose second is the first pupil."""
    names = [name for name in BY_NAME if any(name in row for row in pupils)]
    shown = [(headings or {}).get(name, name) for name in names]
    return xlsx([shown, *([row.get(name) for name in names] for row in pupils)])


def read(*pupils: dict[str, Value]) -> RegistryFile:
    return read_registry(table(*pupils), "a.xlsx", today=TODAY)


def told(findings: Sequence[Finding]) -> set[tuple[int, str, str, str]]:
    return {(finding.row, finding.column, str(finding.problem), str(finding.level)) for finding in findings}


def finding_of(**changes: Value) -> list[tuple[str, str, str]]:
    """(column, problem, level) of every finding in the good pupil's row after these changes."""
    return [(found.column, str(found.problem), str(found.level)) for found in read(pupil(**changes)).findings]


def record_of(**changes: Value) -> dict[str, str]:
    return read(pupil(**changes)).rows[0].record
