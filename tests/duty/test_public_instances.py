"""The public instances: accepted by the checker and as good as the best known."""

from __future__ import annotations

import pytest

from tests.duty.instances import OPTIMUM, checked, sample, solved

NAMES = sorted(OPTIMUM)


@pytest.mark.parametrize("name", NAMES)
def test_every_public_instance_is_solved_as_well_as_the_best_known(name: str) -> None:
    instance, best = sample(name), OPTIMUM[name]
    roster = solved(instance)
    broken, unfilled, spread = checked(instance, roster)
    assert not broken
    assert (unfilled, spread) == (len(roster.unfilled), roster.spread)
    assert (unfilled, spread) == (best["unfilled"], best["spread"])


@pytest.mark.parametrize("name", NAMES)
def test_every_goal_of_a_public_instance_is_proved(name: str) -> None:
    """Also of roster_2, whose 4.0 was only the best found before."""
    roster = solved(sample(name))
    assert roster.proved_optimal
    assert [(goal.name, goal.gap) for goal in roster.goals if not goal.proved] == []
    assert not roster.cut_short


def test_the_order_of_the_file_does_not_change_the_roster() -> None:
    instance = sample("roster_1.json")
    turned = {**instance, "people": instance["people"][::-1], "shifts": instance["shifts"][::-1]}
    assert solved(turned).assignments == solved(instance).assignments
