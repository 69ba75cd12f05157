"""The rosters made before anything is proved: they keep every rule, each improves the one before, and chance is always the same."""

from __future__ import annotations

import pytest

from portal.duty.solver.budget import Budget
from portal.duty.solver.draft import Draft
from portal.duty.solver.greedy import greedy_roster
from portal.duty.solver.levelling import level
from portal.duty.solver.reading import read_instance
from portal.duty.solver.repair import fill_open_shifts
from portal.duty.solver.search import first_roster
from portal.duty.solver.shaking import shaken
from tests.duty.instances import OPTIMUM, instance, person, sample, shift


@pytest.mark.parametrize("name", sorted(OPTIMUM))
def test_each_step_improves_the_roster_and_keeps_the_rules(name: str) -> None:
    draft = greedy_roster(read_instance(sample(name)))
    steps = [draft.copy()]
    for step in (fill_open_shifts, level):
        step(draft)
        steps.append(draft.copy())
    steps.append(shaken(draft, 0, Budget(60)))
    assert all(one.keeps_rules for one in steps)
    scores = [one.score for one in steps]
    assert scores == sorted(scores, reverse=True)


def test_shaking_is_repeatable_and_leaves_locked_shifts() -> None:
    content = sample("roster_4.json")
    content["locked"] = {"2026-09-12/teacher/1": "T11"}
    draft = first_roster(read_instance(content))
    once, again = (shaken(draft, 0, Budget(60)) for _ in range(2))
    assert once.owner == again.owner
    assert [once.owner[s] for s in draft.instance.locks] == list(draft.instance.locks.values())


def test_a_chain_fills_what_nobody_free_can_take() -> None:
    """Only T1 can stand at the gate, so T1 passes the leader's shift on to T2."""
    wanted = instance([person("T1", "gate", "leader"), person("T2", "leader")], [shift("G", "gate"), shift("L", "leader")])
    draft = Draft(read_instance(wanted))
    draft.give(1, 0)
    fill_open_shifts(draft)
    assert draft.owner == [0, 1]


def test_a_roster_that_breaks_a_rule_is_known() -> None:
    read = read_instance(
        instance([person("T1", "gate", most=1)], [shift("A", "gate"), shift("B", "gate"), shift("C", "leader", 1)])
    )
    for shifts in ((0, 1), (2,)):
        draft = Draft(read)
        for s in shifts:
            draft.give(s, 0)
        assert not draft.keeps_rules
