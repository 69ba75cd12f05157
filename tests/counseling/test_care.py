"""Around a case: a crisis with clocks, who was told, letters outward, coming back, partners, papers."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select

from portal.core import clock
from portal.core.contributions import Source
from portal.core.db import session
from portal.core.errors import Refused
from portal.counseling.codes import CrisisAct, Danger, Level, State
from portal.counseling.duties import duties
from portal.counseling.models import Case, Crisis, CrisisStep, Letter, Telling
from portal.counseling.operations.crises import begin_crisis, end_crisis, take_up
from tests.cast import CHILD, Cast
from tests.counseling.room_of import case_for, draft, fields, signed, the_case
from tests.forms import send

NOTE = "金丝雀原话"


def begun(cast: Cast, danger: Danger = Danger.SELF) -> tuple[int, int]:
    """A crisis of a case: their numbers."""
    case_id = case_for(cast)
    with cast.writing():
        return case_id, begin_crisis(session().get_one(Case, case_id), danger, "需要有人陪", by=cast.viewer("counselor")).id


def crisis_of(cast: Cast, crisis_id: int) -> Crisis:
    with cast.reading():
        return session().get_one(Crisis, crisis_id)


def steps(cast: Cast, crisis_id: int) -> dict[CrisisAct, CrisisStep]:
    with cast.reading():
        return {step.act: step for step in session().scalars(select(CrisisStep).where(CrisisStep.crisis_id == crisis_id))}


def test_a_yes_to_a_question_of_safety_starts_the_clocks_even_from_a_draft(cast: Cast) -> None:
    case_id = case_for(cast)
    counselor = cast.signed_in("counselor")
    session_id = draft(counselor, case_id)
    page = f"/counseling/sessions/{session_id}"
    given = fields(counselor, session_id, safe_self="yes", said=NOTE)
    answer = send(counselor, page, given | {"draft": "yes"}, page=page)
    assert answer.location.endswith(f"/counseling/cases/{case_id}#crisis")
    with cast.reading():
        crisis = session().scalars(select(Crisis)).one()
    assert set(steps(cast, crisis.id)) >= {CrisisAct.WATCH, CrisisAct.GUARDIAN, CrisisAct.HOSPITAL}
    again = fields(counselor, session_id, safe_self="yes", said=NOTE)
    assert send(counselor, page, again, page=page).status_code == 303
    with cast.reading():
        assert len(session().scalars(select(Crisis)).all()) == 1, "the same danger is not begun twice"
    for key in ("lead", "principal"):
        assert NOTE not in cast.signed_in(key).get(f"/counseling/crises/{crisis.id}").text


def test_the_lead_is_told_at_once_and_the_principal_when_nobody_takes_it_up(cast: Cast) -> None:
    _case_id, crisis_id = begun(cast)
    words = "有危险：请接手"
    assert words in cast.signed_in("lead").get("/today").text
    assert words not in cast.signed_in("principal").get("/today").text
    with cast.writing() as opened:
        opened.get_one(Crisis, crisis_id).began_at = clock.now() - timedelta(hours=1)
    assert words in cast.signed_in("principal").get("/today").text
    send(cast.signed_in("lead"), f"/counseling/crises/{crisis_id}/taking", page=f"/counseling/crises/{crisis_id}")
    assert crisis_of(cast, crisis_id).taken_at
    for key in ("lead", "principal"):
        assert words not in cast.signed_in(key).get("/today").text


def test_whoever_began_it_does_not_take_it_up_and_others_do_not_find_it(cast: Cast) -> None:
    _case_id, crisis_id = begun(cast)
    assert cast.who_enters(f"/counseling/crises/{crisis_id}") == {"counselor", "lead", "principal"}
    with cast.writing(), pytest.raises(Refused):
        take_up(session().get_one(Crisis, crisis_id), 1, by=cast.viewer("counselor"))


def test_each_step_stands_on_the_counselors_desk_by_the_hour_and_late_on_the_leads(cast: Cast) -> None:
    _case_id, crisis_id = begun(cast)
    with cast.app.test_request_context(), cast.reading():
        own = [one for one in duties(cast.viewer("counselor"), clock.today()) if "step" in one.key]
        lead = [one for one in duties(cast.viewer("lead"), clock.today()) if "step" in one.key]
    assert len(own) == len(steps(cast, crisis_id))
    assert all(one.due_at for one in own)
    assert {one.source for one in own} == {Source.LAW, Source.POLICY, Source.PRACTICE}
    assert lead == []
    with cast.writing() as opened:
        opened.scalars(select(CrisisStep).where(CrisisStep.act == CrisisAct.GUARDIAN)).one().due_at = clock.now() - timedelta(
            minutes=1
        )
    assert "告知监护人" in cast.signed_in("lead").get("/today").text


def test_a_crisis_ends_when_every_step_is_done_or_not_needed_with_a_reason(cast: Cast) -> None:
    _case_id, crisis_id = begun(cast)
    counselor = cast.signed_in("counselor")
    page = f"/counseling/crises/{crisis_id}"
    assert send(counselor, f"{page}/ending", {"words": "好了"}).status_code == 422
    for act, step in steps(cast, crisis_id).items():
        own = f"{page}/steps/{step.id}"
        if act is CrisisAct.BUREAU:
            assert send(counselor, own, {"needed": "no", "words": "没有达到上报情形"}).status_code == 303
        else:
            assert send(counselor, own, {"needed": "no", "words": "不用"}).status_code in (303, 422)
    for step in steps(cast, crisis_id).values():
        if step.done_at is None:
            always = (CrisisAct.TEAM, CrisisAct.WATCH, CrisisAct.HOMEROOM, CrisisAct.GUARDIAN, CrisisAct.ASSESS)
            assert step.act in always
            send(counselor, f"{page}/steps/{step.id}", {"needed": "yes", "words": "方老师一直陪着"})
    assert send(counselor, f"{page}/ending", {"words": "由奶奶接回"}).status_code == 303
    with cast.writing(), pytest.raises(Refused):
        end_crisis(session().get_one(Crisis, crisis_id), "再结束", 1, by=cast.viewer("counselor"))


def test_telling_the_guardian_breaks_secrecy_with_a_reason_and_does_the_step(cast: Cast) -> None:
    case_id, crisis_id = begun(cast)
    counselor = cast.signed_in("counselor")
    page = f"/counseling/cases/{case_id}/tellings/new"
    told = {"told": "guardian", "name": "林海生", "way": "telephone", "words": "孩子需要陪伴，请今天来校"}
    assert send(counselor, page, told).status_code == 422
    assert send(counselor, page, told | {"broke_because": "可能伤害自己"}).status_code == 303
    assert steps(cast, crisis_id)[CrisisAct.GUARDIAN].done_at
    with cast.reading():
        telling = session().scalars(select(Telling)).one()
    assert telling.answer_due == clock.today() + timedelta(days=3)
    assert "再问问" in counselor.get("/today").text
    assert "突破保密" in counselor.get(f"/counseling/cases/{case_id}").text
    answer = f"/counseling/cases/{case_id}/tellings/{telling.id}"
    assert send(counselor, answer, {"words": "父亲明早到校"}).status_code == 303
    assert "再问问" not in counselor.get("/today").text


def letter(counselor: FlaskClient, case_id: int, **more: str) -> int:
    base = {
        "partner": "0",
        "to": "区人民医院",
        "consent": "given",
        "consent_by": "林海生，父亲",
        "reason": "夜里睡不着",
        "contact": "舒宁",
    }
    return send(counselor, f"/counseling/cases/{case_id}/letters/new", base | more).status_code


def test_a_letter_needs_consent_or_a_crisis_and_prints_without_a_note_or_number(cast: Cast) -> None:
    case_id = case_for(cast)
    counselor = cast.signed_in("counselor")
    signed(counselor, case_id, said=NOTE)
    with cast.writing() as opened:
        opened.get_one(Case, case_id).state = State.ASSESSED
    assert letter(counselor, case_id, consent_by="") == 422
    assert letter(counselor, case_id, consent="emergency") == 422
    assert letter(counselor, case_id) == 303
    assert the_case(cast, case_id).state is State.REFERRED
    pdf = counselor.get(f"/counseling/cases/{case_id}/letters/1/letter.pdf").data
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    for word in ("区人民医院", "林海生", CHILD, "夜里睡不着", "给学校的回信"):
        assert word in text, word
    assert NOTE not in text


def test_a_child_comes_back_only_after_it_was_assessed_how(cast: Cast) -> None:
    case_id = case_for(cast)
    counselor = cast.signed_in("counselor")
    with cast.writing() as opened:
        opened.get_one(Case, case_id).state = State.ASSESSED
    assert letter(counselor, case_id) == 303
    page = f"/counseling/cases/{case_id}/state"
    moved = {"state": "returning", "words": "医生说可以上课", "version": str(the_case(cast, case_id).version)}
    assert send(counselor, page, moved).status_code == 303
    on = {"state": "intervening", "words": "每周见面", "version": str(the_case(cast, case_id).version)}
    assert "先做复学评估" in send(counselor, page, on).text
    back = {"day": clock.today().isoformat(), "present": "父亲、方老师", "outcome": "partly", "adult": "方老师"}
    back |= {"review_due": (clock.today() + timedelta(days=7)).isoformat(), "safety": "课间有人陪"}
    assert send(counselor, f"/counseling/cases/{case_id}/returns/new", back).status_code == 303
    on["version"] = str(the_case(cast, case_id).version)
    assert send(counselor, page, on).status_code == 303
    assert "一步一步回来" in counselor.get(f"/counseling/cases/{case_id}").text


def test_after_a_letter_the_portal_asks_how_it_went(cast: Cast) -> None:
    case_id = case_for(cast)
    counselor = cast.signed_in("counselor")
    with cast.writing() as opened:
        opened.get_one(Case, case_id).state = State.ASSESSED
    letter(counselor, case_id)
    with cast.writing() as opened:
        opened.scalars(select(Letter)).one().feedback_due = clock.today()
    assert "问问" in counselor.get("/today").text
    assert send(counselor, f"/counseling/cases/{case_id}/letters/1", {"words": "在吃饭睡觉上好些了"}).status_code == 303
    assert "问问" not in counselor.get("/today").text


def test_the_growth_record_has_the_way_and_no_sealed_word(cast: Cast) -> None:
    case_id = case_for(cast, reason="话少了", level=Level.YELLOW)
    counselor = cast.signed_in("counselor")
    signed(counselor, case_id, said=NOTE, line="午休补觉")
    pdf = counselor.get(f"/counseling/cases/{case_id}/growth.pdf").data
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    for word in ("成长信息记录", "话少了", "午休补觉", "沙盘或绘画"):
        assert word in text, word
    assert NOTE not in text


def test_partners_are_kept_by_counselors_and_read_by_who_works_with_children(cast: Cast) -> None:
    counselor = cast.signed_in("counselor")
    given = {"version": "1", "kind": "hospital", "name": "区人民医院", "telephone": "023-12345678", "offers": "儿童心理门诊"}
    assert send(counselor, "/counseling/partners/new", given).status_code == 303
    assert "区人民医院" in cast.signed_in("teacher").get("/counseling/partners").text
    own = "/counseling/partners/1"
    assert send(counselor, own, given | {"name": "县医院"}).status_code == 303
    assert send(counselor, own, given | {"name": "市医院"}).status_code == 409
    assert send(counselor, own, given | {"version": "2", "ended": "y"}).status_code == 303
    assert (
        "医院"
        not in cast.signed_in("teacher")
        .get("/counseling/partners")
        .text.split("<main")[1]
        .split("</table>")[0]
        .split("儿童科的医院")[0]
    )
