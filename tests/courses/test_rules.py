"""Where somebody is after two devices spoke; which lesson comes first; what a certificate is called."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.courses.lesson.library import library
from portal.courses.lesson.shape import Stage, Suits, Topic
from portal.courses.rules import (
    Place,
    Situation,
    all_solved,
    finished,
    following,
    fresh_number,
    half_hidden,
    is_holiday_near,
    is_solved,
    moved,
    next_question,
    normal_number,
    recommended,
    solved_with,
    stage_of,
)

KEPT = Place(section=3, audio_seconds=90, video_seconds=10, version=7)


@pytest.mark.parametrize(
    ("sent", "now"),
    [
        (Place(4, 100, 10, 7), Place(4, 100, 10, 8)),
        (Place(2, 5, 0, 7), Place(2, 5, 0, 8)),  # it knows the latest word: reading again is no mistake
        (Place(2, 5, 60, 6), Place(3, 90, 60, 8)),  # it was away: only on, never back
        (Place(99, -5, 10**9, 7), Place(5, 0, 14_400, 8)),
        (Place(0, 0, 0, 7), Place(1, 0, 0, 8)),
    ],
)
def test_a_device_that_was_away_only_goes_on(sent: Place, now: Place) -> None:
    assert moved(KEPT, sent, sections=5) == now


@given(st.integers(1, 10), st.sets(st.integers(0, 9)))
def test_all_is_solved_when_every_question_is(questions: int, answered: set[int]) -> None:
    solved = 0
    for question in answered:
        solved = solved_with(solved, question)
    assert all_solved(solved, questions) == (set(range(questions)) <= answered)
    open_ones = [each for each in range(questions) if each not in answered]
    assert next_question(solved, questions) == (open_ones[0] if open_ones else 0)
    assert all(is_solved(solved, each) for each in answered)


def first(*holds: Suits, stages: set[Stage] | None = None, done: set[str] | None = None) -> list[str]:
    situation = Situation(frozenset(stages or {Stage.PRIMARY}), frozenset(holds))
    return [lesson.id for lesson in recommended(library().values(), situation, done or set())]


def test_lessons_that_fit_come_first_and_learned_ones_not_at_all() -> None:
    assert first(Suits.AWAY, Suits.LEAVING)[0] == "before-leaving"
    assert first(Suits.HOLIDAY, Suits.AWAY)[0] == "coming-home"
    assert first(Suits.CARER)[0] in {"says-nothing", "homework-far", "grandparents-rules"}
    assert "before-leaving" not in first(Suits.AWAY, Suits.LEAVING, done={"before-leaving"})
    assert len(first()) == len([each for each in library().values() if Stage.PRIMARY in each.stages])


def test_after_a_lesson_comes_one_that_was_not_learned() -> None:
    lessons = library()
    series = [one.id for one in lessons.values() if one.topic is Topic.NEAR]
    last, nothing = lessons[series[-1]], Situation()
    assert following(lessons[series[0]], lessons, nothing, {series[0]}) == lessons[series[1]]
    assert following(last, lessons, nothing, {series[-1]}) == lessons[series[0]], "the first of the series was left out"
    after = following(last, lessons, nothing, set(series))
    assert after
    assert after.id not in series
    assert following(last, lessons, nothing, set(lessons)) is None


def test_lessons_for_other_ages_are_left_out() -> None:
    assert "body-safety" not in first(Suits.CARER, stages={Stage.SENIOR})
    assert "adolescence" in first(Suits.CARER, stages={Stage.SENIOR})


@pytest.mark.parametrize(
    ("grade", "stage"), [(1, "primary"), (6, "primary"), (7, "junior"), (9, "junior"), (12, "senior"), (None, None)]
)
def test_a_grade_belongs_to_a_stage(grade: int | None, stage: str | None) -> None:
    assert stage_of(grade) == stage


def test_the_holidays_are_near_in_the_last_two_weeks_and_between_terms() -> None:
    assert is_holiday_near(date(2027, 1, 10), date(2027, 1, 22))
    assert not is_holiday_near(date(2026, 11, 26), date(2027, 1, 22))
    assert is_holiday_near(date(2027, 2, 1), None)


def test_a_series_is_finished_with_its_last_lesson() -> None:
    near = {lesson.id for lesson in library().values() if lesson.topic is Topic.NEAR}
    assert finished(Topic.NEAR, library(), near)
    assert not finished(Topic.NEAR, library(), near - {"weekly-call"})
    assert not finished(Topic.NEAR, {}, set())


def test_a_number_is_found_however_it_is_typed() -> None:
    number = fresh_number(2026)
    assert normal_number(number.upper()) == number == normal_number(f" {number.replace('-', ' ')} ")
    assert len({fresh_number(2026) for _ in range(500)}) == 500
    assert normal_number("ＳＷ；' or 1=1 --") == "or11"


@pytest.mark.parametrize(("name", "hidden"), [("林小禾", "林*禾"), ("林禾", "林*"), ("欧阳海生", "欧**生"), ("", "*")])
def test_a_name_is_half_hidden(name: str, hidden: str) -> None:
    assert half_hidden(name) == hidden
