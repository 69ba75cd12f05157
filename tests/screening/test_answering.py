"""A pupil answers: one question a screen, kept at once, nothing left behind, and whoever must hear of an answer does."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from portal.core.db import session
from portal.journal.models import JournalRow
from portal.screening.models import Answer, ConsentWord, Flag, FlagKind, Result, Sheet, TalkDue
from portal.screening.operations import answering, flags
from tests.cast import Cast
from tests.screening.school import CODE, Pupil, agree, give_code, open_in, ready

NEVER_TO_PUPILS = ("留守", "风险", "异常", "高危", "问题学生")


def count(cast: Cast, table: type) -> int:
    with cast.reading():
        return session().scalar(select(func.count()).select_from(table)) or 0


def test_a_pupil_answers_without_any_script_and_hands_the_sheet_in(cast: Cast) -> None:
    ready(cast)
    pupil = Pupil(cast)
    assert pupil.enter() == 303
    welcome = pupil.browser.get("/answer/welcome").text
    assert "林小禾" in welcome
    assert "舒宁" in welcome
    for number in range(1, 9):
        assert pupil.answer(number, 3 if number < 7 else 0).status_code == 303
    assert "全都答完了" in pupil.browser.get("/answer/end").text
    assert pupil.hand_in().location == "/answer/thanks"
    with cast.reading():
        result = session().scalars(select(Result)).one()
        assert result.content["total"] == 21
        assert result.content["status"] == "ok"
        assert session().scalars(select(Sheet)).one().handed_in_at


def test_every_page_offers_a_talk_and_never_uses_words_that_label(cast: Cast) -> None:
    ready(cast)
    pupil = Pupil(cast)
    pupil.enter()
    for path in ("/answer/welcome", "/answer/questions/1", "/answer/questions/8", "/answer/end", "/answer/support"):
        page = pupil.browser.get(path)
        assert not [word for word in NEVER_TO_PUPILS if word in page.text], path
        assert page.headers["Cache-Control"] == "no-store"
        assert "倒计时" not in page.text
    for path in ("/answer/questions/1", "/answer/questions/8", "/answer/end"):
        assert "我想和老师说说话" in pupil.browser.get(path).text
    pupil.press("/answer/talk")
    pupil.press("/answer/talk")
    with cast.reading():
        flag = session().scalars(select(Flag)).one()
        assert (flag.what, flag.kind) == ("wish_to_talk", FlagKind.SOON)
        assert session().scalars(select(TalkDue)).one().settled_at is None


def test_questions_may_be_left_out_and_the_sheet_taken_up_again(cast: Cast) -> None:
    ready(cast)
    pupil = Pupil(cast)
    pupil.enter()
    pupil.answer(1, 2)
    assert "/answer/questions/3" in pupil.browser.get("/answer/questions/2").text
    elsewhere = Pupil(cast)
    assert elsewhere.enter(" 22222 33333 ") == 303
    assert 'href="/answer/questions/2"' in elsewhere.browser.get("/answer/welcome").text
    assert 'value="2" checked' in elsewhere.browser.get("/answer/questions/1").text
    assert "还有 7 题没有答" in elsewhere.browser.get("/answer/end").text
    assert count(cast, Sheet) == 1


def test_nothing_of_the_pupil_stays_on_a_shared_computer(cast: Cast) -> None:
    ready(cast)
    pupil = Pupil(cast)
    pupil.enter()
    fields = pupil.fields(1)
    pupil.hand_in()
    assert pupil.browser.get_cookie("portal") is None
    assert pupil.browser.get("/answer/thanks").headers.get("Set-Cookie") is None
    assert pupil.browser.get("/answer/questions/1").location == "/answer?ended=1"
    assert pupil.browser.post("/answer/questions/1", data={**fields, "answer": "1"}).status_code in (302, 303, 400)
    assert pupil.enter() == 422, "a sheet handed in is not opened again"
    assert count(cast, Answer) == 0


def test_the_code_page_ends_the_sheet_that_was_open(cast: Cast) -> None:
    ready(cast)
    pupil = Pupil(cast)
    pupil.enter()
    pupil.browser.get("/answer")
    assert pupil.browser.get("/answer/questions/1").location == "/answer?ended=1"


def test_a_window_left_open_by_one_pupil_cannot_write_into_the_sheet_of_the_next(cast: Cast) -> None:
    round_id = ready(cast)
    agree(cast, round_id, "周朗")
    give_code(cast, round_id, "周朗", "44444-55555")
    pupil = Pupil(cast)
    pupil.enter()
    old = pupil.fields(1)
    pupil.enter("44444-55555")
    token = pupil.fields(1)["csrf_token"]
    assert pupil.answer(1, 3, {**old, "csrf_token": token}).location == "/answer?ended=1"
    assert pupil.answer(1, 3, {**old, "csrf_token": token}, script=True).status_code == 410
    assert count(cast, Answer) == 0


def test_two_windows_do_not_overwrite_each_other(cast: Cast) -> None:
    ready(cast)
    pupil = Pupil(cast)
    pupil.enter()
    first, second = pupil.fields(1), pupil.fields(1)
    assert pupil.answer(1, 1, first, script=True).json == {"seen": 1}
    told = pupil.answer(1, 3, second, script=True)
    assert told.status_code == 409
    assert "另一个窗口" in told.get_json()["words"]
    page = pupil.answer(1, 3, second)
    assert page.status_code == 409
    assert 'value="1" checked' in page.text, "what the other window saved is shown"
    assert pupil.answer(1, 1, second).status_code == 303, "the same answer is no conflict"
    assert pupil.answer(1, 3).status_code == 303, "whoever has seen it may change it"
    with cast.reading():
        answer = session().scalars(select(Answer)).one()
        assert (answer.value, answer.version) == ("3", 2)


@pytest.mark.parametrize(
    ("word", "opens"),
    [(None, 422), (ConsentWord.DECLINED, 422), (ConsentWord.GIVEN, 303)],
)
def test_a_code_opens_only_after_a_guardian_agreed(cast: Cast, word: ConsentWord | None, opens: int) -> None:
    round_id = open_in(cast)
    give_code(cast, round_id)
    if word:
        agree(cast, round_id, word=word)
    assert Pupil(cast).enter() == opens


def test_taking_agreement_back_closes_the_open_sheet(cast: Cast) -> None:
    round_id = ready(cast)
    pupil = Pupil(cast)
    pupil.enter()
    agree(cast, round_id, word=ConsentWord.DECLINED)
    assert pupil.browser.get("/answer/questions/1").location == "/answer?ended=1"
    assert pupil.enter() == 422


def test_wrong_codes_all_look_the_same_and_values_outside_the_options_are_refused(cast: Cast) -> None:
    ready(cast)
    pupil = Pupil(cast)
    assert [pupil.enter(code) for code in ("22222-33334", "x", "9" * 60)] == [422] * 3
    pupil.enter(CODE)
    assert pupil.answer(1, 9).status_code == 422
    assert pupil.browser.get("/answer/questions/9").status_code == 303


def test_a_risk_answer_raises_its_flag_with_the_answer_or_not_at_all(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    ready(cast, "mht")
    pupil = Pupil(cast)
    pupil.enter()
    real = flags.raise_flags

    def breaks(*parts: object) -> None:
        real(*parts)  # type: ignore[arg-type]
        raise ConnectionError

    monkeypatch.setattr(answering, "raise_flags", breaks)
    assert pupil.answer(85, 1, script=True).status_code == 500
    assert (count(cast, Answer), count(cast, Flag), count(cast, TalkDue)) == (0, 0, 0)
    monkeypatch.setattr(answering, "raise_flags", real)
    assert pupil.answer(85, 1, script=True).status_code == 200
    with cast.reading():
        flag = session().scalars(select(Flag)).one()
        assert (flag.what, flag.kind) == ("instant:85", FlagKind.URGENT)
        assert session().scalars(select(TalkDue)).one().due_at
        assert "screening.flag_raised" in session().scalars(select(JournalRow.event)).all()


def test_a_flag_stays_when_the_answer_is_changed_and_help_is_shown_once(cast: Cast) -> None:
    ready(cast, "mht")
    pupil = Pupil(cast)
    pupil.enter()
    helped = pupil.answer(85, 1)
    assert helped.location == "/answer/support?after=85"
    page = pupil.browser.get(helped.location).text
    assert "12356" in page
    assert 'href="/answer/questions/86"' in page
    assert pupil.answer(97, 1).location == "/answer/questions/98"
    pupil.answer(85, 0)
    assert count(cast, Flag) == 2
    pupil.answer(85, 1)
    assert count(cast, Flag) == 2, "the same flag stands once"


def test_a_safety_question_left_out_is_a_flag_when_the_sheet_is_handed_in(cast: Cast) -> None:
    ready(cast, "mht")
    pupil = Pupil(cast)
    pupil.enter()
    pupil.answer(1, 1)
    assert count(cast, Flag) == 0
    pupil.hand_in()
    with cast.reading():
        assert {flag.what for flag in session().scalars(select(Flag))} == {"risk_item_missing:85", "risk_item_missing:97"}
        assert session().scalars(select(Result)).one().content["status"] == "incomplete"
