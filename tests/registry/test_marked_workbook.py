"""The workbook that comes back: every doubtful cell coloured and explained, in both languages."""

from __future__ import annotations

import io
import re
from itertools import product
from pathlib import Path

import openpyxl
import pytest
from babel.messages.pofile import read_po

from portal.registry import words
from portal.registry.columns import BY_NAME
from portal.registry.findings import Finding, Level, Problem
from portal.registry.marking import marked_workbook
from portal.registry.reading import read_registry
from tests.registry.tables import SAMPLES, TODAY

CATALOGUES = Path(__file__).parents[2] / "translations" / "zh"
DETAIL: dict[str, str | int] = {"length": 17, "number": "x", "other": 3, "age": 40, "school": "x"}
SAID = [(problem, case) for problem, case in product(Problem, ["", "length", "number", "taken", "expected", "member"])
        if (problem, case) in words.FOUND]  # fmt: skip


def test_each_doubtful_cell_is_explained_where_it_stands_and_the_copy_can_be_uploaded_again() -> None:
    source = SAMPLES / "registry_damaged.xlsx"
    read = read_registry(source, today=TODAY)
    target = io.BytesIO()
    marked_workbook(target, source, source.name, read)
    sheet = openpyxl.load_workbook(target).worksheets[0]
    for finding in read.findings:
        comment = sheet.cell(finding.row, read.headings.positions[finding.column] + 1).comment
        assert comment is not None
        assert words.remedy(finding) in comment.text
        assert finding.column in str(sheet.cell(finding.row, 72).value)
    assert sheet.cell(1, 1).value == "示例县2026年秋季学期学生基本信息采集表"
    again = read_registry(target, "marked.xlsx", today=TODAY)
    assert again.headings.unknown == ()
    assert [(f.row, f.column, f.problem) for f in again.findings] == [(f.row, f.column, f.problem) for f in read.findings]


@pytest.mark.parametrize(("problem", "case"), SAID)
def test_every_problem_has_words_and_a_remedy(problem: Problem, case: str) -> None:
    finding = Finding(3, next(iter(BY_NAME)), problem, Level.PARKED, "x", case, DETAIL)
    for sentence in (words.sentence(finding), words.remedy(finding)):
        assert sentence.endswith(".")
        assert "%(" not in sentence


def test_no_problem_is_without_words() -> None:
    assert {problem for problem, _ in SAID} == set(Problem)
    assert words.FOUND.keys() == words.REMEDIES.keys()


def catalogue(name: str) -> dict[str, str]:
    with (CATALOGUES / f"{name}.po").open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def test_every_problem_is_told_in_chinese_with_the_same_blanks() -> None:
    chinese = catalogue("registry")
    for sentence in [*words.FOUND.values(), *words.REMEDIES.values()]:
        translated = chinese[str(sentence)]
        blanks = set(re.findall(r"%\((\w+)\)s", translated))
        assert blanks <= set(re.findall(r"%\((\w+)\)s", str(sentence))) | {"column", "value"}
        assert re.search(r"[\u4e00-\u9fff].*[。]$", translated)
