"""A table is read as it stands, and one that cannot be is refused with its row and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.core.errors import Refused
from portal.summaries.protection.reading import read_table


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "table.csv"
    file.write_bytes(text.encode(encoding))
    return file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_tables_are_read_in_either_encoding(tmp_path: Path, encoding: str) -> None:
    table = read_table(written(tmp_path, "村,性别,人数\n石坪村,女,4\n石坪村,男,12\n", encoding))
    assert (table.dimensions, table.heading) == (("村", "性别"), "人数")
    assert table.inner == {("石坪村", "女"): 4, ("石坪村", "男"): 12}


def test_a_combination_without_a_row_counts_nobody(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "grade,sex,count\r\n2,f,7\r\n1,m,6\r\n\r\n"))
    assert table.counts["2", "m"] == 0
    assert list(table.counts)[:4] == [("2", "f"), ("2", "m"), ("2", "*"), ("1", "f")]
    assert table.counts["*", "*"] == 13


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("count\n3\n", "needs a row of headings"),
        ("grade,,count\n1,f,3\n", "Column 2 has no heading"),
        ("sex,sex,count\nf,f,3\n", "headed “sex”"),
        ("grade,sex,count\n1,f,3,4\n", "Row 2 has 4 cells where the headings are 3"),
        ("grade,sex,count\n1,f\n", "Row 2: “” is no count"),
        ("grade,sex,count\n1,f,3\n,m,3\n", "Row 3 says nothing under “grade”"),
        ("grade,sex,count\n1,f,3\n1,*,3\n", "Row 3 has a “*” under “sex”"),
        ("grade,sex,count\n1,f,-3\n", "Row 2: “-3” is no count"),
        ("grade,sex,count\n1,f,2.5\n", "Row 2: “2.5” is no count"),
        ("grade,sex,count\n1,f,many\n", "Row 2: “many” is no count"),
        ("grade,sex,count\n1,f,3\n2,f,3\n1,f,4\n", "Rows 2 and 4 both count “1, f”"),
        ("", "empty"),
    ],
)
def test_what_cannot_be_read_is_refused_by_row(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(Refused, match=r".*") as refused:
        read_table(written(tmp_path, text))
    assert told in str(refused.value)


def test_a_table_of_too_many_cells_is_refused(tmp_path: Path) -> None:
    rows = "".join(f"{number},{number},1\n" for number in range(120))
    with pytest.raises(Refused, match="at most 10000"):
        read_table(written(tmp_path, "a,b,count\n" + rows))


def test_an_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no readable file"):
        read_table(tmp_path / "absent.csv")
