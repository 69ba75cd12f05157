"""Headings are found below titles, in any order and many words; what is no pupil is passed over."""

from __future__ import annotations

import io
from datetime import date

import pytest

from portal.core.errors import Refused
from portal.registry import headers
from portal.registry.columns import BY_NAME, COLUMNS, REQUIRED
from portal.registry.reading import read_headings, read_registry
from tests.registry.tables import SAMPLES, TODAY, pupil, read, table, xlsx


def test_the_registry_has_71_columns_in_its_order() -> None:
    names = [column.name for column in COLUMNS]
    assert len(names) == len(set(names)) == 71
    assert (names[0], names[26], names[46], names[58], names[70]) == (
        "学校标识码", "是否留守儿童", "成员1姓名", "成员2姓名", "是否进城务工人员随迁子女",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("就读方式（走读/住校）", "就读方式"),
        ("联系电话*", "联系电话"),
        ("留守情况", "是否留守儿童"),
        ("班级编号", "班号"),
        ("学生姓名", "姓名"),
        ("身份证号", "身份证件号"),
        ("＊姓　名", "姓名"),
        ("出生\n日期", "出生日期"),
        (" 性 别：", "性别"),
        ("国籍/地区", "国籍/地区"),
        ("XM", "姓名"),
        ("sfzjh", "身份证件号"),
        ("家长1电话", "成员1联系电话"),
        ("监护人", "成员1姓名"),
        ("家庭成员2与学生关系", "成员2关系"),
        ("第二监护人身份证号", "成员2身份证件号"),
        ("【姓名】", "姓名"),
        ("★班号（必填）", "班号"),
    ],
)
def test_a_heading_is_known_in_many_words(heading: str, column: str) -> None:
    assert headers.match([heading]).positions == {column: 0}


def test_every_column_is_known_by_its_own_name_in_any_width() -> None:
    wide = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
    assert headers.match([column.name.translate(wide) for column in COLUMNS]).positions == {
        column.name: index for index, column in enumerate(COLUMNS)
    }


def test_an_exact_name_wins_over_another_word_for_the_same_column() -> None:
    matched = headers.match(["班级", "班号"])
    assert matched.positions == {"班号": 1}
    assert matched.unknown == ()


def test_a_remembered_word_wins_over_a_built_in_one() -> None:
    matched = headers.match(["班级", "小组"], {"小组": "班号"})
    assert matched.positions["班号"] == 1


def test_unknown_headings_are_listed_and_a_remembered_empty_answer_leaves_one_out() -> None:
    assert headers.match(["姓名", "鞋码", "备注"]).unknown == ("鞋码",)
    assert headers.match(["姓名", "鞋 码"], {"鞋码": ""}).unknown == ()


def test_columns_may_stand_in_any_order() -> None:
    good = pupil()
    names = list(reversed(good))
    file = read_registry(xlsx([names, [good[name] for name in names]]), "a.xlsx", today=TODAY)
    assert file.findings == []
    assert file.rows[0].record["姓名"] == "石青苗"


@pytest.mark.parametrize("missing", REQUIRED)
def test_without_a_required_column_the_file_is_refused_by_name(missing: str) -> None:
    row = pupil()
    del row[missing]
    with pytest.raises(Refused, match=f"missing: {missing}"):
        read(row)


def test_an_unknown_heading_of_a_required_column_can_be_mapped() -> None:
    file = table(pupil(), headings={"姓名": "孩子叫什么"})
    seen = read_headings(file, "a.xlsx")
    assert (seen.missing, seen.unknown) == (("姓名",), ("孩子叫什么",))
    with pytest.raises(Refused, match="孩子叫什么"):
        read_registry(file, "a.xlsx", today=TODAY)
    mapped = read_registry(file, "a.xlsx", today=TODAY, mapping={"孩子叫什么": "姓名"})
    assert mapped.rows[0].record["姓名"] == "石青苗"


def test_a_file_without_headings_is_refused() -> None:
    with pytest.raises(Refused, match="No row of headings"):
        read_registry(io.BytesIO(b"a,b,c\n1,2,3\n"), "a.csv", today=TODAY)


def test_another_table_of_the_school_is_refused() -> None:
    with pytest.raises(Refused, match="missing"):
        read_registry(SAMPLES / "staff.xlsx", today=TODAY)


def test_headings_without_pupils_are_refused() -> None:
    with pytest.raises(Refused, match="no pupil"):
        read_registry(xlsx([list(pupil())]), "a.xlsx", today=TODAY)


def test_titles_footnotes_repeated_headings_and_hints_are_no_pupils() -> None:
    good = pupil()
    names: list[object] = [*good]
    values = [*good.values()]
    rows: list[list[object]] = [
        ["示例县学生信息采集表"],
        ["填报单位：示例学校", None, "填报日期：2026年9月"],
        names,
        ["必填"] * len(names),
        list(range(1, len(names) + 1)),
        [],
        values,
        names,
        ["2150999001"],
        [None, "小计", None, 1],
        ["合计：1 人", 1, 1],
        ["注：1. 本表由班主任核对。"],
        [None, "说明：下一页没有学生"],
        ["填表人：某某", None, "审核人：某某", None, "日期：2026年9月1日"],
    ]
    file = read_registry(xlsx(rows), "a.xlsx", today=TODAY)
    assert [row.number for row in file.rows] == [7]
    assert file.findings == []


def test_a_pupil_with_hardly_anything_is_still_a_pupil() -> None:
    file = read(pupil(), {"姓名": "杨巧玲"})
    assert [row.number for row in file.rows] == [2, 3]
    assert file.rows[1].parked


def test_an_absent_column_is_absent_and_an_empty_cell_is_empty() -> None:
    record = read(pupil(特长=None), pupil(特长="笛子", 身份证件号=number_of_another())).rows[0].record
    assert record["特长"] == ""
    assert "血型" not in record


def number_of_another() -> str:
    return "509901201909113508"


def test_further_sheets_with_pupils_are_named() -> None:
    assert read(pupil()).other_sheets == ()


def test_progress_is_heard_while_reading() -> None:
    heard: list[int] = []
    read_registry(SAMPLES / "registry_export_gb18030.csv", today=date(2026, 11, 23), progress=heard.append)
    assert heard == list(range(100, 1101, 100))


def test_formulas_in_the_table_are_refused_and_elsewhere_passed_over() -> None:
    good = pupil(身份证件号="=1+1")
    rows: list[list[object]] = [[*good], [*good.values()]]
    with pytest.raises(Refused, match="F2"):
        read_registry(formula_sheet(rows), "a.xlsx", today=TODAY)
    fine = pupil()
    rows = [[*fine, "鞋码"], [*fine.values(), "=1+1"], ["合计", "=COUNTA(B2:B2)"]]
    assert read_registry(formula_sheet(rows), "a.xlsx", today=TODAY).findings == []


def formula_sheet(rows: list[list[object]]) -> io.BytesIO:
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    target = io.BytesIO()
    book.save(target)
    return target


def test_a_formula_in_a_text_file_is_refused() -> None:
    good = pupil(联系电话="=cmd|'/c calc'!A1")
    text = "\n".join([",".join(good), ",".join(str(value) for value in good.values())])
    with pytest.raises(Refused, match="formulas"):
        read_registry(io.BytesIO(text.encode()), "a.csv", today=TODAY)


def test_all_required_columns_exist() -> None:
    assert all(name in BY_NAME for name in REQUIRED)


def asked(heading: str, value: object) -> tuple[str, list[tuple[str, str]]]:
    """What a pupil's boarding is read as below this heading, and what is told about it."""
    good = pupil()
    good[heading] = good.pop("就读方式") and value
    file = read_registry(xlsx([list(good), list(good.values())]), "a.xlsx", today=TODAY)
    return file.rows[0].record["就读方式"], [(one.column, str(one.problem)) for one in file.findings]


@pytest.mark.parametrize("heading", ["是否住校", "是否寄宿", "是否住校（是/否）", "是否住校生"])
@pytest.mark.parametrize(
    ("value", "code"),
    [("是", "2"), ("否", "1"), (1, "2"), (0, "1"), ("Y", "2"), ("n", "1"), ("√", "2"), ("住校", "2"), ("走读", "1")],
)
def test_a_heading_that_asks_is_answered_with_yes_and_no(heading: str, value: object, code: str) -> None:
    assert asked(heading, value) == (code, [])


@pytest.mark.parametrize("value", [2, "2", "有时", "A"])
def test_an_answer_nobody_can_tell_is_parked_and_never_read_as_a_code(value: object) -> None:
    assert asked("是否住校", value) == (str(value), [("就读方式", "unknown_code")])


@pytest.mark.parametrize(("value", "code"), [(1, "1"), (2, "2"), ("住校", "2")])
def test_below_the_columns_own_words_codes_stay_codes(value: object, code: str) -> None:
    assert asked("住校情况", value) == (code, [])
