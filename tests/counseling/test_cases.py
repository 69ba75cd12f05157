"""A child's way through the room: asked for, opened, watched at a level two people agree on, handed over, closed."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.access.permissions import Role, Tier
from portal.children.models import Child
from portal.core import clock
from portal.core.contributions import declared_settings
from portal.core.db import session
from portal.core.errors import Refused
from portal.counseling.codes import Level, Origin, State
from portal.counseling.models import Case, LevelChange, Referral
from portal.counseling.operations.cases import hand_over, move, open_case
from portal.counseling.operations.levels import decide, propose
from portal.counseling.signals import read, signals
from portal.people.models import Post
from portal.school.operations.keeping import change_setting
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.counseling.room_of import CLIENT, case_for, colleague, draft, signed, the_case
from tests.forms import send

SEEN = "金丝雀上课总睡着"
TOLD_BACK = "午休请让她补觉"


def refer(cast: Cast, who: str = "homeroom", **more: str) -> int:
    browser, child_id = cast.signed_in(who), cast.child_id()
    page = f"/children/{child_id}/counseling/referral"
    found = CLIENT.search(browser.get(page).text)
    assert found
    base = {"client_id": found[1], "wanted": "talk", "seen": SEEN, "urgency": "week"}
    answer = send(browser, page, base | more)
    assert answer.status_code == 303, answer.text[-800:]
    send(browser, page, base | more)  # sent twice, it is one
    with cast.reading():
        return session().scalars(select(Referral.id)).one()


def test_who_may_ask_the_counselor_and_who_keeps_cases(cast: Cast) -> None:
    child_id, case_id = cast.child_id(), case_for(cast)
    near = {"lead", "principal", "counselor", "homeroom", "dormitory"}
    assert cast.who_enters(f"/children/{child_id}/counseling/referral") == near
    assert cast.who_enters(f"/counseling/cases/{case_id}") == {"counselor"}
    assert cast.who_enters("/counseling") == {"counselor"}
    assert cast.who_enters("/counseling/watch") == {"lead", "principal"}
    assert cast.who_enters("/counseling/statistics") == {"counselor", "lead", "principal"}


def test_a_teacher_is_told_that_it_was_read_and_what_to_do(cast: Cast) -> None:
    referral_id = refer(cast)
    homeroom, counselor = cast.signed_in("homeroom"), cast.signed_in("counselor")
    assert "还没读" in homeroom.get("/counseling/referrals").text
    assert "答复关于" in counselor.get("/today").text
    send(counselor, f"/counseling/referrals/{referral_id}/reading", page="/counseling")
    assert "还没读" not in homeroom.get("/counseling/referrals").text
    page = f"/counseling/referrals/{referral_id}"
    assert SEEN in counselor.get(page).text
    assert send(counselor, page, {"reply": "advised", "words": TOLD_BACK}, page=page).status_code == 303
    told = homeroom.get("/counseling/referrals").text
    assert TOLD_BACK in told
    assert SEEN not in told
    assert "答复关于" not in counselor.get("/today").text


def test_a_case_opened_from_a_referral_answers_it_and_opens_the_file_to_its_counselor(cast: Cast) -> None:
    referral_id, child_id = refer(cast), cast.child_id()
    counselor = cast.signed_in("counselor")
    page = f"/children/{child_id}/counseling/case?referral={referral_id}"
    assert SEEN in counselor.get(page).text
    assert send(counselor, page, {"reason": "睡得少", "origin": "teacher"}, page=page).status_code == 303
    with cast.reading():
        assert cast.viewer("counselor").reaches(Tier.CLINICAL).child_ids == {child_id}
        assert session().scalars(select(Referral)).one().answered_at
    assert send(counselor, f"/children/{child_id}/counseling/case", {"reason": "再开", "origin": "pupil"}).status_code == 422
    assert "我会和孩子见面" in cast.signed_in("homeroom").get("/counseling/referrals").text


def test_a_referral_left_alone_comes_to_the_lead_and_then_to_the_principal(cast: Cast) -> None:
    referral_id = refer(cast, urgency="now")
    words = "没有按时答复"
    assert words not in cast.signed_in("lead").get("/today").text
    with cast.writing() as opened:
        opened.get_one(Referral, referral_id).made_at = clock.now() - timedelta(hours=2)
    assert words in cast.signed_in("lead").get("/today").text
    assert words not in cast.signed_in("principal").get("/today").text
    with cast.writing() as opened:
        opened.get_one(Referral, referral_id).due = clock.today() - timedelta(days=5)
    assert words in cast.signed_in("principal").get("/today").text


def test_a_level_needs_two_people_and_never_falls_by_being_proposed(cast: Cast) -> None:
    case_id = case_for(cast, level=Level.ORANGE)
    counselor, lead = cast.signed_in("counselor"), cast.signed_in("lead")
    page = f"/counseling/cases/{case_id}/level"
    version = str(the_case(cast, case_id).version)
    assert send(counselor, page, {"level": "blue", "reason": "好多了", "version": version}).status_code == 303
    case = the_case(cast, case_id)
    assert case.watched is Level.ORANGE
    assert case.review_due <= clock.today() + timedelta(days=3)
    with cast.reading():
        change_id = session().scalars(select(LevelChange.id)).one()
    own = f"/counseling/levels/{change_id}"
    assert cast.who_enters(own) == {"lead", "principal"}  # not who proposed it
    assert "确认" in lead.get("/today").text
    assert send(lead, own, {"confirmed": "no", "words": ""}).status_code == 422
    assert send(lead, own, {"confirmed": "yes"}).status_code == 303
    assert the_case(cast, case_id).watched is Level.BLUE
    assert lead.get(own).status_code == 404


def test_nobody_confirms_their_own_proposal_whatever_the_door(cast: Cast) -> None:
    case_id = case_for(cast)
    with cast.writing():
        viewer = cast.viewer("counselor")
        change = propose(session().get_one(Case, case_id), Level.RED, "有计划", by=viewer)
        with pytest.raises(Refused, match="由别人确认"):
            decide(change, True, "", by=viewer)


def test_a_mild_level_is_confirmed_among_counselors_when_there_are_two(cast: Cast) -> None:
    colleague(cast)
    case_id = case_for(cast)
    with cast.writing():
        change = propose(session().get_one(Case, case_id), Level.YELLOW, "看得勤些", by=cast.viewer("counselor"))
        change_id = change.id
    own = f"/counseling/levels/{change_id}"
    assert cast.signed_in("lead").get(own).status_code == 404
    assert cast.signed_in("second").get(own).status_code == 200


def test_lead_and_principal_know_the_two_strictest_levels_by_name_and_no_other(cast: Cast) -> None:
    case_id = case_for(cast, level=Level.YELLOW)
    for key in ("lead", "principal"):
        assert CHILD not in cast.signed_in(key).get("/counseling/watch").text
    with cast.writing() as opened:
        opened.get_one(Case, case_id).level = Level.RED.value
    for key in ("lead", "principal"):
        assert CHILD in cast.signed_in(key).get("/counseling/watch").text
    child_id = cast.child_id()
    with cast.reading():
        assert read([child_id], clock.today())[child_id]["counseling.level"].value == 3


def test_nothing_that_protects_a_child_is_left_open_by_closing(cast: Cast) -> None:
    case_id = case_for(cast, level=Level.RED)
    counselor = cast.signed_in("counselor")
    draft_id = draft(counselor, case_id)
    with cast.writing():
        case, viewer = session().get_one(Case, case_id), cast.viewer("counselor")
        with pytest.raises(Refused, match="等级降下来"):
            move(case, State.CLOSED, "好了", by=viewer)
        case.level = Level.BLUE.value
        with pytest.raises(Refused, match="草稿"):
            move(case, State.CLOSED, "好了", by=viewer)
        with pytest.raises(Refused, match="不能从这里"):
            move(case, State.RETURNING, "", by=viewer)
    assert draft_id
    assert the_case(cast, case_id).state is State.OPENED


def test_a_closed_case_is_opened_again_unless_a_newer_one_runs(cast: Cast) -> None:
    case_id = case_for(cast)
    with cast.writing():
        case, viewer = session().get_one(Case, case_id), cast.viewer("counselor")
        move(case, State.CLOSED, "好了", by=viewer)
        assert cast.viewer("counselor").reaches(Tier.WELFARE).child_ids == frozenset()
        move(case, State.OPENED, "又睡不好", by=viewer)
        move(case, State.CLOSED, "好了", by=viewer)
    case_for(cast, reason="新的")
    with cast.writing(), pytest.raises(Refused, match="更新的个案"):
        move(session().get_one(Case, case_id), State.OPENED, "再开", by=cast.viewer("counselor"))


def test_a_case_goes_to_a_colleague_and_the_sealed_notes_stay(cast: Cast) -> None:
    second_id, case_id = colleague(cast), case_for(cast)
    counselor, second = cast.signed_in("counselor"), cast.signed_in("second")
    session_id = signed(counselor, case_id, said="金丝雀原话")
    assert second.get(f"/counseling/cases/{case_id}").status_code == 404
    page = f"/counseling/cases/{case_id}/colleague"
    version = str(the_case(cast, case_id).version)
    given = {"to": str(second_id), "words": "每周二见面", "version": version}
    assert send(counselor, page, given).status_code == 303
    shown = second.get(f"/counseling/cases/{case_id}").text
    assert "每周二见面" in shown
    assert "金丝雀原话" not in shown
    assert second.get(f"/counseling/notes/{session_id}").status_code == 403
    assert "金丝雀原话" in counselor.get(f"/counseling/notes/{session_id}").text
    assert counselor.get(f"/counseling/cases/{case_id}").status_code == 404


def test_a_case_whose_counselor_has_left_is_taken_by_a_colleague(cast: Cast) -> None:
    colleague(cast)
    case_id = case_for(cast)
    with cast.writing():
        with pytest.raises(Refused):
            hand_over(session().get_one(Case, case_id), cast.viewer("second").person_id, "", by=cast.viewer("second"))
        post = session().scalars(select(Post).where(Post.role == Role.COUNSELOR).order_by(Post.id)).first()
        assert post
        post.until_day = clock.today() - timedelta(days=1)
    second = cast.signed_in("second")
    assert "已离任" in second.get("/counseling").text
    assert send(second, f"/counseling/cases/{case_id}/taking", page="/counseling").status_code == 303
    assert second.get(f"/counseling/cases/{case_id}").status_code == 200


def test_who_saves_second_is_told_that_somebody_saved_meanwhile(cast: Cast) -> None:
    case_id = case_for(cast)
    counselor = cast.signed_in("counselor")
    page, old = f"/counseling/cases/{case_id}/review", str(the_case(cast, case_id).version)
    assert send(counselor, page, {"words": "好些了", "version": old}).status_code == 303
    with cast.writing() as opened:
        opened.get_one(Case, case_id).review_due = clock.today()
    assert send(counselor, page, {"words": "又写一次", "version": old}).status_code == 409


def test_a_plan_has_goals_that_are_looked_back_on(cast: Cast) -> None:
    case_id = case_for(cast)
    counselor = cast.signed_in("counselor")
    page = f"/counseling/cases/{case_id}/goals/new"
    due = clock.today().isoformat()
    assert send(counselor, page, {"words": "每晚九点睡", "means": "和奶奶约好", "due": due}).status_code == 303
    assert "回看" in counselor.get("/today").text
    found = counselor.get(f"/counseling/cases/{case_id}").text
    assert "每晚九点睡" in found
    goal = f"/counseling/cases/{case_id}/goals/1"
    assert send(counselor, goal, {"outcome": "partly", "words": "周末还晚"}).status_code == 303
    assert "做到一部分" in counselor.get(f"/counseling/cases/{case_id}").text


@pytest.mark.parametrize(("used", "mildest"), [(3, Level.YELLOW), (4, Level.BLUE), (5, Level.GREEN)])
def test_a_school_uses_as_many_levels_as_it_says_and_a_case_begins_at_the_mildest(cast: Cast, used: int, mildest: Level) -> None:
    other_id = cast.child_id(OTHER_CHILD)
    with cast.writing():
        change_setting(declared_settings()["counseling.levels"], str(used), version=0, by=cast.viewer("lead"))
    cast.database.memory.clear()
    case_id, counselor = case_for(cast, level=Level.ORANGE), cast.signed_in("counselor")
    page = counselor.get(f"/counseling/cases/{case_id}/level").text
    assert re.findall(r'name="level"[^>]*value="(\w+)"', page) == [level.value for level in tuple(Level)[:used]]
    with cast.writing():
        other = open_case(session().get_one(Child, other_id), "话少了", Origin.TEACHER, by=cast.viewer("counselor"))
        assert other.watched is mildest
    with cast.reading():
        found = signals.read([other_id], clock.today())[other_id]["counseling.level"]
        assert found.value == {3: 1, 4: 0, 5: 0}[used], "never less than none"
