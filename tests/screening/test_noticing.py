"""What asks for a talk beside the score: answers in a file, a refusal after an earlier flag, two people two steps apart."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from portal.core import clock
from portal.core.db import session
from portal.screening.models import (
    ConsentWay,
    ConsentWord,
    Flag,
    FlagKind,
    Participant,
    Result,
    Round,
    RoundKind,
    TalkDue,
)
from portal.screening.operations.consenting import say
from portal.screening.rules import far_apart
from tests.cast import CHILD, Cast
from tests.forms import send
from tests.screening.school import agree, open_in
from tests.screening.test_importing import NUMBERS, bring, know_numbers, take_in, workbook
from tests.screening.test_work import raise_a_flag

ITEMS = ["姓名", "身份证件号", "完成时间", *(f"第{item}题" for item in range(1, 101))]


def sheet(on: str, yes: Sequence[int]) -> io.BytesIO:
    answers = [1 if item in yes else 0 for item in range(1, 101)]
    return workbook([[CHILD, NUMBERS[CHILD], on, *answers]], ITEMS)


def talks(cast: Cast) -> list[TalkDue]:
    with cast.reading():
        return list(session().scalars(select(TalkDue).where(TalkDue.settled_at.is_(None))))


def flags(cast: Cast) -> list[Flag]:
    with cast.reading():
        return list(session().scalars(select(Flag)))


def test_an_answer_in_a_file_calls_like_one_given_here(cast: Cast) -> None:
    know_numbers(cast)
    take_in(cast, bring(cast, sheet(clock.today().isoformat(), [85]))[1])
    assert [flag.kind for flag in flags(cast)] == [FlagKind.URGENT]
    assert talks(cast)[0].due_at is not None
    assert f"见{CHILD}" in cast.signed_in("counselor").get("/today").text


def test_an_answer_of_an_earlier_year_asks_for_a_talk_and_calls_nobody(cast: Cast) -> None:
    know_numbers(cast)
    take_in(cast, bring(cast, sheet((clock.today() - timedelta(days=400)).isoformat(), [85]))[1])
    assert flags(cast) == []
    assert len(talks(cast)) == 1


def test_a_file_taken_back_takes_its_flags_along(cast: Cast) -> None:
    know_numbers(cast)
    address = bring(cast, sheet(clock.today().isoformat(), [85]))[1]
    take_in(cast, address)
    assert send(cast.signed_in("counselor"), f"{address}/taking-back", page=address).status_code == 303
    assert (flags(cast), talks(cast)) == ([], [])


@pytest.mark.parametrize(("word", "asked"), [(ConsentWord.DECLINED, 1), (ConsentWord.GIVEN, 0)])
def test_a_family_that_declines_after_an_earlier_flag(cast: Cast, word: ConsentWord, asked: int) -> None:
    raise_a_flag(cast)
    with cast.writing():
        session().execute(update(TalkDue).values(settled_at=clock.now()))
    round_id = open_in(cast)
    agree(cast, round_id, word=word)
    found = talks(cast)
    assert len(found) == asked
    if asked:
        assert found[0].due > clock.today()
        assert found[0].due_at is None, "a talk, not an alarm"
        page = cast.signed_in("counselor").get(f"/screening/rounds/{round_id}").text
        assert "这次没有作答；之前有需要听一听的回答" in page


def test_a_family_that_declines_without_one_is_asked_nothing(cast: Cast) -> None:
    agree(cast, open_in(cast), word=ConsentWord.DECLINED)
    assert talks(cast) == []


def test_a_refusal_the_platform_noted_counts_too(cast: Cast) -> None:
    raise_a_flag(cast)
    know_numbers(cast)
    with cast.writing():
        session().execute(update(TalkDue).values(settled_at=clock.now()))
    head = ["姓名", "身份证件号", "测评状态", "总分"]
    take_in(cast, bring(cast, workbook([[CHILD, NUMBERS[CHILD], "家长不同意", ""]], head))[1])
    assert len(talks(cast)) == 1


def of_parents(cast: Cast, attention: int, *, ago: int = 10, status: str = "ok", word: ConsentWord = ConsentWord.GIVEN) -> None:
    """What the parents' sheet said some days ago."""
    child_id, on = cast.child_id(), clock.today() - timedelta(days=ago)
    with cast.writing():
        by = cast.viewer("counselor")
        of = Round(
            name="家长问卷", kind=RoundKind.IMPORTED, scale="sdq_parent", scale_version=1, grades=[5], first_day=on, last_day=on,
            made_at=clock.now(),
        )  # fmt: skip
        session().add(of)
        session().flush()
        asked = Participant(round_id=of.id, child_id=child_id)
        session().add(asked)
        session().flush()
        content = {"status": status, "attention": attention, "flags": [], "doubts": []}
        session().add(
            Result(participant_id=asked.id, round_id=of.id, child_id=child_id, on=on, content=content, made_at=clock.now())
        )
        session().flush()
        say(asked, ConsentWord.GIVEN, ConsentWay.PAPER, by=by)
        if word is not ConsentWord.GIVEN:
            say(asked, word, ConsentWay.PAPER, by=by)


def test_two_people_two_steps_apart_ask_for_a_talk(cast: Cast) -> None:
    of_parents(cast, 2)
    know_numbers(cast)
    take_in(cast, bring(cast, sheet(clock.today().isoformat(), []))[1])
    [talk] = talks(cast)
    assert talk.child_id == cast.child_id()
    assert "家长或老师说的和孩子差得多" in cast.signed_in("counselor").get(f"/screening/rounds/{talk.round_id}").text


@pytest.mark.parametrize(
    "said",
    [{"attention": 1}, {"attention": 2, "ago": 200}, {"attention": 2, "status": "incomplete"},
     {"attention": 2, "word": ConsentWord.WITHDRAWN}],
    ids=["one step", "long ago", "not readable", "withdrawn"],
)  # fmt: skip
def test_what_is_no_difference_asks_for_nothing(cast: Cast, said: dict[str, object]) -> None:
    of_parents(cast, **said)  # type: ignore[arg-type]
    know_numbers(cast)
    take_in(cast, bring(cast, sheet(clock.today().isoformat(), []))[1])
    assert talks(cast) == []


def test_far_apart_is_two_steps_either_way() -> None:
    assert [(one, other) for one in range(4) for other in range(4) if far_apart(one, other)] == [
        (0, 2), (0, 3), (1, 3), (2, 0), (3, 0), (3, 1),
    ]  # fmt: skip
