"""Pure rules of an evening: the count, the ladder of a search, what keeps a shift open, no lessons."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.duty.evening.balance import Count, Seen, count, latest
from portal.duty.evening.closing import Evening, Obstacle, Signing, Why, evening_of, evenings, obstacles
from portal.duty.evening.ladder import Asked, Minutes, Taken, asked, next_rung, rungs
from portal.duty.evening.lessons import looks_like_lesson
from portal.duty.models.shifts import Standing
from portal.duty.models.tonight import SearchStep

P, L, F, M = Standing.PRESENT, Standing.LEAVE, Standing.FETCHED, Standing.MISSING
SINCE = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)
FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("expected", "marks", "balances"),
    [
        ({1, 2, 3, 4}, {1: P, 2: L, 3: F, 4: M}, True),
        ({1, 2}, {1: P, 2: P}, True),
        (set(), {}, True),
        ({1, 2}, {1: P}, False),
        ({1, 2}, {1: P, 2: None}, False),
        ({1}, {1: P, 2: P}, False),
        ({1}, {1: P, 2: None}, True),
    ],
)
def test_a_list_balances_when_every_child_expected_is_accounted_for_and_nobody_else(
    expected: set[int], marks: dict[int, Standing | None], balances: bool
) -> None:
    assert count(expected, marks).balances is balances


@given(st.sets(st.integers(1, 60)), st.dictionaries(st.integers(1, 60), st.sampled_from([*Standing, None])))
def test_the_parts_always_add_up_to_who_is_expected(expected: set[int], marks: dict[int, Standing | None]) -> None:
    found = count(expected, marks)
    assert found.expected == found.present + found.leave + found.fetched + found.missing + found.unmarked
    assert found.balances == (found.unmarked == 0 and found.strangers == 0)


def test_what_was_seen_last_holds_in_whatever_order_it_arrives() -> None:
    early, late = Seen(P, SINCE), Seen(F, SINCE + timedelta(minutes=5))
    assert latest(early, late) is latest(late, early) is F
    assert latest(None, early) is P
    assert latest(None, None) is None
    assert latest(late, Seen(None, SINCE + timedelta(minutes=9))) is None  # came back: to be called again


def test_a_search_has_its_clocks_and_a_call_nobody_took_leaves_its_step_open() -> None:
    ladder = rungs(SINCE, Minutes(), [Taken(SearchStep.SEARCH, SINCE, True), Taken(SearchStep.LEADER, SINCE, False)])
    assert [(rung.due_at - SINCE) / timedelta(minutes=1) for rung in ladder] == [0, 10, 20, 60]
    following = next_rung(ladder)
    assert following
    assert following.step is SearchStep.LEADER
    assert next_rung(rungs(SINCE, Minutes(), [Taken(step, SINCE, True) for step in SearchStep])) is None


@pytest.mark.parametrize(
    ("minutes", "answered", "police", "leader", "expected"),
    [
        (0, False, False, True, Asked.ON_DUTY),
        (9, False, False, True, Asked.ON_DUTY),
        (10, False, False, True, Asked.LEADER),
        (10, False, False, False, Asked.LEAD),
        (20, False, False, True, Asked.LEAD),
        (30, False, False, True, Asked.PRINCIPAL),
        (30, True, False, True, Asked.ON_DUTY),
        (60, True, False, True, Asked.PRINCIPAL),
        (60, True, True, True, Asked.ON_DUTY),
        (90, False, True, True, Asked.PRINCIPAL),
    ],
)
def test_a_search_climbs_by_itself(minutes: int, answered: bool, police: bool, leader: bool, expected: Asked) -> None:
    now = SINCE + timedelta(minutes=minutes)
    assert asked(SINCE, now, Minutes(), answered=answered, police_called=police, leader_there=leader) is expected


FULL = Count(expected=3, present=3, leave=0, fetched=0, missing=0, unmarked=0, strangers=0)
OPEN = Count(expected=3, present=1, leave=0, fetched=0, missing=0, unmarked=2, strangers=0)
ODD = Count(expected=3, present=3, leave=0, fetched=0, missing=0, unmarked=0, strangers=1)
SIGNED = Signing(1, 2, taken=True)


def why(
    *counted: Evening, missing: list[str] | None = None, late: list[str] | None = None, hand: tuple[Signing, ...] = (SIGNED,)
) -> list[Why]:
    return [one.why for one in obstacles(counted, missing or [], late or [], hand)]


def test_a_balanced_evening_with_its_hand_over_signed_closes() -> None:
    assert why(Evening(FRIDAY, "1", FULL, submitted=True)) == []


def test_each_open_thing_keeps_the_shift_open_under_its_own_name() -> None:
    assert why(Evening(FRIDAY, "1")) == [Why.NOT_COUNTED]
    assert why(Evening(FRIDAY, "1", OPEN)) == [Why.NOT_FINISHED]
    assert why(Evening(FRIDAY, "1", FULL)) == [Why.NOT_HANDED_IN]
    assert why(Evening(FRIDAY, "1", OPEN, submitted=True)) == [Why.CHANGED]
    assert why(Evening(FRIDAY, "1", ODD, submitted=True)) == [Why.STRANGERS]
    assert why(missing=["林小禾"], late=["周朗"]) == [Why.MISSING, Why.LATE]
    assert why(hand=()) == [Why.HAND_OVER_UNWRITTEN]
    assert why(hand=(Signing(1, 2, taken=False),)) == [Why.HAND_OVER_UNSIGNED]
    assert why(hand=(Signing(1, 1, taken=True),)) == [Why.HAND_OVER_UNSIGNED]
    assert obstacles([Evening(FRIDAY, "2", OPEN)], [], [], [SIGNED]) == [Obstacle(Why.NOT_FINISHED, FRIDAY, "2", 2)]


def test_a_weekend_has_the_evenings_before_its_days() -> None:
    saturday = FRIDAY + timedelta(days=1)
    assert evenings(saturday, saturday + timedelta(days=1)) == [FRIDAY, saturday]
    assert evenings(saturday, saturday) == [FRIDAY]


def test_the_night_belongs_to_the_evening_before() -> None:
    assert evening_of(datetime(2026, 11, 21, 2, 0, tzinfo=UTC), 8) == FRIDAY
    assert evening_of(datetime(2026, 11, 21, 8, 0, tzinfo=UTC), 8) == FRIDAY + timedelta(days=1)


@pytest.mark.parametrize(("title", "found"), [("数学补 课", "补课"), ("期末考试动员", "考试"), ("篮球", ""), ("读书会", "")])
def test_a_lesson_is_known_by_its_words(title: str, found: str) -> None:
    assert looks_like_lesson(title) == found
