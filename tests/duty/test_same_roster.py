"""A search that does not reach its end stops at the same roster on every machine: work is counted, not timed."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from time import monotonic

import pytest

from portal.duty.solver import budget
from portal.duty.solver.reading import read_instance
from portal.duty.solver.solving import Roster, solve
from tests.duty.check_roster import Json
from tests.duty.instances import checked, instance, person

POSTS = ("leader", "teacher", "dorm_f", "dorm_m", "gate", "doctor")


def term() -> Json:
    """Forty people, twenty weekends, six posts, loads and weights that fit nowhere: no proof within seconds."""
    chance = Random(900)  # noqa: S311
    days = [(date(2026, 9, 5) + timedelta(weeks=week)).isoformat() for week in range(20)]
    people = [
        person(
            f"T{number:02d}",
            *chance.sample(POSTS, chance.choice([1, 2, 2, 3])),
            away=tuple(day for day in days if chance.random() < 0.3),
            most=chance.choice([2, 3, 4]),
            carried=round(chance.random() * 8, 2),
        )
        for number in range(40)
    ]
    shifts = [
        {"id": f"{day}/{post}", "date": day, "weekend": week, "post": post, "weight": chance.choice([1, 1.3, 1.7, 2.1])}
        for week, day in enumerate(days)
        for post in POSTS
    ]
    return instance(people, shifts, gap=2)


def at_speed(monkeypatch: pytest.MonkeyPatch, speed: float, wanted: Json) -> Roster:
    """As on a machine so many times slower than the clock believes."""
    begun = monotonic()
    monkeypatch.setattr(budget, "monotonic", lambda: begun + (monotonic() - begun) * speed)
    return solve(read_instance(wanted), 1)


def test_a_hard_term_has_the_same_roster_on_a_fast_and_on_a_slow_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = term()
    fast, slow = at_speed(monkeypatch, 0.0, wanted), at_speed(monkeypatch, 0.2, wanted)
    assert fast.cut_short
    assert not fast.by_clock
    assert not slow.by_clock
    assert (fast.assignments, fast.goals) == (slow.assignments, slow.goals)
    assert not checked(wanted, fast)[0]


def test_a_machine_that_is_far_too_slow_is_ended_by_the_clock_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = term()
    found = at_speed(monkeypatch, 20, wanted)
    assert found.by_clock
    assert found.cut_short
    assert not checked(wanted, found)[0]
