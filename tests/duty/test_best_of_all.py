"""Small instances against every roster there is: each goal reached, each bound true."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from portal.duty.solver import patterns, search, spread
from portal.duty.solver.draft import Draft
from tests.duty.check_roster import Json
from tests.duty.instances import best_of_all, checked, instance, instances, person, shift, solved


@settings(max_examples=30, deadline=None, derandomize=True)
@given(instances())
def test_no_roster_is_better_in_any_goal(instance: Json) -> None:
    roster = solved(instance)
    assert not checked(instance, roster)[0]
    assert tuple(goal.reached for goal in roster.goals) == best_of_all(instance)
    assert all(goal.proved for goal in roster.goals)


@settings(max_examples=10, deadline=None, derandomize=True)
@given(instances())
def test_unfilled_and_spread_stay_right_when_loads_are_plain_sums(instance: Json) -> None:
    """The way of people with too many mixes of weights to list; their bounds may be weaker, never wrong."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(patterns, "_MOST", 2)
        roster = solved(instance)
    best = best_of_all(instance)
    assert (len(roster.unfilled), roster.spread) == best[:2]
    assert roster.goals[2].bound <= best[2] <= roster.goals[2].reached


@pytest.fixture
def nothing_to_begin_with(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty first roster, neither levelled nor shaken: all must come from the proofs."""
    monkeypatch.setattr(search, "first_roster", Draft)
    monkeypatch.setattr(search, "level", lambda draft: None)
    monkeypatch.setattr(spread, "shaken", lambda draft, floor, budget: draft)


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=instances())
def test_the_search_needs_no_first_roster(wanted: Json, nothing_to_begin_with: None) -> None:
    roster = solved(wanted)
    assert tuple(goal.reached for goal in roster.goals) == best_of_all(wanted)
    assert all(goal.proved for goal in roster.goals)


def test_a_lock_counts_once_in_a_slot_of_equal_shifts(nothing_to_begin_with: None) -> None:
    people = [person("T1", "gate", carried=2), person("T2", "gate"), person("T3", "gate")]
    roster = solved(instance(people, [shift("A", "gate"), shift("B", "gate"), shift("C", "gate")], locked={"B": "T1"}))
    assert roster.assignments["B"] == "T1"
    assert sorted(roster.assignments.values()) == ["T1", "T2", "T3"]
