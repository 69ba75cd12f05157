"""Spreadsheets of every readable kind give the same rows under the numbers the sheet shows."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from portal.core.errors import Refused
from portal.core.sheets.cells import Cell, Formula, cell_name, formulas_refused, plain_text
from portal.core.sheets.reading import open_sheet
from tests.core.hostile_files import cell, sheet_of, workbook

SAMPLES = Path(__file__).parents[1] / "samples"


def xlsx(path: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def rows_of(path: Path) -> list[tuple[int, list[Cell]]]:
    with open_sheet(path) as sheet:
        return [(row.number, list(row.cells)) for row in sheet.rows()]


def test_a_modern_workbook_gives_values_under_their_own_row_numbers(tmp_path: Path) -> None:
    day = datetime(2019, 9, 11)
    path = xlsx(tmp_path / "a.xlsx", a=[["标题"], [], ["姓名", 7, 2.5, day, True]])
    assert rows_of(path) == [(1, ["标题", None, None, None, None]), (2, [None] * 5), (3, ["姓名", 7, 2.5, day, True])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_text_table_is_read_in_every_usual_encoding(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("\r\n".join([delimiter.join(["姓名", "班号"]), "", delimiter.join(["李䶮", "2026101"])]).encode(encoding))
    assert rows_of(path) == [(1, ["姓名", "班号"]), (2, []), (3, ["李䶮", "2026101"])]


def test_an_old_workbook_is_read(tmp_path: Path) -> None:
    rows = rows_of(SAMPLES / "old_workbook.xls")
    assert rows[0] == (1, ["姓名", "班号", "出生日期", "比例", "寄宿"])
    assert rows[1] == (2, ["石青苗", 2026101, datetime(2019, 9, 11), 2.5, True])
    assert rows[2] == (3, [])
    assert [type(value) for value in rows[3][1]] == [Formula, Formula]


def test_a_modern_workbook_under_the_old_name_is_read(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", a=[["姓名"]]).rename(tmp_path / "名册.XLS")
    assert rows_of(path) == [(1, ["姓名"])]


def test_text_under_the_old_name_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes("姓名\t班号\n".encode("gb18030"))
    assert rows_of(path) == [(1, ["姓名", "班号"])]


def test_the_first_sheet_with_known_headings_is_chosen_and_further_ones_are_named(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", 说明=[["怎样填写"]], 一年级=[["表"], ["姓名"]], 二年级=[["姓名"]])
    with open_sheet(path, accepts=lambda cells: "姓名" in cells) as sheet:
        assert sheet.name == "一年级"
        assert sheet.header is not None
        assert sheet.header.number == 2
        assert sheet.others == ("二年级",)


def test_a_hidden_sheet_comes_last(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", 旧=[["姓名"]], 新=[["姓名"]])
    book = openpyxl.load_workbook(path)
    book["旧"].sheet_state = "hidden"
    book.active = 1
    book.save(path)
    with open_sheet(path) as sheet:
        assert sheet.name == "新"


def test_without_known_headings_there_is_no_header(tmp_path: Path) -> None:
    with open_sheet(xlsx(tmp_path / "a.xlsx", a=[["x"]]), accepts=lambda cells: False) as sheet:
        assert sheet.header is None


def test_an_open_file_can_be_read_again_and_stays_open() -> None:
    file = io.BytesIO("姓名\n李䶮\n".encode())
    sheet = open_sheet(file, "a.csv")
    assert list(sheet.rows()) == list(sheet.rows())
    sheet.close()
    assert not file.closed


def test_formulas_come_marked_and_never_as_values(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", a=[["=1+1", "'=1", 3]])
    (_, cells) = rows_of(path)[0]
    assert isinstance(cells[0], Formula)
    assert cells[1:] == ["'=1", 3]


def test_a_remembered_result_does_not_make_a_formula_a_value(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", sheet_of('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>'))
    assert rows_of(path) == [(1, [Formula("2")])]


def test_text_excel_would_run_is_a_formula_and_quoted_text_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'=cmd|\'/c calc\'!A1,"=""509901201909113487""",=\n')
    assert rows_of(path) == [(1, [Formula("=cmd|'/c calc'!A1"), "509901201909113487", "="])]


def test_the_refusal_of_formulas_names_the_first_cells() -> None:
    assert "4 cells hold formulas (B3、C3、AA7)" in str(formulas_refused([(3, 2), (3, 3), (7, 27), (8, 27)]))


def test_many_formatted_empty_rows_do_no_harm(tmp_path: Path) -> None:
    empty = "".join(f'<row r="{number}"><c r="A{number}" s="0"/></row>' for number in range(2, 200_000))
    path = workbook(tmp_path / "a.xlsx", sheet_of(f'<row r="1">{cell("A1", "5")}</row>{empty}'))
    assert rows_of(path) == [(1, [5])]


def test_rows_and_cells_without_an_address_are_counted(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", sheet_of("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"))
    assert rows_of(path) == [(1, [1, 2]), (2, [3, None])]


def test_another_prefix_for_the_same_language_is_read(tmp_path: Path) -> None:
    sheet = (
        sheet_of(f'<row r="1">{cell("A1", "5")}</row>').replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")
    )
    assert rows_of(workbook(tmp_path / "a.xlsx", sheet)) == [(1, [5])]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (7, "7"),
        (2025103.0, "2025103"),
        (0.5, "0.5"),
        (True, "TRUE"),
        (datetime(2019, 9, 11), "2019-09-11"),
        (date(2019, 9, 11), "2019-09-11"),
        (datetime(2019, 9, 11, 8, 30), "2019-09-11 08:30"),
        (Formula("3"), "3"),
        (5.1e17, "5.1e+17"),
    ],
)
def test_plain_text_is_what_a_person_sees(value: Cell, text: str) -> None:
    assert plain_text(value) == text


def test_cells_are_named_as_in_excel() -> None:
    assert [cell_name(1, 1), cell_name(3, 26), cell_name(7, 27), cell_name(1, 16384)] == ["A1", "Z3", "AA7", "XFD1"]


def test_a_name_without_a_known_ending_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"text")
    with pytest.raises(Refused):
        open_sheet(path)
