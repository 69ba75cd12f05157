"""The proposal of pairs, held against every assignment there is on small schools and against its promises on random ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.pairing.models import WishKind
from portal.pairing.proposal import Proposal, propose
from portal.pairing.rules import Child, Limits, Objection, Teacher, Ties, objections, preference

BOY, GIRL = "1", "2"

child = st.builds(Child, st.just(0), st.sampled_from([1, 2]), st.sampled_from([BOY, GIRL]), st.booleans())
teacher = st.builds(
    Teacher,
    st.just(0),
    st.sampled_from([BOY, GIRL]),
    st.integers(0, 2),
    st.sampled_from([True, True, True, False]),
    st.sampled_from([True, True, True, False]),
    st.sampled_from([frozenset(), frozenset({1}), frozenset({2})]),
)


@st.composite
def schools(draw: st.DrawFn, most_children: int, most_teachers: int) -> tuple[list[Child], list[Teacher], Ties, Limits]:
    drawn_children = draw(st.lists(child, max_size=most_children))
    drawn_teachers = draw(st.lists(teacher, max_size=most_teachers))
    children = [Child(number, one.class_id, one.sex, one.boarding) for number, one in enumerate(drawn_children, 1)]
    teachers = [
        Teacher(100 + number, one.sex, one.load, one.in_post, one.vetted, one.homerooms)
        for number, one in enumerate(drawn_teachers)
    ]
    every = [(c.id, t.id) for c in children for t in teachers]
    some = st.lists(st.sampled_from(every), max_size=4) if every else st.just([])
    wishes = {pair: draw(st.sampled_from(WishKind)) for pair in draw(some)}
    ties = Ties(wishes, frozenset(draw(some)), frozenset(draw(some)))
    return children, teachers, ties, Limits(draw(st.integers(1, 3)), draw(st.booleans()))


def every_assignment(
    children: Sequence[Child], teachers: Sequence[Teacher], ties: Ties, limits: Limits
) -> Iterator[list[tuple[Child, Teacher]]]:
    allowed = [[None, *(t for t in teachers if not objections(c, t, ties, limits))] for c in children]
    for chosen in product(*allowed):
        taken = Counter(t.id for t in chosen if t)
        if all(not taken[t.id] or t.load + taken[t.id] <= limits.cap for t in teachers):
            yield [(c, t) for c, t in zip(children, chosen, strict=True) if t]


def merit(pairs: Sequence[tuple[Child, Teacher]], teachers: Sequence[Teacher], ties: Ties) -> tuple[int, int, int]:
    taken = Counter(t.id for _, t in pairs)
    return len(pairs), -sum((t.load + taken[t.id]) ** 2 for t in teachers), sum(preference(c, t, ties) for c, t in pairs)


def reached(found: Proposal, children: Sequence[Child], teachers: Sequence[Teacher]) -> list[tuple[Child, Teacher]]:
    by_child, by_teacher = {c.id: c for c in children}, {t.id: t for t in teachers}
    return [(by_child[child_id], by_teacher[teacher_id]) for child_id, teacher_id in found.pairs]


@settings(max_examples=120, deadline=None)
@given(schools(4, 3))
def test_no_assignment_there_is_would_be_better(school: tuple[list[Child], list[Teacher], Ties, Limits]) -> None:
    children, teachers, ties, limits = school
    found = reached(propose(*school), children, teachers)
    best = max(merit(pairs, teachers, ties) for pairs in every_assignment(children, teachers, ties, limits))
    assert merit(found, teachers, ties) == best


@settings(max_examples=60, deadline=None)
@given(schools(4, 3))
def test_the_distance_of_loads_is_the_least_there_is(school: tuple[list[Child], list[Teacher], Ties, Limits]) -> None:
    children, teachers, ties, limits = school
    found = propose(*school)
    most = len(found.pairs)

    def spread(pairs: Sequence[tuple[Child, Teacher]]) -> int:
        taken = Counter(t.id for _, t in pairs)
        loads = [t.load + taken[t.id] for t in teachers if t.id in found.loads]
        return max(loads) - min(loads) if loads else 0

    assert found.spread == min(spread(pairs) for pairs in every_assignment(children, teachers, ties, limits) if len(pairs) == most)


@settings(max_examples=60, deadline=None)
@given(schools(14, 6))
def test_every_proposed_pair_is_allowed_and_every_child_is_answered(
    school: tuple[list[Child], list[Teacher], Ties, Limits],
) -> None:
    children, teachers, ties, limits = school
    found = propose(*school)
    for one, adult in reached(found, children, teachers):
        assert objections(one, adult, ties, limits) == []
        assert adult.vetted
    assert sorted([child_id for child_id, _ in found.pairs] + [one.child_id for one in found.left]) == [c.id for c in children]
    assert all(load <= limits.cap for load in found.loads.values())
    assert all(sum(one.why.values()) == len(teachers) for one in found.left)


@settings(max_examples=30, deadline=None)
@given(schools(14, 6), st.randoms(use_true_random=False))
def test_the_order_in_which_people_stand_changes_nothing(
    school: tuple[list[Child], list[Teacher], Ties, Limits], chance: Random
) -> None:
    children, teachers, ties, limits = school
    turned = children[:], teachers[:]
    for each in turned:
        chance.shuffle(each)
    assert propose(*turned, ties, limits) == propose(children, teachers, ties, limits)


def test_twelve_children_are_spread_over_five_adults_within_one() -> None:
    children = [Child(number, 1, BOY, False) for number in range(12)]
    found = propose(children, [Teacher(100 + number) for number in range(5)])
    assert sorted(found.loads.values()) == [2, 2, 2, 3, 3]
    assert found.spread == 1


def test_who_has_children_already_gets_fewer() -> None:
    found = propose([Child(1, 1, BOY, False), Child(2, 1, BOY, False)], [Teacher(8, load=2), Teacher(9)])
    assert [teacher_id for _, teacher_id in found.pairs] == [9, 9]


@pytest.mark.parametrize(
    ("adult", "ties", "why"),
    [
        (Teacher(9, GIRL, vetted=False), Ties({}), Objection.NOT_VETTED),
        (Teacher(9, GIRL, load=5), Ties({}), Objection.FULL),
        (Teacher(9, BOY), Ties({}), Objection.OTHER_SEX),
        (Teacher(9, GIRL, in_post=False), Ties({}), Objection.NO_POST),
        (Teacher(9, GIRL), Ties({(1, 9): WishKind.UNWANTED}), Objection.UNWANTED),
        (Teacher(9, GIRL), Ties({(1, 9): WishKind.CONFLICT}), Objection.CONFLICT),
        (Teacher(9, GIRL), Ties({}, family=frozenset({(1, 9)})), Objection.FAMILY),
    ],
)
def test_a_boarding_girl_left_alone_is_told_why(adult: Teacher, ties: Ties, why: Objection) -> None:
    found = propose([Child(1, 1, GIRL, True)], [adult], ties)
    assert found.pairs == []
    assert [dict(one.why) for one in found.left] == [{why: 1}]


def test_the_childs_wish_outranks_an_old_bond_and_that_the_own_class() -> None:
    adults = [Teacher(7, homerooms=frozenset({1})), Teacher(8), Teacher(9)]
    one = Child(1, 1, BOY, False)
    assert propose([one], adults).pairs == [(1, 7)]
    assert propose([one], adults, Ties({}, bonds=frozenset({(1, 8)}))).pairs == [(1, 8)]
    assert propose([one], adults, Ties({(1, 9): WishKind.WANTED}, bonds=frozenset({(1, 8)}))).pairs == [(1, 9)]


def test_a_whole_school_is_answered_evenly() -> None:
    children = [Child(number, number % 24, BOY if number % 2 else GIRL, number % 3 == 0) for number in range(400)]
    adults = [Teacher(1000 + number, GIRL if number % 3 else BOY, homerooms=frozenset({number})) for number in range(90)]
    found = propose(children, adults)
    assert len(found.pairs) == 400
    assert found.spread <= 1
