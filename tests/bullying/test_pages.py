"""The pages of cases: who opens them, what they show and never show, and how many statements they need."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from sqlalchemy import select

from portal.bullying.models.cases import BullyingCase, LockOut, Near, State
from portal.bullying.models.committee import Seat
from portal.bullying.models.steps import Clock, ClockKind, Step, StepKind
from portal.bullying.operations.committee import seat_member
from portal.bullying.operations.sides import lock_out
from portal.bullying.rules.procedure import Act
from portal.core import clock
from portal.core.contributions import declared_settings
from portal.core.db import session
from portal.core.errors import Refused
from portal.journal.models import JournalRow
from portal.school.operations.keeping import change_setting
from tests.bullying.walking import ACCUSED_SAID, TARGET_SAID, Walk, begin
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.counting import statements
from tests.forms import send

HANDLERS = {"lead", "principal"}


def a_case(cast: Cast, how: str = "submitted") -> int:
    with cast.writing():
        walk = getattr(begin(cast), how)()
        return int(walk.case.id)


def test_who_opens_a_case(cast: Cast) -> None:
    case_id = a_case(cast)
    # The counselor and the class teacher investigate; the teacher and the legal vice principal sit on the committee.
    assert cast.who_enters(f"/bullying/cases/{case_id}") == HANDLERS | {"counselor", "homeroom", "teacher", "legal"}
    assert cast.who_enters(f"/bullying/cases/{case_id}/steps/note") == HANDLERS
    assert cast.who_enters(f"/bullying/cases/{case_id}/file.pdf") == HANDLERS
    assert cast.who_enters("/bullying/counts") == HANDLERS | {"inspector"}
    assert cast.who_enters("/bullying/ledger.xlsx") == HANDLERS


def test_who_is_near_to_a_side_finds_no_case(cast: Cast) -> None:
    case_id = a_case(cast)
    with cast.writing():
        walk = Walk(session().get_one(BullyingCase, case_id), cast.viewer("lead"), cast, cast.app.config["PORTAL"].uploads)
        lock_out(walk.file, Near.ACCUSED, person_id=cast.account("principal").person_id, by=walk.by)
        lock_out(walk.file, Near.RELATIVE, person_id=cast.account("teacher").person_id, by=walk.by)
        assert session().scalars(select(LockOut)).all()
    assert cast.who_enters(f"/bullying/cases/{case_id}") == {"lead", "counselor", "homeroom", "legal"}
    number = f"{clock.today().year}-001"
    assert number not in cast.signed_in("principal").get("/bullying/cases").text
    assert number not in cast.signed_in("principal").get(f"/children/{cast.child_id()}").text
    assert number in cast.signed_in("lead").get("/bullying/cases").text


def test_the_class_teacher_of_who_is_said_to_have_done_it_stays_out_where_the_school_set_it(cast: Cast) -> None:
    with cast.writing():
        change_setting(declared_settings()["bullying.homeroom_stands_back"], "yes", version=0, by=cast.viewer("lead"))
    with cast.writing():
        walk = begin(cast).stopped()
        with pytest.raises(Refused, match="班主任应当回避"):
            seat_member(walk.file, Seat.INVESTIGATOR, person_id=cast.account("other_homeroom").person_id, by=walk.by)
        seat_member(walk.file, Seat.INVESTIGATOR, person_id=cast.account("homeroom").person_id, by=walk.by)


def test_no_page_of_a_case_shows_a_name(cast: Cast) -> None:
    case_id = a_case(cast, "in_force")
    lead = cast.signed_in("lead")
    for path in ("", "/steps/note", "/steps/guardian_told", "/evidence/new", "/letters/new", "/members/new", "/sides/new"):
        text = lead.get(f"/bullying/cases/{case_id}{path}").text
        assert "学生甲" in text or path in ("/members/new", "/sides/new")
        assert CHILD not in text, path
        assert OTHER_CHILD not in text, path
    assert CHILD not in lead.get("/bullying/cases").text
    assert CHILD not in lead.get("/today").text


def test_reading_a_case_is_noted_for_every_child_in_it(cast: Cast) -> None:
    case_id = a_case(cast)
    cast.signed_in("lead").get(f"/bullying/cases/{case_id}")
    with cast.reading():
        rows = session().scalars(select(JournalRow.child_id).where(JournalRow.event == "bullying.case_read")).all()
    assert set(rows) == {cast.child_id(CHILD), cast.child_id(OTHER_CHILD)}


def test_a_case_is_opened_carried_on_and_closed_early_by_forms(cast: Cast) -> None:
    lead = cast.signed_in("lead")
    wanted = {"kind": "verbal", "happened_on": clock.today().isoformat(), "place": "操场", "words": "起外号", "targets": CHILD}
    answer = send(lead, "/bullying/cases/new", {**wanted, "aggressors": "周朗\n没有此人"})
    assert answer.status_code == 422
    assert "没有找到「没有此人」" in answer.text
    answer = send(lead, "/bullying/cases/new", {**wanted, "aggressors": OTHER_CHILD})
    address = answer.headers["Location"]
    assert "写明怎样制止" in lead.get(address).text
    assert send(lead, f"{address}/steps/stopped", {"words": "老师分开", "happened_at": now()}).status_code == 303
    version = re.search(r'name="version" value="(\d+)"', lead.get(address).text)
    assert version
    move = {"act": "stop", "version": version[1]}
    assert send(lead, f"{address}/moves", move, page=address).status_code == 303
    assert send(lead, f"{address}/moves", move, page=address).status_code == 409
    late = {"act": "close_early", "version": str(int(version[1]) + 1), "reason": ""}
    refused = send(lead, f"{address}/moves", late, page=address)
    assert refused.status_code == 422
    assert "写明理由" in refused.text
    assert send(lead, f"{address}/moves", {**late, "reason": "核实为打闹，双方家长均已沟通。"}, page=address).status_code == 303
    with cast.reading():
        assert session().scalars(select(BullyingCase.state)).one() is State.CLOSED


def now() -> str:
    return clock.local(clock.now() - timedelta(minutes=2)).strftime("%Y-%m-%dT%H:%M")


def test_a_wrong_measure_is_not_kept_and_the_form_says_the_rule(cast: Cast) -> None:
    case_id = a_case(cast, "found")
    lead = cast.signed_in("lead")
    with cast.reading():
        told = select(Step.party_id).where(Step.kind == StepKind.GUARDIAN_TOLD).order_by(Step.seq.desc())
        party = session().scalars(told).first()
    wanted = {"party_id": party, "kind": "expulsion", "words": "开除", "from_day": clock.today().isoformat()}
    answer = send(lead, f"/bullying/cases/{case_id}/measures/new", wanted)
    assert answer.status_code == 422
    assert "义务教育阶段不得开除" in answer.text
    assert send(lead, f"/bullying/cases/{case_id}/measures/new", {**wanted, "kind": "apology"}).status_code == 303


def test_the_ledger_has_the_bureau_s_columns_and_no_name(cast: Cast) -> None:
    a_case(cast, "in_force")
    answer = cast.signed_in("lead").get("/bullying/ledger.xlsx")
    sheet = openpyxl.load_workbook(BytesIO(answer.data)).active
    assert sheet
    head, row = ([str(cell.value or "") for cell in line] for line in sheet.iter_rows())
    asked = "线索来源 报告人 频次 伤情与就医 首问人 双方监护人通知时间与方式 应结日 认定结论 惩戒或处分、期限 已报公安机关 "
    asked += "回访 结案日期 归档号"
    for title in asked.split():
        assert any(title in one for one in head), title
    whole = " ".join(row)
    assert "学生甲" in whole
    assert "构成欺凌" in whole
    for hidden in (CHILD, OTHER_CHILD, TARGET_SAID, ACCUSED_SAID):
        assert hidden not in whole


def test_the_bureaus_list_names_children_of_found_cases_only_and_each_is_noted(cast: Cast) -> None:
    page = "/bullying/bureau-list.xlsx"
    a_case(cast, "submitted")
    assert [row[2] for row in rows_of(cast, page)] == ["姓名"], "before a finding no name leaves a case"
    assert cast.who_enters(page) == HANDLERS


def test_the_bureaus_list_has_what_its_form_asks(cast: Cast) -> None:
    a_case(cast, "in_force")
    head, *rows = rows_of(cast, "/bullying/bureau-list.xlsx")
    for title in ("姓名", "性别", "班级", "学籍号", "监护人电话", "住址"):
        assert any(title in one for one in head), title
    assert {row[2] for row in rows} == {CHILD, OTHER_CHILD}
    for hidden in (TARGET_SAID, ACCUSED_SAID):
        assert hidden not in str(rows)
    with cast.reading():
        noted = session().scalars(select(JournalRow.child_id).where(JournalRow.event == "bullying.named_in_list")).all()
        assert len(set(noted)) == 2


def rows_of(cast: Cast, page: str) -> list[list[str]]:
    sheet = openpyxl.load_workbook(BytesIO(cast.signed_in("lead").get(page).data)).active
    assert sheet
    return [[str(cell.value or "") for cell in line] for line in sheet.iter_rows()]


def test_the_inspector_sees_counts_and_lateness_and_nobody(cast: Cast) -> None:
    a_case(cast, "in_force")
    inspector = cast.signed_in("inspector")
    assert "/bullying/counts" in inspector.get("/today").text
    text = inspector.get("/bullying/counts").text
    assert "立案 1 起" in text
    assert "完成调查" in text
    for hidden in (CHILD, OTHER_CHILD, "学生甲", "操场"):
        assert hidden not in text


def test_a_late_step_stays_late_on_the_page(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast)
        clock_of = session().scalars(select(Clock).where(Clock.kind == ClockKind.STOP)).one()
        clock_of.due = clock.today() - timedelta(days=2)
        walk.stopped()
        case_id = walk.case.id
    assert "晚了，" in cast.signed_in("lead").get(f"/bullying/cases/{case_id}").text
    assert re.search(r"立即制止.*?>1<", cast.signed_in("inspector").get("/bullying/counts").text, re.DOTALL)


def test_the_class_teacher_reads_the_safety_step_and_nothing_else(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast)
        walk.step(StepKind.PROTECTED, "课间由老师陪着去操场。", 0)
        walk.step(StepKind.PROTECTED, "座位调到前排。", 1)
    homeroom = cast.signed_in("homeroom")
    for path in ("/bullying/cases", f"/children/{cast.child_id()}"):
        text = homeroom.get(path).text
        assert "课间由老师陪着" in text
        assert "座位调到前排" not in text
        assert "起外号" not in text
        assert f"{clock.today().year}-001" not in text
    assert "课间由老师陪着" not in cast.signed_in("teacher").get("/bullying/cases").text
    assert "课间由老师陪着" not in cast.signed_in("other_homeroom").get("/bullying/cases").text


def test_running_clocks_stand_on_the_desk_of_who_handles_the_case(cast: Cast) -> None:
    a_case(cast, "stopped")
    lead = cast.signed_in("lead").get("/today").text
    assert "启动调查" in lead
    assert "通知监护人 · 学生甲" in lead
    assert "通知监护人 · 学生甲" not in cast.signed_in("homeroom").get("/today").text


def test_pages_need_few_statements_however_many_cases_there_are(cast: Cast) -> None:
    case_id = a_case(cast, "in_force")
    lead = cast.signed_in("lead")
    lead.get("/bullying/cases")

    def count(path: str) -> int:
        with statements(cast.database) as seen:
            assert lead.get(path).status_code == 200
        return len(seen)

    frame = count("/bullying/cases/new")
    paths = ("/bullying/cases", "/bullying/counts", "/bullying/ledger.xlsx", f"/bullying/cases/{case_id}")
    before = {path: count(path) for path in paths}
    assert before["/bullying/cases"] - frame <= 1
    a_case(cast, "submitted")
    a_case(cast, "stopped")
    lead.get("/bullying/cases")
    for path, needed in before.items():
        assert count(path) <= needed, path


def test_every_act_of_the_page_is_a_way_of_the_table(cast: Cast) -> None:
    case_id = a_case(cast, "in_force")
    lead = cast.signed_in("lead")
    assert send(lead, f"/bullying/cases/{case_id}/moves", {"act": "fly"}, page=f"/bullying/cases/{case_id}").status_code == 404
    wrong = {"act": Act.STOP.value, "version": "99"}
    assert send(lead, f"/bullying/cases/{case_id}/moves", wrong, page=f"/bullying/cases/{case_id}").status_code == 409
