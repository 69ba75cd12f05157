"""What parks a row, what is told, and what is put right without a word."""

from __future__ import annotations

from datetime import datetime

import pytest

from portal.core import identity_number
from portal.registry import cells
from portal.registry.findings import Problem
from portal.registry.reading import read_registry
from tests.registry.tables import TODAY, finding_of, number, pupil, read, record_of, table

OTHER = number("20190911", 350)


@pytest.mark.parametrize(
    ("column", "value", "canonical"),
    [
        ("身份证件号", f"'{number()}", number()),
        ("身份证件号", f" {number()[:6]} {number()[6:]}", number()),
        ("姓名", "石 青苗", "石青苗"),
        ("姓名", " 石青苗\u3000", "石青苗"),
        ("姓名", "阿依古丽•买买提", "阿依古丽·买买提"),
        ("姓名", "Anna  Stone", "Anna Stone"),
        ("性别", "女", "2"),
        ("性别", "女性", "2"),
        ("性别", 2, "2"),
        ("性别", "2-女", "2"),
        ("出生日期", "2019.9.11", "20190911"),
        ("出生日期", "2019年9月11日", "20190911"),
        ("出生日期", "2019/9/11", "20190911"),
        ("出生日期", "2019-09-11 00:00:00", "20190911"),
        ("出生日期", datetime(2019, 9, 11), "20190911"),
        ("出生日期", 20190911, "20190911"),
        ("出生日期", 43719, "20190911"),
        ("出生日期", "２０１９０９１１", "20190911"),
        ("班号", 2026101, "2026101"),
        ("班号", "2026101班", "2026101"),
        ("班号", "一（1）班", "2026101"),
        ("班号", "一年级1班", "2026101"),
        ("入学年月", "2026年9月", "202609"),
        ("入学年月", datetime(2026, 9, 1), "202609"),
        ("入学年月", "2026-09-01", "202609"),
        ("联系电话", "139-5814 8687", "13958148687"),
        ("联系电话", 13958148687, "13958148687"),
        ("联系电话", "１３９５８１４８６８７", "13958148687"),
        ("就读方式", "寄宿", "2"),
        ("就读方式", "走读生", "1"),
        ("是否留守儿童", "双亲留守儿童", "2"),
        ("是否孤儿", "否", "0"),
        ("是否孤儿", "√", "1"),
        ("是否孤儿", False, "0"),
        ("身份证件类型", "居民身份证", "1"),
        ("成员1关系", "爸爸", "51"),
    ],
)
def test_what_has_one_meaning_is_put_right_without_a_word(column: str, value: object, canonical: str) -> None:
    assert finding_of(**{column: value}) == []
    assert record_of(**{column: value})[column] == canonical


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        ("身份证件号", number()[:17] + ("0" if number()[17] != "0" else "1"), "id_checksum"),
        ("身份证件号", number()[:17], "id_checksum"),
        ("身份证件号", 5.09901201909113e17, "number_destroyed_by_excel"),
        ("身份证件号", "5.09901E+17", "number_destroyed_by_excel"),
        ("身份证件号", 509901201909113000, "number_destroyed_by_excel"),
        ("身份证件号", None, "missing"),
        ("姓名", None, "missing"),
        ("姓名", "\u3000", "missing"),
        ("班号", None, "missing"),
        ("班号", "/", "missing"),
        ("班号", "快乐班", "unknown_class_form"),
        ("班号", "2026100", "unknown_class_form"),
        ("性别", "1", "sex_differs_from_id"),
        ("性别", "男", "sex_differs_from_id"),
        ("性别", "3", "unknown_code"),
        ("出生日期", "20190912", "birth_date_differs_from_id"),
        ("出生日期", "20610911", "birth_date_differs_from_id"),
        ("出生日期", "20190230", "impossible_date"),
        ("出生日期", "春天", "impossible_date"),
        ("出生日期", "#REF!", "cell_error"),
        ("就读方式", "3", "unknown_code"),
        ("是否留守儿童", "也许", "unknown_code"),
        ("是否留守儿童", "是", "unknown_code"),
        ("是否孤儿", "不清楚", "unknown_code"),
    ],
)
def test_what_a_person_must_decide_parks_the_row(column: str, value: object, problem: str) -> None:
    assert finding_of(**{column: value}) == [(column, problem, "parked")]


@pytest.mark.parametrize(
    ("column", "value", "problem", "kept"),
    [
        ("联系电话", "1380013800", "phone_form", "1380013800"),
        ("联系电话", "023-1234", "phone_form", "023-1234"),
        ("联系电话", "电话没有", "phone_form", "电话没有"),
        ("成员1联系电话", "同上", "phone_form", "同上"),
        ("联系电话", "1.39581E+10", "number_destroyed_by_excel", "1.39581E+10"),
        ("成员1身份证件号", "509901198605304310", "id_checksum", "509901198605304310"),
        ("成员1身份证件号", 5.09901198605304e17, "number_destroyed_by_excel", "5.09901198605304e+17"),
        ("民族", "火星族", "unknown_code", "火星族"),
        ("健康状况", "很好", "unknown_code", "很好"),
        ("成员1关系", "邻居", "unknown_code", "邻居"),
        ("入学年月", "去年", "impossible_date", "去年"),
        ("姓名", "石青苗2", "name_form", "石青苗2"),
        ("上下学距离", "很远", "number_form", "很远"),
        ("就读方式", None, "missing", ""),
        ("是否留守儿童", None, "missing", ""),
        ("成员1姓名", None, "missing", ""),
        ("出生日期", None, "missing", "20190911"),
        ("性别", None, "missing", "2"),
        ("性别", "9", "missing", "2"),
        ("身份证件类型", "卡", "unknown_code", "卡"),
    ],
)
def test_what_stops_nobody_goes_in_and_is_told(column: str, value: object, problem: str, kept: str) -> None:
    assert finding_of(**{column: value}) == [(column, problem, "warning")]
    assert record_of(**{column: value})[column] == kept


def test_a_rounded_number_is_not_believed_even_when_its_check_digit_fits_by_chance() -> None:
    fits = "509901201909113000"
    assert identity_number.is_valid(fits)
    assert cells.identity(int(fits)) == (fits, Problem.NUMBER_DESTROYED)
    assert cells.identity(fits) == (fits, None)
    assert cells.identity(int(number())) == (number(), None)


def test_a_future_birth_date_without_a_number_parks_the_row() -> None:
    assert finding_of(身份证件类型="Z", 身份证件号=None, 出生日期="20610911") == [("出生日期", "future_date", "parked")]


def test_an_unusual_age_is_told() -> None:
    old = number("19900911", 348)
    assert finding_of(身份证件号=old, 出生日期="19900911") == [("出生日期", "age_unusual", "warning")]


def test_without_number_sex_and_birth_date_cannot_be_guessed() -> None:
    found = finding_of(身份证件类型="Z", 身份证件号=None, 性别=None, 出生日期=None)
    assert found == [("性别", "missing", "parked"), ("出生日期", "missing", "parked")]


def test_other_documents_have_no_check_digit_and_a_child_without_any_needs_none() -> None:
    assert finding_of(身份证件类型="A", 身份证件号="E12345678") == []
    assert finding_of(身份证件类型="其他", 身份证件号=None) == []
    assert finding_of(身份证件类型="A", 身份证件号=None) == [("身份证件号", "missing", "parked")]


def test_an_unreadable_document_with_a_wrong_number_parks_both() -> None:
    assert finding_of(身份证件类型="卡", 身份证件号="123") == [
        ("身份证件类型", "unknown_code", "parked"), ("身份证件号", "id_checksum", "parked"),
    ]  # fmt: skip


def test_with_a_wrong_number_nothing_is_compared() -> None:
    wrong = number()[:17] + ("0" if number()[17] != "0" else "1")
    assert finding_of(身份证件号=wrong, 性别="1", 出生日期="20180101") == [("身份证件号", "id_checksum", "parked")]


def test_of_two_equal_numbers_the_later_row_is_parked() -> None:
    file = read(pupil(), pupil(姓名="杨巧玲"), pupil(姓名="杨巧玲", 身份证件号=OTHER))
    assert [(found.row, found.column, str(found.problem)) for found in file.findings] == [(3, "身份证件号", "duplicate_in_file")]
    assert [row.number for row in file.parked] == [3]


NEAR = {"身份证件类型": "Z", "身份证件号": None}


@pytest.mark.parametrize("first", [{}, NEAR])
def test_a_row_without_number_that_is_otherwise_the_same_child_is_parked(first: dict[str, object]) -> None:
    file = read(pupil(**first), pupil(**NEAR))
    assert [(found.row, found.column, str(found.problem)) for found in file.findings] == [(3, "姓名", "near_duplicate")]


def test_a_near_duplicate_is_told_once_even_when_its_number_is_missing() -> None:
    file = read(pupil(), pupil(身份证件号=None))
    assert [(found.row, found.column) for found in file.findings] == [(3, "姓名")]


def test_the_later_row_is_parked_when_only_the_earlier_lacks_its_number() -> None:
    file = read(pupil(**NEAR), pupil())
    assert [(found.row, found.column) for found in file.findings] == [(3, "姓名")]


@pytest.mark.parametrize("change", [{"班号": "2026102"}, {"出生日期": "20190912"}, {"姓名": "石小满"}, {"成员1姓名": "石阳生"}])
def test_a_row_without_number_that_differs_is_another_child(change: dict[str, object]) -> None:
    assert read(pupil(), pupil(**NEAR, **change)).findings == []


def test_two_valid_numbers_are_two_children_whatever_else_is_equal() -> None:
    assert read(pupil(), pupil(身份证件号=OTHER)).findings == []


def test_a_child_without_number_may_be_alone() -> None:
    assert read(pupil(**NEAR)).findings == []


def test_the_file_of_another_school_is_said_once_and_a_stranger_in_ours_is_told() -> None:
    rows = [pupil(身份证件号=number(order=order)) for order in (300, 302, 304)]
    file = read_registry(table(*rows), "a.xlsx", today=TODAY, school="2150999002")
    assert (file.other_school, file.findings) == ("2150999001", [])
    rows[1]["学校标识码"] = "2150999002"
    file = read_registry(table(*rows), "a.xlsx", today=TODAY, school="2150999001")
    assert file.other_school == ""
    assert [(found.row, str(found.problem), found.parked) for found in file.findings] == [(3, "other_school", False)]


def test_a_parked_row_keeps_what_its_child_is_recognised_by() -> None:
    rows = read(
        pupil(身份证件号=5.09901201909113e17),
        pupil(出生日期="20190230", 身份证件号=OTHER),
        pupil(班号="快乐班", 身份证件号=number(order=352)),
    ).rows
    assert all(row.parked for row in rows)
    assert (rows[0].keys.name, rows[0].keys.birth_date, rows[0].keys.class_number) == ("石青苗", "20190911", "2026101")
    assert (rows[1].keys.number, rows[1].keys.birth_date) == (OTHER, "")
    assert rows[2].keys.class_number == ""
