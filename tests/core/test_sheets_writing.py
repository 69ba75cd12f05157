"""Tables going out: text stays text, digits stay whole, and a marked copy says what is wrong where it is wrong."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from portal.core.sheets.cells import Cell, Row
from portal.core.sheets.marking import Mark, marked_copy
from portal.core.sheets.reading import open_sheet
from portal.core.sheets.writing import Column, Value, write_csv, write_xlsx

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "https://example.org"]


def written(rows: list[list[Value]]) -> io.BytesIO:
    target = io.BytesIO()
    write_xlsx(target, "学生", [Column("甲"), Column("乙", 20)], rows)
    target.seek(0)
    return target


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_becomes_a_formula_or_a_link(text: str) -> None:
    sheet = openpyxl.load_workbook(written([[text]])).worksheets[0]
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value.replace("_x000D_", "\r") == text
    assert sheet["A2"].hyperlink is None


def test_long_numbers_keep_every_digit_in_a_text_cell() -> None:
    sheet = openpyxl.load_workbook(written([["509901201909113487", 3]])).worksheets[0]
    assert (sheet["A2"].value, sheet["A2"].number_format) == ("509901201909113487", "@")
    assert (sheet["B2"].value, sheet["B2"].number_format) == (3, "General")


def test_what_is_written_is_read_back() -> None:
    with open_sheet(written([["李䶮", 2.5], [None, date(2026, 11, 20)]]), "a.xlsx") as sheet:
        rows = [list(row.cells) for row in sheet.rows()]
    assert rows[:2] == [["甲", "乙"], ["李䶮", 2.5]]
    assert str(rows[2][1]).startswith("2026-11-20")


@pytest.mark.parametrize("text", DANGEROUS[:-1])
def test_in_text_files_an_apostrophe_stops_formulas(text: str) -> None:
    target = io.BytesIO()
    write_csv(target, ["甲"], [[text], ["李䶮"], [-3]])
    lines = target.getvalue().decode("utf-8-sig")
    assert f"'{text[0]}" in lines
    assert "李䶮" in lines
    assert "\r\n-3\r\n" in lines


def test_a_text_file_carries_the_mark_excel_needs() -> None:
    target = io.BytesIO()
    write_csv(target, ["姓名"], [])
    assert target.getvalue().startswith(b"\xef\xbb\xbf")


def test_a_marked_copy_keeps_every_row_at_its_number_and_explains_the_marked_cells() -> None:
    rows: list[tuple[int, list[Cell]]] = [
        (1, ["标题", None]),
        (3, ["姓名", "电话"]),
        (4, ["石青苗", 5.1e17]),
        (9, ["杨巧玲", "x"]),
    ]
    marks = {
        (4, 1): [Mark("rounded", waits=True)],
        (9, 1): [Mark("no number", waits=False)],
        (9, -1): [Mark("as a whole", waits=True)],
    }
    target = io.BytesIO()
    marked_copy(target, "学生", [Row(*row) for row in rows], marks, header=3, title="要改的地方")
    sheet = openpyxl.load_workbook(target).worksheets[0]
    assert [sheet["A1"].value, sheet["A3"].value, sheet["A4"].value, sheet["A9"].value] == ["标题", "姓名", "石青苗", "杨巧玲"]
    assert sheet["C3"].value == "要改的地方"
    assert (sheet["B4"].comment.text, sheet["C4"].value) == ("rounded", "rounded")
    assert sheet["C9"].value == "no number\nas a whole"
    colours = {sheet[place].fill.fgColor.rgb for place in ("A4", "B4", "B9")}
    assert len(colours) == 3


def test_a_marked_empty_cell_is_coloured_too() -> None:
    target = io.BytesIO()
    marked_copy(
        target, "", [Row(1, ["姓名", "班号"]), Row(2, ["石青苗"])], {(2, 1): [Mark("empty", waits=True)]}, header=1, title="x"
    )
    sheet = openpyxl.load_workbook(target).worksheets[0]
    assert sheet["B2"].comment.text == "empty"
    assert sheet["B2"].fill.fill_type == "solid"
