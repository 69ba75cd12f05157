"""Who counts as left behind: the sample's forty children, the edges of each definition, and what must always hold."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.children.left_behind import WITHOUT_CAPABILITY, Facts, ParentFact, ParentState, Status, derive
from portal.children.left_behind_facts import Case, read_cases

SAMPLE = Path(__file__).parents[1] / "samples" / "left_behind_facts.json"
ON = date(2026, 11, 25)
HOME = ParentFact(ParentState.AT_HOME)


def away(since: date | None = date(2026, 1, 1)) -> ParentFact:
    return ParentFact(ParentState.AWAY_FOR_WORK, since)


def status(
    father: ParentFact, mother: ParentFact, *, on: date = ON, born: date | None = date(2016, 5, 1), reunion: bool | None = None
) -> Status:
    return derive(Facts(on, born, father, mother, reunion=reunion))


def expected() -> list[tuple[Case, Status]]:
    entries = json.loads(SAMPLE.read_text(encoding="utf-8"))
    return [(case, Status(**entry["expected"])) for case, entry in zip(read_cases(SAMPLE, ON), entries, strict=True)]


@pytest.mark.parametrize(("case", "wanted"), expected(), ids=lambda value: getattr(value, "id", ""))
def test_each_child_of_the_sample_counts_as_expected(case: Case, wanted: Status) -> None:
    assert derive(case.facts) == wanted


@pytest.mark.parametrize(
    ("since", "on", "parents"),
    [
        (date(2026, 6, 1), date(2026, 9, 1), 1),
        (date(2026, 6, 2), date(2026, 9, 1), 0),
        (date(2026, 11, 30), date(2027, 2, 28), 1),  # February has no 30th: its last day ends the three months
        (date(2026, 11, 28), date(2027, 2, 27), 0),
        (date(2027, 11, 30), date(2028, 2, 28), 0),
        (date(2027, 11, 30), date(2028, 2, 29), 1),
        (date(2026, 8, 31), date(2026, 11, 30), 1),
        (date(2026, 12, 1), date(2026, 11, 30), 0),  # leaves tomorrow
    ],
)
def test_three_whole_months_are_counted_by_the_calendar(since: date, on: date, parents: int) -> None:
    counted = status(away(since), HOME, on=on).B
    assert counted == parents


@pytest.mark.parametrize(
    ("born", "on", "under_age"),
    [
        (date(2010, 11, 26), date(2026, 11, 25), True),
        (date(2010, 11, 25), date(2026, 11, 25), False),
        (date(2012, 2, 29), date(2028, 2, 28), True),
        (date(2012, 2, 29), date(2028, 2, 29), False),
    ],
)
def test_definition_a_ends_on_the_sixteenth_birthday(born: date, on: date, under_age: bool) -> None:
    assert status(away(), away(), on=on, born=born).A is under_age


def test_only_definition_a_asks_for_the_age() -> None:
    assert status(away(), away(), born=date(2008, 1, 1), reunion=False) == Status(A=False, B=2, C=True, D=True)


def test_a_parent_away_for_another_reason_is_not_away_for_work() -> None:
    visiting = ParentFact(ParentState.AWAY_OTHER, date(2025, 1, 1))
    assert status(visiting, away(), reunion=False) == Status(A=False, B=1, C=False, D=False)


def test_nobody_counts_by_what_is_not_known() -> None:
    assert status(ParentFact(), away(None)) == Status(A=False, B=0, C=False, D=False)
    assert status(away(), away(), born=None) == Status(A=False, B=2, C=True, D=False)


def test_one_parent_away_without_saying_which_counts_once_in_the_registry_only() -> None:
    facts = Facts(ON, date(2016, 5, 1), either=away())
    assert derive(facts) == Status(A=False, B=1, C=False, D=False)


states = st.sampled_from(list(ParentState))
days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
parents = st.builds(ParentFact, states, st.none() | days)
some_facts = st.builds(
    Facts, days, st.none() | st.dates(date(2008, 1, 1), date(2022, 12, 31)), parents, parents, reunion=st.none() | st.booleans()
)


@given(some_facts)
def test_the_definitions_hang_together(facts: Facts) -> None:
    found = derive(facts)
    assert found.D <= found.C
    assert found.B in (0, 1, 2)
    assert found.B < 2 or found.C
    assert found.any == any(found.of(letter) for letter in "ABCD")


@given(some_facts)
def test_father_and_mother_are_alike(facts: Facts) -> None:
    turned = Facts(facts.on, facts.birth_date, facts.mother, facts.father, reunion=facts.reunion)
    assert derive(turned) == derive(facts)


@given(days, parents, parents)
def test_with_time_a_parent_who_stays_away_never_stops_counting_by_b(on: date, father: ParentFact, mother: ParentFact) -> None:
    later = on + timedelta(days=40)
    assert status(father, mother, on=later).B >= status(father, mother, on=on).B


@given(parents, parents)
def test_definition_a_needs_a_parent_away_and_nobody_able_at_home(father: ParentFact, mother: ParentFact) -> None:
    if status(father, mother).A:
        kinds = {father.state, mother.state}
        assert ParentState.AWAY_FOR_WORK in kinds
        assert kinds <= {ParentState.AWAY_FOR_WORK, *WITHOUT_CAPABILITY}
