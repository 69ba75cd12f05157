"""Files of answers as people have them: read whole, or refused with one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import xlsxwriter

from portal.core.errors import Refused
from portal.screening.answer_files.reading import AnswerFile, read_answers
from portal.screening.scales.library import scale

HEADER = "id,1,2,3,4,5,6"


def read(folder: Path, text: str | bytes, name: str = "answers.csv") -> AnswerFile:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_answers(file, scale("k6"))


def refusal(folder: Path, text: str | bytes, name: str = "answers.csv") -> str:
    with pytest.raises(Refused) as raised:
        read(folder, text, name)
    return str(raised.value)


def test_a_row_is_a_sheet_and_its_id_stays_as_it_is_written(tmp_path: Path) -> None:
    found = read(tmp_path, f"{HEADER}\n007,0,1,2,3,4,0\n7,4,4,4,4,4,4\n")
    assert found.sheets == {"007": {1: 0, 2: 1, 3: 2, 4: 3, 5: 4, 6: 0}, "7": dict.fromkeys(range(1, 7), 4)}
    assert found.absent_items == []


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("1", 1),
        ("1.0", 1),
        (" 1 ", 1),
        ("１", 1),
        ("+1", 1),
        ("01", 1),
        ("-1", -1),
        ("1.5", 1.5),
        ("", None),
        ("  ", None),
        ("\u3000", None),
    ],
)
def test_a_cell_says_what_a_person_reads_in_it(tmp_path: Path, cell: str, answer: float | None) -> None:
    assert read(tmp_path, f"{HEADER}\na,{cell},0,0,0,0,0\n").sheets["a"][1] == answer


@pytest.mark.parametrize("cell", ["x", "无", "1,5".replace(",", "，"), "nan", "inf", "1e3", "0x1", "1_0", "=1+1", "TRUE", "2 3"])
def test_a_cell_that_is_no_number_is_named_by_row_id_and_item(tmp_path: Path, cell: str) -> None:
    words = refusal(tmp_path, f"{HEADER}\na,0,0,0,0,0,0\nb,0,0,{cell},0,0,y\n")
    assert "Row 3" in words
    assert "“b”" in words
    assert "item 3" in words


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_usual_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    assert list(read(tmp_path, f"{HEADER}\n初一1班03,0,0,0,0,0,0\n".encode(encoding)).sheets) == ["初一1班03"]


@pytest.mark.parametrize(
    "text",
    [
        f"\n\n{HEADER}\n\na,0,1,0,0,0,2\n,,,,,,\n \n",
        f"{HEADER}\r\na,0,1,0,0,0,2\r\n\r\n",
        f"{HEADER},,\na,0,1,0,0,0,2,,\n",
        " ID , 1,2 ,3.0,04,5,6\na,0,1,0,0,0,2",
        "6;5;4;3;2;1;id\n2;0;0;0;1;0;a\n",
        "id\t1\t2\t3\t4\t5\t6\na\t0\t1\t0\t0\t0\t2\n",
        '"id","1","2","3","4","5","6"\n"a","0","1","0","0","0","2"\n',
    ],
)
def test_blank_lines_spare_commas_and_other_orders_change_nothing(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text).sheets == {"a": {1: 0, 2: 1, 3: 0, 4: 0, 5: 0, 6: 2}}


def test_a_row_that_ends_early_is_blank_to_its_end(tmp_path: Path) -> None:
    assert read(tmp_path, f"{HEADER}\na,3\n").sheets["a"] == {1: 3, 2: None, 3: None, 4: None, 5: None, 6: None}


def test_items_without_a_column_are_told(tmp_path: Path) -> None:
    assert read(tmp_path, "id,1,2,4,5\na,0,0,0,0\n").absent_items == [3, 6]


def test_a_table_without_sheets_has_no_results(tmp_path: Path) -> None:
    assert read(tmp_path, f"{HEADER}\n").sheets == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("a,0,0\n", "Row 1 is no heading"),
        ("id,1,2,3,4,5,7\na,0,0,0,0,0,0\n", "“7” is no item: k6 has items 1 to 6"),
        ("id,1,2,name\na,0,0,0\n", "“name”"),
        ("id,1,2,1.5\na,0,0,0\n", "“1.5”"),
        ("id,1,2,0\na,0,0,0\n", "“0”"),
        ("id,1,2,2\na,0,0,0\n", "“2” stands there twice"),
        ("id,1,id\na,0,0\n", "“id” stands there twice"),
        (f"{HEADER}\na,0,0,0,0,0,0,5\n", "Row 2 holds “5” under no heading"),
        (f"{HEADER}\n,0,0,0,0,0,0\n", "Row 2 has answers but no id"),
        (f"{HEADER}\na,0,0,0,0,0,0\nb,1\na,0\n", "“a” stands in rows 2 and 4"),
        (f"{HEADER}\nx,0\n x ,0\n", "“x” stands in rows 2 and 3"),
        ("<html><table><tr><td>id", "a web page"),
    ],
)
def test_a_table_that_cannot_be_meant_is_refused_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    assert said in refusal(tmp_path, text)


def test_a_workbook_is_read_as_well(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "answers.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["id", 1, 2, 3, 4, 5, 6])
        sheet.write_row(1, 0, ["007", 0, 1.0, "2", None, True, False])
    assert read_answers(tmp_path / "answers.xlsx", scale("k6")).sheets == {"007": {1: 0, 2: 1, 3: 2, 4: None, 5: 1, 6: 0}}


def test_a_json_list_is_read_whatever_its_name(tmp_path: Path) -> None:
    listed = [{"id": "007", "answers": {"1": 0, "2": 4, "6": None}}, {"id": 7, "name": "spare", "answers": {"01": "3", "2": 1.0}}]
    found = read(tmp_path, json.dumps(listed), "answers.txt")
    assert found.sheets == {"007": {1: 0, 2: 4, 6: None}, "7": {1: 3, 2: 1}}
    assert found.absent_items == []


def test_an_empty_list_and_an_empty_sheet_are_read(tmp_path: Path) -> None:
    assert read(tmp_path, " [] ", "a.json").sheets == {}
    assert read(tmp_path, '\ufeff[{"id": "张三", "answers": {}}]', "a.json").sheets == {"张三": {}}
    assert read(tmp_path, '[{"id": "张三", "answers": {}}]'.encode("gb18030"), "a.json").sheets == {"张三": {}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[{"id": "a", "answers": {"1": 0}', "Line 1, column 33"),
        ('{"id": "a", "answers": {"1": 0}}', "must be a list"),
        ("[5]", "Entry 1"),
        ('[{"id": "a", "answers": {}}, {"answers": {}}]', "Entry 2"),
        ('[{"id": "", "answers": {}}]', "Entry 1"),
        ('[{"id": "a", "answers": [0, 1]}]', "Entry 1"),
        ('[{"id": "a", "answers": {"7": 0}}]', "“7”: k6 has items 1 to 6"),
        ('[{"id": "a", "answers": {"one": 0}}]', "“one”"),
        ('[{"id": "a", "answers": {"1": "x"}}]', "item 1: “x” is no number"),
        ('[{"id": "a", "answers": {"1": true}}]', "“True” is no number"),
        ('[{"id": "a", "answers": {"1": NaN}}]', "“nan” is no number"),
        ('[{"id": "a", "answers": {"1": [0]}}]', "“[0]” is no number"),
        ('[{"id": "a", "answers": {"6": 4, "6": 0}}]', "“6” stands twice"),
        ('[{"id": "a", "answers": {"6": 4, "06": 0}}]', "“06” stands twice"),
        ('[{"id": "a", "answers": {}}, {"id": "b", "answers": {}}, {"id": "a", "answers": {}}]', "entries 1 and 3"),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_a_json_that_cannot_be_meant_is_refused_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    assert said in refusal(tmp_path, text, "answers.json")
