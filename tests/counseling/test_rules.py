"""Pure decisions of counseling, by example."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.counseling.codes import CrisisAct, Danger, Level, State
from portal.counseling.rules import ASKED_FOR, CLOCKS, WAYS, due_times, half_name, hidden, is_lower, middle, stricter

CLOCK_VALUES = {name: 2 for name, _minutes in CLOCKS.values()}


def test_every_state_leads_on_and_a_closed_case_is_opened_again() -> None:
    assert set(WAYS) == set(State)
    assert WAYS[State.CLOSED] == (State.OPENED,)
    for state, ways in WAYS.items():
        assert state not in ways
        assert state is State.CLOSED or State.CLOSED in ways


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (Level.RED, Level.BLUE, Level.RED),
        (Level.YELLOW, Level.ORANGE, Level.ORANGE),
        (Level.BLUE, None, Level.BLUE),
    ],
)
def test_the_stricter_level_sets_the_clock(one: Level, other: Level | None, found: Level) -> None:
    assert stricter(one, other) is found


def test_a_lower_level_is_one_that_asks_for_less() -> None:
    assert is_lower(Level.BLUE, Level.YELLOW)
    assert not is_lower(Level.RED, Level.ORANGE)


def test_where_somebody_harms_the_child_the_guardian_is_not_told_by_the_list() -> None:
    assert CrisisAct.GUARDIAN not in ASKED_FOR[Danger.HARMED]
    assert CrisisAct.GUARDIAN in ASKED_FOR[Danger.SELF]
    assert CrisisAct.POLICE in ASKED_FOR[Danger.OTHERS]


def test_each_step_of_a_crisis_has_a_clock_from_its_setting() -> None:
    began = datetime(2026, 9, 22, 6, 0, tzinfo=UTC)
    due = due_times(Danger.SELF, began, CLOCK_VALUES)
    assert due[CrisisAct.WATCH] == began + timedelta(minutes=2)
    assert due[CrisisAct.HOSPITAL] == began + timedelta(hours=2)
    assert due[CrisisAct.AFTERCARE] == began + timedelta(days=2)


@pytest.mark.parametrize(("name", "half"), [("韦子涵", "韦*涵"), ("周朗", "周*"), ("林", "*"), ("欧阳小禾", "欧*禾"), ("", "*")])
def test_a_screen_shows_half_a_name(name: str, half: str) -> None:
    assert half_name(name) == half


def test_where_one_count_is_small_the_next_smallest_is_hidden_with_it() -> None:
    assert hidden({"a": 2, "b": 9, "c": 20}, 5) == {"a", "b"}
    assert hidden({"a": 2, "b": 3, "c": 20}, 5) == {"a", "b"}
    assert hidden({"a": 0, "b": 9}, 5) == frozenset()
    assert hidden({"a": 3}, 5) == {"a"}


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 40), max_size=8), st.integers(2, 9))
def test_no_small_count_shows_and_none_stands_hidden_alone(counts: dict[str, int], least: int) -> None:
    kept_back = hidden(counts, least)
    for key, count in counts.items():
        assert key in kept_back or count == 0 or count >= least
    seen = [key for key, count in counts.items() if count and key not in kept_back]
    assert len(kept_back) != 1 or not seen


def test_the_middle_of_nothing_is_nothing() -> None:
    assert middle([]) is None
    assert middle([1, 2, 9]) == 2
