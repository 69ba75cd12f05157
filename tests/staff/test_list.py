"""The school's staff list: read row by row, shown as a difference, taken in once."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import func, select

from portal.access.permissions import Role
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.people.models import Person, Post, Vetting
from portal.staff.listed.plan import Kind, plan_of
from portal.staff.listed.reading import read_list
from portal.staff.operations.staff_list import take_in
from tests.cast import Cast
from tests.forms import token_of

SAMPLE = Path(__file__).parents[1] / "samples" / "staff.xlsx"


def sheet(*rows: Sequence[Any]) -> BytesIO:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["工号", "姓名", "性别", "手机", "职务", "班主任班号", "宿舍值班", "入职查询日期"])
    for row in rows:
        book.worksheets[0].append(list(row))
    written = BytesIO()
    book.save(written)
    written.seek(0)
    return written


def test_the_sample_list_gives_seventy_nine_people_and_nothing_the_second_time(cast: Cast) -> None:
    for expected in (Kind.NEW, Kind.UNCHANGED):
        with cast.writing():
            plan = plan_of(read_list(SAMPLE, SAMPLE.name, clock.today()))
            assert plan.count(expected) == 79
            assert plan.report()["parked"] == []
            take_in(plan, by=None)
    with cast.reading():
        listed = select(Person.id).where(Person.staff_no.like("T%"))
        assert session().scalar(select(func.count()).select_from(Vetting).where(Vetting.person_id.in_(listed))) == 79
        principal = session().scalars(select(Post).join(Person).where(Person.staff_no == "T001")).one()
        assert principal.role is Role.PRINCIPAL


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (["T1", "", "女", "", "班主任", "2022101", "", ""], "姓名"),
        (["T1", "张三", "不详", "", "任课教师", "", "", ""], "性别"),
        (["T1", "张三", "女", "1234", "任课教师", "", "", ""], "手机"),
        (["T1", "张三", "女", "", "宇航员", "", "", ""], "职务"),
        (["T1", "张三", "女", "", "班主任", "", "", ""], "班主任班号"),
        (["T1", "张三", "女", "", "生活教师", "", "三号楼", ""], "宿舍值班"),
        (["T1", "=A1", "女", "", "任课教师", "", "", ""], "姓名"),
    ],
)
def test_a_row_that_cannot_be_read_is_left_out_and_named(cast: Cast, row: list[object], column: str) -> None:
    found = read_list(sheet(["T0", "李四", "男", "", "任课教师", "", "", ""], row), "a.xlsx", clock.today())
    assert [(one.row, one.column) for one in found.parked] == [(3, column)]
    assert [entry.name for entry in found.entries] == ["李四"]


def test_the_same_person_twice_stays_out_the_second_time(cast: Cast) -> None:
    same = ["T1", "张三", "女", "", "任课教师", "", "", ""]
    found = read_list(sheet(same, same), "a.xlsx", clock.today())
    assert [(one.row, one.column) for one in found.parked] == [(3, "工号")]


def test_a_file_without_the_headings_is_refused(cast: Cast) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["什么", "都没有"])
    written = BytesIO()
    book.save(written)
    with pytest.raises(Refused):
        read_list(written, "a.xlsx", clock.today())


def test_in_the_browser_the_changes_are_shown_before_anything_is_written(cast: Cast) -> None:
    client = cast.signed_in("administrator")
    token = token_of(client.get("/staff/list"))
    file = (BytesIO(SAMPLE.read_bytes()), "staff.xlsx")
    shown = client.post("/staff/list", data={"csrf_token": token, "file": file}, content_type="multipart/form-data")
    assert "冉若曦" in shown.text
    with cast.reading():
        assert session().scalar(select(func.count()).select_from(Person).where(Person.staff_no == "T001")) == 0
    rows = re.search(r'name="rows" value="([^"]*)"', shown.text)
    assert rows
    sent = client.post("/staff/list/taking-in", data={"csrf_token": token, "rows": html.unescape(rows[1])})
    assert sent.status_code == 303
    with cast.reading():
        assert session().scalar(select(func.count()).select_from(Person).where(Person.staff_no.like("T%"))) == 79


def test_a_new_class_ends_the_post_for_the_old_one(cast: Cast) -> None:
    for number in ("2023101", "2023102"):
        with cast.writing():
            take_in(plan_of(read_list(sheet(["T1", "张三", "女", "", "班主任", number, "", ""]), "a.xlsx", clock.today())), by=None)
    with cast.reading():
        held = (
            session()
            .execute(select(Post.class_id, Post.until_day).join(Person).where(Person.staff_no == "T1").order_by(Post.id))
            .all()
        )
    assert [row[1] is None for row in held] == [False, True]
