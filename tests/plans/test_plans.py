"""One child, one plan: written by whoever leads the class, read by whoever works with the child, counted in the term's return."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select

from portal.core import clock
from portal.core.db import session
from portal.journal.models import JournalRow
from portal.plans.copied import family_copy
from portal.plans.models import CarePlan, MeasureDone, PlannedMeasure
from portal.plans.queries import members
from tests.cast import CHILD, Cast
from tests.counting import statements
from tests.forms import send
from tests.pairing.family import named, parents_leave
from tests.reporting.test_filing import filed

GOAL = "金丝雀按时睡觉"
DAY = timedelta(days=1)
VERSION = re.compile(r'name="version" value="(\d+)"')


def fields(browser: FlaskClient, child_id: int, **more: str) -> dict[str, str]:
    found = VERSION.search(browser.get(f"/children/{child_id}/plan").text)
    assert found
    line = {"what_0": "一起吃午饭", "who_0": "舒老师", "often_0": "每周两次", "next_0": str(clock.today() + DAY)}
    return {"version": found[1], "goal": GOAL, "review_on": str(clock.today() + DAY * 90), **line} | more


def write(browser: FlaskClient, child_id: int, **more: str) -> int:
    return send(browser, f"/children/{child_id}/plan", fields(browser, child_id, **more)).status_code


def test_a_plan_stands_on_the_childs_page_in_the_list_and_in_the_figures(cast: Cast) -> None:
    child_id, teacher = parents_leave(cast), cast.signed_in("homeroom")
    named(cast, "teacher")
    assert CHILD in teacher.get("/plans?show=without").text
    assert write(teacher, child_id) == 303
    for key in ("homeroom", "lead", "teacher", "principal"):
        page = cast.signed_in(key).get(f"/children/{child_id}").text
        assert GOAL in page, key
        assert "每周两次" in page, key
    assert CHILD in teacher.get("/plans").text
    assert CHILD not in teacher.get("/plans?show=without").text
    with cast.reading():
        assert [one.child_id for one in members(clock.today())["plans.in_force"]] == [child_id]
        assert members(clock.today() - DAY)["plans.in_force"] == []
        assert session().scalars(select(JournalRow.event).where(JournalRow.event == "plans.written")).all()


def test_who_writes_and_who_never_reads_it(cast: Cast) -> None:
    child_id = parents_leave(cast)
    assert write(cast.signed_in("homeroom"), child_id) == 303
    assert cast.who_enters(f"/children/{child_id}/plan") == {"homeroom", "lead"}
    assert cast.who_enters("/plans") == {"homeroom", "other_homeroom", "lead", "principal"}
    for key in ("counselor", "dormitory", "other_homeroom", "administrator", "parent", "carer", "inspector"):
        browser = cast.signed_in(key)
        for path in (f"/children/{child_id}", "/plans", "/home", "/today"):
            assert GOAL not in browser.get(path).text, (key, path)


def test_a_plan_written_anew_meanwhile_is_shown_and_nothing_typed_is_lost(cast: Cast) -> None:
    child_id, teacher, lead = parents_leave(cast), cast.signed_in("homeroom"), cast.signed_in("lead")
    old = fields(lead, child_id, goal="先把手机放下")
    assert write(teacher, child_id) == 303
    answer = send(lead, f"/children/{child_id}/plan", old)
    assert answer.status_code == 422
    for words in (GOAL, "先把手机放下", "现在的内容，第 1 版"):
        assert words in answer.text
    found = VERSION.search(answer.text)
    assert found
    assert send(lead, f"/children/{child_id}/plan", old | {"version": found[1]}).status_code == 303
    with cast.reading():
        plans = session().scalars(select(CarePlan).order_by(CarePlan.edition)).all()
        assert [(plan.edition, plan.until_day is None) for plan in plans] == [(1, False), (2, True)]


def test_a_line_without_a_person_or_a_plan_without_a_line_is_sent_back(cast: Cast) -> None:
    child_id, teacher = parents_leave(cast), cast.signed_in("homeroom")
    for wrong, said in (
        ({"who_0": ""}, "请写明由谁来做"), ({"what_0": ""}, "请写明做什么"),
        ({"what_0": "", "who_0": "", "often_0": "", "next_0": ""}, "至少写一件"), ({"review_on": str(clock.today())}, "已经过去"),
    ):  # fmt: skip
        answer = send(teacher, f"/children/{child_id}/plan", fields(teacher, child_id, **wrong))
        assert answer.status_code == 422
        assert said in answer.text
    with cast.reading():
        assert session().scalars(select(CarePlan)).all() == []


def test_what_is_done_moves_the_next_day_and_what_waits_stands_on_the_desk(cast: Cast) -> None:
    child_id, teacher = parents_leave(cast), cast.signed_in("homeroom")
    assert write(teacher, child_id, next_0=str(clock.today() - DAY * 2)) == 303
    assert "五（1）班：看看帮扶计划" in teacher.get("/today").text
    assert CHILD in teacher.get("/plans?show=due").text
    with cast.reading():
        measure_id = session().scalars(select(PlannedMeasure.id)).one()
    page = f"/children/{child_id}/plan/measures/{measure_id}"
    given = {"day": str(clock.today()), "words": "聊了爷爷", "next_on": str(clock.today() + DAY * 3)}
    assert send(teacher, page, given | {"next_on": str(clock.today())}).status_code == 422
    assert send(teacher, page, given).status_code == 303
    assert "五（1）班：看看帮扶计划" not in teacher.get("/today").text
    assert cast.signed_in("other_homeroom").get(page).status_code == 404
    with cast.reading():
        assert session().scalars(select(MeasureDone)).one().words == "聊了爷爷"


def test_an_ended_plan_stays_in_the_timeline_and_counts_no_more(cast: Cast) -> None:
    child_id, teacher = parents_leave(cast), cast.signed_in("homeroom")
    assert write(teacher, child_id) == 303
    assert send(teacher, f"/children/{child_id}/plan/ending", {"reason": "妈妈回家了"}).status_code == 303
    page = teacher.get(f"/children/{child_id}").text
    assert "妈妈回家了" in page
    assert "还没有计划" in page
    assert "帮扶计划" in page
    with cast.reading():
        assert members(clock.today())["plans.in_force"] == []
    assert write(teacher, child_id) == 303
    with cast.reading():
        assert session().scalars(select(CarePlan.edition).order_by(CarePlan.id)).all() == [1, 2]


def test_the_list_needs_the_same_statements_whatever_its_length(cast: Cast) -> None:
    child_id, teacher = parents_leave(cast), cast.signed_in("homeroom")
    counts = []
    for _round in range(2):
        for path in ("/plans", "/plans?show=due", "/plans?show=without"):
            teacher.get(path)
            with statements(cast.database) as seen:
                assert teacher.get(path).status_code == 200
            counts.append(len(seen))
        assert write(teacher, child_id) == 303
    assert len(set(counts)) == 1
    assert counts[0] <= 5


def test_the_printed_file_holds_the_plan_and_so_does_the_familys_copy(cast: Cast) -> None:
    child_id = parents_leave(cast)
    assert write(cast.signed_in("homeroom"), child_id) == 303
    printed = cast.signed_in("homeroom").get(f"/children/{child_id}/file.pdf").data
    paper = "".join(page.extract_text() for page in PdfReader(BytesIO(printed)).pages)
    sheet = cast.signed_in("homeroom").get(f"/children/{child_id}/paper").text
    for words in (GOAL, "一起吃午饭", "舒老师", "每周两次"):
        assert words in sheet
        assert words in paper.replace("\n", "")
    with cast.reading():
        [(name, editions)] = family_copy(cast.viewer("parent"), child_id)
    assert name == "plans"
    assert editions[0]["goal"] == GOAL
    assert editions[0]["measures"][0]["who"] == "舒老师"


def test_a_guardian_who_may_have_done_harm_gets_no_copy_of_the_plan(cast: Cast) -> None:
    child_id = parents_leave(cast)
    assert write(cast.signed_in("homeroom"), child_id) == 303
    filed(cast.signed_in("teacher"))
    with cast.reading():
        assert family_copy(cast.viewer("parent"), child_id) == []
