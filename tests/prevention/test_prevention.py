"""Prevention: what a term owes and of whom, places nobody sees, and a survey that cannot be led back to a pupil."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from sqlalchemy import delete, select

from portal.core import clock
from portal.core.db import session
from portal.core.submissions import Submission
from portal.journal.models import JournalRow
from portal.prevention.models import Activity, Survey, SurveyAnswer, SurveySlip
from portal.prevention.rules import fresh_code, normal_code, shown_groups, tally
from portal.school.models import SchoolClass, Term
from tests.cast import Cast
from tests.counting import statements
from tests.forms import send, token_of

KEEPERS = {"lead", "homeroom", "other_homeroom"}


@pytest.fixture
def school(cast: Cast) -> Cast:
    """A term that runs."""
    today = clock.today()
    with cast.writing():
        first, last = today - timedelta(days=60), today + timedelta(days=60)
        session().add(Term(academic_year=today.year, ordinal=1, first_day=first, last_day=last))
    return cast


def class_ids(cast: Cast) -> list[int]:
    with cast.reading():
        return list(session().scalars(select(SchoolClass.id).order_by(SchoolClass.number)))


def hold(browser: FlaskClient, **more: object) -> int:
    filled = {"kind": "class_meeting", "day": clock.today().isoformat(), "topic": "玩笑和欺凌", "class_id": 0, **more}
    return send(browser, "/prevention/activities/new", filled).status_code


def test_who_keeps_prevention(school: Cast) -> None:
    assert school.who_enters("/prevention") == KEEPERS
    assert school.who_enters("/prevention/counts") == {"lead", "principal", "inspector"}


def test_a_term_owes_until_it_is_held(school: Cast) -> None:
    lead, homeroom = school.signed_in("lead"), school.signed_in("homeroom")
    own, other = class_ids(school)
    owed = ("全体学生欺凌专项调查", "全校专题教育", "教职工培训", "防欺凌主题班会")
    assert all(words in lead.get("/today").text for words in owed)
    assert "五（1）班防欺凌主题班会" in homeroom.get("/today").text
    assert "教职工培训" not in homeroom.get("/today").text
    for _ in range(2):
        assert hold(homeroom, class_id=own) == 303
        assert hold(lead, class_id=other) == 303
    assert hold(lead, kind="theme_education") == 303
    assert hold(lead, kind="staff_training", people=42) == 303
    assert "家长培训" in lead.get("/today").text
    assert hold(lead, kind="parent_training", people=60) == 303
    assert "家长培训" not in lead.get("/today").text
    opened = send(lead, "/prevention/surveys", page="/prevention")
    assert opened.status_code == 303
    assert not any(words in lead.get("/today").text for words in owed)
    assert "做完防欺凌调查" in lead.get("/today").text, "opened is not done"
    assert send(lead, f"{opened.location}/closing", page=opened.location).status_code == 303
    assert "做完防欺凌调查" not in lead.get("/today").text
    assert "五（1）班防欺凌主题班会" not in homeroom.get("/today").text


def test_a_homeroom_teacher_writes_for_the_own_class_only(school: Cast) -> None:
    own, other = class_ids(school)
    homeroom = school.signed_in("homeroom")
    assert hold(homeroom, class_id=other) == 422
    assert hold(homeroom, kind="staff_training") == 422
    assert hold(homeroom, class_id=0) == 422
    assert hold(homeroom, class_id=own, day=(clock.today() + timedelta(days=2)).isoformat()) == 422
    assert hold(homeroom, class_id=own) == 303
    assert (
        send(
            school.signed_in("other_homeroom"),
            "/prevention/activities/1/withdrawal",
            {"reason": "x"},
            page="/prevention/activities/new",
        ).status_code
        == 404
    )
    assert send(homeroom, "/prevention/activities/1/withdrawal", {"reason": "记错了日子"}).status_code == 303
    with school.reading() as opened:
        assert opened.scalars(select(Activity)).one().withdrawn_reason == "记错了日子"
    assert "已开 0 次" in homeroom.get("/today").text


def test_a_blind_spot_stands_on_the_desk_until_it_is_covered_and_two_editors_meet(school: Cast) -> None:
    homeroom, lead = school.signed_in("homeroom"), school.signed_in("lead")
    assert (
        send(homeroom, "/prevention/blind-spots/new", {"place": "西侧楼梯间", "cover": "none", "version": "1"}).status_code == 303
    )
    assert "处理一处盲区" in lead.get("/today").text
    path = "/prevention/blind-spots/1"
    assert send(lead, path, {"place": "西侧楼梯间", "cover": "camera", "version": "1"}).status_code == 303
    assert send(homeroom, path, {"place": "西侧楼梯间", "cover": "patrol", "version": "1"}).status_code == 409
    assert "处理一处盲区" not in lead.get("/today").text


def begun(school: Cast) -> str:
    return str(send(school.signed_in("lead"), "/prevention/surveys", page="/prevention").location)


def slips(browser: FlaskClient, survey: str, class_id: int) -> list[str]:
    paper = send(browser, f"{survey}/slips/{class_id}", page="/prevention/activities/new")
    assert paper.mimetype == "application/pdf", paper.status_code
    said = "".join(page.extract_text() for page in PdfReader(BytesIO(paper.data)).pages)
    return sorted(set(re.findall(r"\b[a-z0-9]{4}-[a-z0-9]{4}\b", said)))


def test_the_survey_is_answered_with_a_slip_once_and_leaves_no_trace(school: Cast) -> None:
    survey, (own, _other) = begun(school), class_ids(school)
    codes = slips(school.signed_in("homeroom"), survey, own)
    assert len(codes) == 3
    for browser in (school.app.test_client(), school.signed_in("parent")):
        code = codes.pop()
        asked = send(browser, "/survey", {"code": code.upper()})
        assert "有人打你" in asked.text
        answer = {"code": code, "hit": "often", "where": ["corridor"], "submission": "a-key", "csrf_token": token_of(asked)}
        assert "谢谢你" in browser.post("/survey/answers", data=answer).text
        assert browser.post("/survey/answers", data=answer).status_code == 422
    with school.reading() as opened:
        answers = opened.scalars(select(SurveyAnswer)).all()
        assert [one.answers for one in answers] == [{"hit": "often", "where": ["corridor"]}] * 2
        assert set(SurveyAnswer.__table__.columns.keys()) == {"id", "survey_id", "class_id", "answers"}
        assert set(SurveySlip.__table__.columns.keys()) == {"id", "survey_id", "class_id", "code", "used", "void"}
        assert opened.scalars(select(Submission).where(Submission.path.like("/survey%"))).all() == []
        assert not any("answer" in event for event in opened.scalars(select(JournalRow.event)))


def test_printing_again_makes_unused_slips_void_and_a_closed_survey_takes_nothing(school: Cast) -> None:
    survey, (own, other) = begun(school), class_ids(school)
    lead = school.signed_in("lead")
    first, second = slips(lead, survey, own), slips(lead, survey, own)
    browser = school.app.test_client()
    assert send(browser, "/survey", {"code": first[0]}).status_code == 422
    assert send(browser, "/survey", {"code": second[0]}).status_code == 200
    assert send(school.signed_in("homeroom"), f"{survey}/slips/{other}", page="/prevention/activities/new").status_code == 404
    assert send(school.signed_in("homeroom"), f"{survey}/closing", page="/prevention/activities/new").status_code == 404
    assert send(lead, f"{survey}/closing", page=survey).status_code == 303
    assert send(browser, "/survey", {"code": second[0]}).status_code == 422
    assert send(lead, f"{survey}/slips/{own}", page="/prevention/activities/new").status_code == 422


def test_somebody_may_decline_and_a_wrong_code_is_counted(school: Cast) -> None:
    survey, (own, _other) = begun(school), class_ids(school)
    code = slips(school.signed_in("lead"), survey, own)[0]
    browser = school.app.test_client()
    assert "谢谢你" in send(browser, "/survey/answers", {"code": code, "hit": "often", "declines": "yes"}, page="/survey").text
    with school.reading() as opened:
        assert opened.scalars(select(SurveyAnswer.answers)).one() == {}
    school.app.config["THROTTLED"] = True
    try:
        browser.environ_base["REMOTE_ADDR"] = "203.0.113.11"
        token = token_of(browser.get("/survey"))
        tries = [browser.post("/survey", data={"code": fresh_code(), "csrf_token": token}).status_code for _ in range(32)]
        assert tries.count(429) == 2
    finally:
        school.app.config["THROTTLED"] = False


def test_results_are_for_the_lead_and_small_groups_stay_hidden(school: Cast) -> None:
    survey, (own, other) = begun(school), class_ids(school)
    lead = school.signed_in("lead")
    assert "作答的人还太少" in lead.get(f"{survey}/results").text
    with school.writing() as opened:
        for class_id, count in ((own, 9), (other, 12)):
            opened.add_all(
                SurveyAnswer(survey_id=1, class_id=class_id, answers={"hit": "often", "told": ["nobody"]}) for _ in range(count)
            )
    page = lead.get(f"{survey}/results").text
    assert "21 份作答" in page
    assert "五（1）班" not in page
    assert "五（2）班" not in page, "of two classes the small one could be worked out from the other"
    assert "五（1）班" not in lead.get(f"{survey}/results?group=c{own}").text
    with school.writing() as opened:
        opened.add(SurveyAnswer(survey_id=1, class_id=own, answers={"hit": "never"}))
    assert "五（1）班 (10)" in lead.get(f"{survey}/results").text
    assert school.who_enters(f"{survey}/results") == {"lead"}
    assert school.who_enters(survey) == KEEPERS


@given(st.dictionaries(st.integers(1, 12), st.integers(0, 30), max_size=12), st.integers(5, 12))
def test_what_is_hidden_cannot_be_worked_out(answers: dict[int, int], least: int) -> None:
    grades = {class_id: class_id % 3 for class_id in answers}
    shown = shown_groups(answers, grades, least)
    by_grade = {grade: sum(count for id_, count in answers.items() if grades[id_] == grade) for grade in set(grades.values())}
    if not shown.school:
        assert sum(answers.values()) < least
        return
    assert all(by_grade[grade] >= least for grade in shown.grades)
    assert all(answers[class_id] >= least for class_id in shown.classes)
    rest = sum(count for grade, count in by_grade.items() if grade not in shown.grades)
    assert rest == 0 or rest >= least
    for grade in shown.grades:
        hidden = sum(count for id_, count in answers.items() if grades[id_] == grade and id_ not in shown.classes)
        assert hidden == 0 or hidden >= least
    assert {grades[class_id] for class_id in shown.classes} <= shown.grades


def test_codes_are_read_however_they_are_typed_and_answers_are_counted() -> None:
    code = fresh_code()
    assert normal_code(f" {code.upper().replace('-', ' ')} ") == code
    assert normal_code("kurz") == normal_code(None) == ""
    assert tally([{"where": ["a", "b"]}, {"where": ["a"]}, {}, {"where": "b"}], "where", ["a", "b", "c"]) == {
        "a": 2,
        "b": 2,
        "c": 0,
    }


def test_the_inspector_sees_figures_and_zero(school: Cast) -> None:
    desk = school.signed_in("inspector").get("/today").text
    assert "本学期要做的" in school.signed_in("inspector").get("/prevention/counts").text
    assert "欺凌预防" in desk
    assert "0 / 2" in desk


def test_the_pages_need_the_same_statements_whatever_their_length(school: Cast) -> None:
    lead, needed = school.signed_in("lead"), []
    survey = begun(school)
    for _round in range(2):
        hold(lead, kind="theme_education")
        with school.writing() as opened:
            opened.add_all(
                SurveyAnswer(survey_id=1, class_id=one, answers={"hit": "never"})
                for one in opened.scalars(select(SchoolClass.id)).all()
                for _ in range(12)
            )
        counts = []
        for path in ("/prevention", survey, f"{survey}/results"):
            lead.get(path)
            with statements(school.database) as seen:
                assert lead.get(path).status_code == 200
            counts.append(sum("journal" not in each for each in seen))
        needed.append(counts)
    assert needed[0] == needed[1]


def test_without_a_term_the_page_says_so_and_nothing_is_due(cast: Cast) -> None:
    with cast.writing() as opened:
        opened.execute(delete(Term))
    cast.database.memory.clear()
    lead = cast.signed_in("lead")
    assert "还没有学期" in lead.get("/prevention").text
    assert send(lead, "/prevention/surveys", page="/prevention/activities/new").status_code == 422
    assert cast.signed_in("inspector").get("/prevention/counts").status_code == 404
    with cast.reading() as opened:
        assert opened.scalars(select(Survey)).all() == []
