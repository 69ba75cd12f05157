"""After answering: who is told, who talks by when, what the talk changes, and what others learn of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select, update

from portal.core import clock
from portal.core.db import session
from portal.journal.models import JournalRow
from portal.risk.axes import Grade
from portal.risk.book import facts_of, rulebook
from portal.risk.queries.choices import choices
from portal.risk.rules import assess
from portal.screening.models import ConsentWord, Flag, Interview, Result, Sheet, TalkDue
from portal.screening.models.answering import Answer
from portal.screening.queries.child import answers_of
from portal.screening.signals import NAME, SAFETY, signals
from tests.cast import CHILD, Cast
from tests.forms import send
from tests.privacy.test_terms import empty, leaves
from tests.reporting.test_filing import filed
from tests.screening.school import Pupil, agree, give_code, participant, ready


def raise_a_flag(cast: Cast) -> tuple[int, int]:
    """A child answered yes to question 85; the round and the participant."""
    round_id = ready(cast, "mht")
    pupil = Pupil(cast)
    pupil.enter()
    pupil.answer(85, 1, script=True)
    child_id = cast.child_id()
    with cast.reading():
        return round_id, participant(round_id, child_id).id


def later(cast: Cast, minutes: int) -> None:
    """The flag was raised that long ago."""
    with cast.writing():
        session().execute(update(Flag).values(raised_at=clock.now() - timedelta(minutes=minutes)))


def desk(cast: Cast, key: str) -> str:
    return cast.signed_in(key).get("/today").text


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(1, {"counselor"}), (31, {"counselor", "lead"}), (61, {"counselor", "lead", "principal"})],
)
def test_a_flag_nobody_takes_goes_to_the_next_person(cast: Cast, minutes: int, told: set[str]) -> None:
    _round, participant_id = raise_a_flag(cast)
    later(cast, minutes)
    path = f"/screening/alerts/{participant_id}"
    assert cast.who_enters(path) == told
    for key in ("counselor", "lead", "principal", "homeroom", "teacher"):
        assert (f"见{CHILD}" in desk(cast, key)) is (key in told), key
    if "lead" in told:
        page = cast.signed_in("lead").get(path).text
        assert "第 85 题" not in page
        assert "请让心理老师现在去见这个孩子" in page


def test_whoever_takes_it_stops_the_clock_and_each_step_is_in_the_journal(cast: Cast) -> None:
    round_id, participant_id = raise_a_flag(cast)
    later(cast, 90)
    lead, path = cast.signed_in("lead"), f"/screening/alerts/{participant_id}"
    assert send(lead, path).status_code == 303
    assert lead.get(path).status_code == 404
    assert f"见{CHILD}" not in desk(cast, "principal")
    assert f"和{CHILD}当面聊" in desk(cast, "counselor"), "the talk itself is still due"
    counselor, child = cast.signed_in("counselor"), f"/screening/rounds/{round_id}/children/{cast.child_id()}"
    fields = {"day": clock.today(), "outcome": "watch", "attention": "1", "next_on": clock.today() + timedelta(days=7)}
    assert send(counselor, f"{child}/talk", fields).status_code == 303
    with cast.reading():
        due = session().scalars(select(TalkDue)).one()
        assert (due.due, due.due_at, due.settled_at) == (clock.today() + timedelta(days=7), None, None)
        steps = ("flag_raised", "alert_opened", "flag_acknowledged", "interview_noted")
        events = session().scalars(select(JournalRow.event)).all()
        assert all(f"screening.{step}" in events for step in steps)


def test_a_talk_settles_what_was_due_and_tells_others_only_what_was_released(cast: Cast) -> None:
    round_id, _participant = raise_a_flag(cast)
    counselor, child_id = cast.signed_in("counselor"), cast.child_id()
    path = f"/screening/rounds/{round_id}/children/{child_id}"
    with cast.reading():
        said = signals.read([child_id], clock.today())[child_id]
        assert (said[NAME].value, said[SAFETY].value) == (True, True)
    fields = {"day": clock.today(), "outcome": "support", "attention": "2", "note": "密语一"}
    fields |= {"advice": "课间陪一陪", "family": "周末打电话", "for_teachers": "y"}
    assert send(counselor, f"{path}/talk", fields).status_code == 303
    with cast.reading():
        assert signals.read([child_id], clock.today()) == {}
        assert session().scalars(select(Flag)).one().acknowledged_at
    homeroom = cast.signed_in("homeroom").get(f"/children/{child_id}").text
    assert "课间陪一陪" in homeroom
    assert "密语一" not in homeroom
    assert "周末打电话" not in homeroom
    assert "周末打电话" not in cast.signed_in("parent").get("/home").text, "not released"
    send(counselor, f"{path}/talk", {**fields, "for_family": "y"})
    home = cast.signed_in("parent").get("/home").text
    assert "周末打电话" in home
    assert "课间陪一陪" not in home
    assert "密语一" in counselor.get(path).text
    assert "密语一" not in counselor.get(f"/children/{child_id}").text, "notes stay on their own page"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"day": datetime(2099, 1, 1).date()}, "不能晚于今天"),
        ({"outcome": "not_met"}, "最晚哪天再试"),
        ({"for_teachers": "y"}, "请老师做什么"),
        ({"for_family": "y"}, "在家怎样"),
        ({"attention": ""}, "关注程度"),
    ],
)
def test_a_talk_says_what_comes_of_it(cast: Cast, change: dict[str, object], said: str) -> None:
    round_id = ready(cast)
    path = f"/screening/rounds/{round_id}/children/{cast.child_id()}/talk"
    fields = {"day": clock.today(), "outcome": "fine", "attention": "0"}
    answer = send(cast.signed_in("counselor"), path, {**fields, **change})
    assert answer.status_code == 422
    assert said in answer.text
    with cast.reading():
        assert session().scalars(select(Interview)).all() == []


def fill_in(cast: Cast, value: int, *, code: str = "22222-33333", lie: int = 0) -> None:
    """A whole MHT sheet."""
    pupil = Pupil(cast)
    assert pupil.enter(code) == 303
    fields = pupil.fields(1)
    for number in range(1, 101):
        given = lie if number in range(82, 101, 2) else 0 if number in (85, 97) else value
        pupil.answer(number, given, {**fields, "seen": "0"}, script=True)
    assert pupil.hand_in().status_code == 303


def test_a_doubtful_sheet_is_looked_at_and_filled_in_once_more(cast: Cast) -> None:
    round_id = ready(cast, "mht")
    fill_in(cast, 0, lie=1)
    counselor, child_id = cast.signed_in("counselor"), cast.child_id()
    path = f"/screening/rounds/{round_id}/children/{child_id}"
    page = counselor.get(f"/screening/rounds/{round_id}").text
    assert "作答需要核对" in page
    assert "核对题提示" in page
    with cast.reading():
        result = session().scalars(select(Result)).one()
        assert (result.content["status"], result.content["attention"]) == ("validity_failed", 0)
        assert "fast" in result.content["doubts"]
    assert send(counselor, f"{path}/retest", {"reason": "check", "opens_on": clock.today()}).status_code == 303
    assert send(counselor, f"{path}/retest", {"reason": "check", "opens_on": clock.today()}).status_code == 422
    give_code(cast, round_id, code="66666-77777")
    fill_in(cast, 0, code="66666-77777", lie=1)
    with cast.reading():
        assert [one.ordinal for one in session().scalars(select(Sheet).order_by(Sheet.id))] == [1, 2]
        assert session().scalars(select(TalkDue)).one().settled_at is None, "the check failed twice: a person talks"


def test_attention_sets_the_day_of_the_talk_and_withdrawal_hides_the_result(cast: Cast) -> None:
    round_id = ready(cast, "mht")
    fill_in(cast, 1)
    counselor, child_id = cast.signed_in("counselor"), cast.child_id()
    path = f"/screening/rounds/{round_id}/children/{child_id}"
    page = counselor.get(path).text
    assert "量表建议关注 3" in page
    assert "学习焦虑" in page
    assert "题目第1题" in counselor.get(f"{path}/answers").text
    assert "学习焦虑" in "".join(one.extract_text() for one in PdfReader(BytesIO(counselor.get(f"{path}/result.pdf").data)).pages)
    assert "学习焦虑" in counselor.get(f"/screening/rounds/{round_id}").text, "where a talk may begin"
    with cast.reading():
        assert session().scalars(select(TalkDue)).one().due > clock.today()
    assert f'value="{clock.today() + timedelta(days=14)}"' in counselor.get(f"{path}/retest").text
    with cast.writing():
        result = session().scalars(select(Result)).one()
        result.content = {**result.content, "attention": 2}
    assert f'value="{clock.today() + timedelta(days=28)}"' in counselor.get(f"{path}/retest").text, "some weeks later, not at once"
    agree(cast, round_id, word=ConsentWord.DECLINED)
    for each in (path, f"{path}/answers"):
        text = counselor.get(each).text
        assert "学习焦虑" not in text
        assert "题目第1题" not in text
    assert "撤回了同意" in counselor.get(path).text


def test_what_helps_at_home_is_not_shown_to_a_guardian_who_may_have_done_harm(cast: Cast) -> None:
    round_id = ready(cast)
    path = f"/screening/rounds/{round_id}/children/{cast.child_id()}/talk"
    fields = {"day": clock.today(), "outcome": "fine", "attention": "0", "family": "睡前给孩子打电话", "for_family": "y"}
    assert send(cast.signed_in("counselor"), path, fields).status_code == 303
    assert "睡前给孩子打电话" in cast.signed_in("parent").get("/home").text
    filed(cast.signed_in("teacher"))
    assert "睡前给孩子打电话" not in cast.signed_in("parent").get("/home").text


def test_results_past_their_term_are_emptied_and_the_childs_page_of_the_round_still_opens(cast: Cast) -> None:
    round_id, participant_id = raise_a_flag(cast)
    page = f"/screening/rounds/{round_id}/children/{cast.child_id()}"
    assert "第 85 题" in cast.signed_in("counselor").get(page).text
    leaves(cast, clock.today() - timedelta(days=4000))
    assert empty(cast, "screening.results") == 303
    answer = cast.signed_in("counselor").get(page)
    assert answer.status_code == 200
    assert "第 85 题" not in answer.text
    with cast.reading():
        assert answers_of(participant_id) == {}
        assert session().scalars(select(Answer.value)).all() == [""]
        assert session().scalars(select(Flag.what)).all() == ["—"]


def test_an_answer_about_safety_asks_for_the_closest_attention_until_somebody_has_talked(cast: Cast) -> None:
    round_id, _participant = raise_a_flag(cast)
    child_id, counselor = cast.child_id(), cast.signed_in("counselor")
    with cast.reading():
        assert assess(rulebook(), choices(), facts_of([child_id], clock.today())[child_id]).grade is Grade.CLOSE
    fields = {"day": clock.today(), "outcome": "support", "attention": "2", "note": "密语一"}
    assert send(counselor, f"/screening/rounds/{round_id}/children/{child_id}/talk", fields).status_code == 303
    with cast.reading():
        assert SAFETY not in facts_of([child_id], clock.today())[child_id]


def test_no_sheet_is_repeated_before_somebody_has_met_the_child(cast: Cast) -> None:
    round_id, _participant = raise_a_flag(cast)
    counselor = cast.signed_in("counselor")
    path = f"/screening/rounds/{round_id}/children/{cast.child_id()}"
    again = {"reason": "check", "opens_on": clock.today()}
    answer = send(counselor, f"{path}/retest", again)
    assert answer.status_code == 422
    assert "请先和孩子谈一谈" in answer.text
    away = {"day": clock.today(), "outcome": "not_met", "attention": "2", "next_on": clock.today()}
    assert send(counselor, f"{path}/talk", away).status_code == 303
    assert send(counselor, f"{path}/retest", again).status_code == 422, "not met is not talked"
    assert send(counselor, f"{path}/retest", again | {"reason": "event"}).status_code == 303, "something new happened"


def test_attention_three_is_talked_about_before_another_sheet(cast: Cast) -> None:
    round_id = ready(cast, "mht")
    fill_in(cast, 1)
    counselor = cast.signed_in("counselor")
    path = f"/screening/rounds/{round_id}/children/{cast.child_id()}"
    again = {"reason": "later", "opens_on": clock.today()}
    assert send(counselor, f"{path}/retest", again).status_code == 422
    met = {"day": clock.today(), "outcome": "watch", "attention": "2", "note": "聊过了", "advice": "金丝雀", "family": "金丝雀"}
    assert send(counselor, f"{path}/talk", met).status_code == 303
    assert send(counselor, f"{path}/retest", again).status_code == 303
    leaves(cast, clock.today() - timedelta(days=4000))
    assert empty(cast, "screening.results") == 303
    with cast.reading():
        content = session().scalars(select(Interview.content)).one()
        assert [content[key] for key in ("note", "advice", "family", "outcome")] == ["", "", "", "watch"]
