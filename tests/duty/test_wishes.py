"""Wishes are heard last: they choose among rosters equally full and fair, and never change how full or fair."""

from __future__ import annotations

from portal.duty.solver.highs import Question, minimise
from portal.duty.solver.linear import LinearModel
from tests.duty.instances import best_of_all, instance, person, shift, solved

SATURDAY, NEXT_SATURDAY = "2026-09-05", "2026-09-12"
TWO = [shift("A", "gate", 0), shift("B", "gate", 1)]


def test_who_wishes_for_a_day_gets_it_when_it_costs_nothing() -> None:
    for wishes in ({SATURDAY: 1}, {NEXT_SATURDAY: -1}):
        roster = solved(instance([person("T1", "gate"), person("T2", "gate", wishes=wishes)], TWO))
        assert roster.assignments == {"A": "T2", "B": "T1"}
    for wishes in ({SATURDAY: -1}, {NEXT_SATURDAY: 1}):
        roster = solved(instance([person("T1", "gate"), person("T2", "gate", wishes=wishes)], TWO))
        assert roster.assignments == {"A": "T1", "B": "T2"}


def test_a_stronger_wish_goes_before_a_weaker_one() -> None:
    roster = solved(instance([person("T1", "gate", wishes={SATURDAY: 1}), person("T2", "gate", wishes={SATURDAY: 3})], TWO))
    assert roster.assignments["A"] == "T2"
    assert roster.goals[3].reached == -3
    assert roster.goals[3].proved


def test_a_wish_never_costs_fairness() -> None:
    people = [person("T1", "gate"), person("T2", "gate", wishes={SATURDAY: 5, NEXT_SATURDAY: 5})]
    assert solved(instance(people, TWO)).spread == 0


def test_a_better_answer_than_the_one_begun_with_is_handed_back() -> None:
    """Where its presolve solves everything, HiGHS 1.16 keeps the values it was given and only reports the better objective."""
    people = [
        person("p0", "a", away=("2026-09-06",), most=3, carried=0.5),
        person("p1", "a", most=2, carried=-1, wishes={"2026-09-05": -2, "2026-09-06": -2}),
        person("p2", "a", away=("2026-09-06",), most=3, carried=1),
        person("p3", "a", away=("2026-09-05",), most=3),
    ]
    weights = {"s0": (5, 0), "s1": (5, 0), "s2": (5, 1), "s3": (6, 0), "s4": (5, 0)}
    shifts = [shift(name, "a", 0, day, weight) for name, (day, weight) in weights.items()]
    wanted = instance(people, shifts, one=False, gap=1)
    assert tuple(goal.reached for goal in solved(wanted).goals) == best_of_all(wanted)


def test_a_model_is_answered_with_its_bound() -> None:
    model = LinearModel()
    columns = [model.column(0, 1, -cost) for cost in (3, 2, 2)]
    model.row(0, 4, columns, [3, 2, 2])
    answer = minimise(model, Question(), seconds=60)
    assert [round(value) for value in answer.values] == [0, 1, 1]
    assert answer.bound == -4
    assert not minimise(model, Question(), seconds=0).found
