"""Random instances: hard rules hold, a greedy roster is never better, the same input gives the same roster, locked shifts stay."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.duty.solver.reading import read_instance
from portal.duty.solver.search import first_roster
from portal.duty.solver.solving import solve
from tests.duty.check_roster import Json
from tests.duty.instances import checked, greedy, instances, solved

LARGER = instances(people=8, shifts=18, weekends=4)
FEW = settings(max_examples=15, deadline=None, derandomize=True)


@FEW
@given(LARGER)
def test_hard_rules_hold_the_figures_are_true_and_a_greedy_roster_is_never_better(instance: Json) -> None:
    roster = solved(instance)
    assert checked(instance, roster) == ([], len(roster.unfilled), roster.spread)
    assert (len(roster.unfilled), roster.spread) <= greedy(instance)


@FEW
@given(LARGER, st.randoms(use_true_random=False))
def test_the_same_input_gives_the_same_roster_in_any_order(instance: Json, chance: Random) -> None:
    once = solved(instance)
    people, shifts = list(instance["people"]), list(instance["shifts"])
    chance.shuffle(people)
    chance.shuffle(shifts)
    assert solved({**instance, "people": people, "shifts": shifts}).assignments == once.assignments


@FEW
@given(LARGER, st.data())
def test_locked_shifts_stay(instance: Json, data: st.DataObject) -> None:
    """Half of any roster, turned round by another choice of people, may be locked: it keeps the rules, so it must stay."""
    kept = solved({**instance, "people": [{**row, "carried": -row["carried"]} for row in instance["people"]]}).assignments
    chosen = data.draw(st.sets(st.sampled_from(sorted(kept)))) if kept else set()
    locked = {**instance, "locked": {name: kept[name] for name in chosen}}
    roster = solved(locked)
    assert not checked(locked, roster)[0]
    assert {name: roster.assignments[name] for name in chosen} == locked["locked"]


@FEW
@given(LARGER)
def test_without_any_time_the_first_roster_stands_and_nothing_is_claimed(instance: Json) -> None:
    read = read_instance(instance)
    roster = solve(read, 0)
    first = first_roster(read).score
    assert not checked(instance, roster)[0]
    assert (len(roster.unfilled), roster.spread) == (first.unfilled, read.grid.units(first.spread))
    best = solve(read, 120)
    for hurried, thorough in zip(roster.goals[:2], best.goals[:2], strict=True):
        assert hurried.bound <= thorough.reached
        if hurried.reached != thorough.reached:
            break
