"""Small instances against every roster there is: each goal reached, each bound true."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from portal.duty.solver import patterns
from tests.duty.check_roster import Json
from tests.duty.instances import best_of_all, checked, instances, solved


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
