"""Codes, classes, dates and cells by themselves: whatever the way of writing, one value."""

from __future__ import annotations

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.sheets.cells import Cell
from portal.registry.cells import cleaned, halfwidth, reader
from portal.registry.class_numbers import class_number
from portal.registry.codes import LISTS, label
from portal.registry.columns import COLUMNS, Column
from portal.registry.dates import day, month
from portal.registry.reading import read_registry
from portal.registry.writing import write_registry_csv, write_registry_xlsx
from tests.registry.tables import SAMPLES, TODAY

CODED = [column for column in COLUMNS if column.codes]
ANY_TEXT = st.one_of(st.text(max_size=20), st.text("0123456789年月日-./XＥ Ee+（）'’　班一二三", max_size=14))


@pytest.mark.parametrize("name", LISTS)
def test_codes_and_labels_say_the_same(name: str) -> None:
    codes = LISTS[name]
    for code, text in codes.labels.items():
        assert codes.code_of(code) == code
        assert codes.code_of(text) == code
        assert codes.code_of(f"{code}-{text}") in (code, None)
        assert codes.code_of(f" {text} ") == code


def test_lost_zeros_and_short_names_are_understood() -> None:
    assert LISTS["ethnicity"].code_of("1") == LISTS["ethnicity"].code_of("汉") == LISTS["ethnicity"].code_of("汉 族") == "01"
    assert LISTS["overseas"].code_of("0") == "00"
    assert LISTS["boarding"].code_of("2.住校") == "2"
    assert LISTS["boarding"].code_of("1.住校") is None


def test_labels_are_given_by_column() -> None:
    assert (label("就读方式", "2"), label("姓名", "石青苗"), label("民族", "火星族")) == ("住校", "石青苗", "火星族")


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)
    assert halfwidth(halfwidth(text)) == halfwidth(text)


@given(st.sampled_from(COLUMNS), ANY_TEXT)
def test_reading_a_value_again_changes_nothing(column: Column, text: str) -> None:
    read = reader(column, TODAY)
    value, problem = read(text)
    assert read(value)[0] == value
    if problem is None:
        assert read(value) == (value, None)


@given(st.dates(date(2000, 1, 1), date(2049, 12, 31)))
def test_a_day_is_known_in_every_usual_form(when: date) -> None:
    y, m, d = when.year, when.month, when.day
    serial = (when - date(1899, 12, 30)).days
    forms: list[Cell] = [
        when,
        when.strftime("%Y%m%d"),
        int(when.strftime("%Y%m%d")),
        f"{y}.{m}.{d}",
        f"{y}/{m:02d}/{d}",
        f"{y}年{m}月{d}日",
        serial,
    ]
    assert {day(form) for form in forms} == {when}
    months: list[Cell] = [when, f"{y}-{m}-{d}", f"{y}年{m}月", f"{y}{m:02d}", serial]
    assert {month(form) for form in months} == {f"{y}{m:02d}"}


@pytest.mark.parametrize("text", ["", "2019", "20190230", "2019-13-01", "19/9/11", "00000000", "9月11日", "20269", "2019.9"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert day(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2024203", "2024203"),
        ("2024203班", "2024203"),
        ("五（2）班", "2022102"),
        ("五年级2班", "2022102"),
        ("五年级二班", "2022102"),
        ("小学五年级(2)班", "2022102"),
        ("5年级2班", "2022102"),
        ("七年级3班", "2026203"),
        ("初一（3）班", "2026203"),
        ("初三12班", "2024212"),
        ("一(十二)班", "2026112"),
        ("六（二十一）班", "2021121"),
    ],
)
def test_a_class_is_known_by_number_or_name(text: str, number: str) -> None:
    assert class_number(text, TODAY) == number


@pytest.mark.parametrize(
    "text", ["52", "5-2", "2026100", "2026901", "1999101", "2030101", "快乐班", "五年级", "2026级1班", "小学七年级1班"]
)
def test_what_could_be_any_class_is_none(text: str) -> None:
    assert class_number(text, TODAY) is None


def test_before_august_class_names_belong_to_the_school_year_that_is_ending() -> None:
    assert class_number("五（2）班", date(2027, 5, 1)) == "2022102"
    assert class_number("五（2）班", date(2027, 9, 1)) == "2023102"


@pytest.mark.parametrize("labels", [False, True])
def test_our_own_export_read_back_changes_nothing(labels: bool) -> None:
    before = read_registry(SAMPLES / "registry_damaged.xlsx", today=TODAY)
    records = [row.record for row in before.rows if not row.parked]
    book, text = io.BytesIO(), io.BytesIO()
    write_registry_xlsx(book, records, labels=labels)
    write_registry_csv(text, records, labels=labels)
    for file, name in ((book, "a.xlsx"), (text, "a.csv")):
        assert [row.record for row in read_registry(file, name, today=TODAY).rows] == records


def test_every_coded_column_has_a_list() -> None:
    assert all(column.codes in LISTS for column in CODED)
