"""One table of examples for each rule about what is missing, and what must hold for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.guardianship.gaps import CareFacts, Carer, Gap, GapKind, Limits, Line, Owner, gaps_of
from portal.guardianship.models import EndingKind, Living
from portal.guardianship.rules import AgreementDays, AgreementState, Lack, clear_of_exclusions, current, excluded, lacks, state_of

TODAY = date(2026, 11, 25)  # a Wednesday
LIMITS = Limits()
DAY = timedelta(days=1)
APART = TODAY - 30 * DAY
TEN = date(2016, 5, 1)
SEVEN = date(2019, 5, 1)
GRANDMOTHER = Carer(1, "彭桂芳", APART)

COMPLETE = AgreementDays(
    begins_on=TODAY - 100 * DAY,
    review_on=TODAY + 100 * DAY,
    ends_on=TODAY + 200 * DAY,
    school_notified_on=TODAY - 100 * DAY,
    village_notified_on=TODAY - 100 * DAY,
    signed_on=TODAY - 100 * DAY,
    filed_on=TODAY - 99 * DAY,
    exclusions_checked_on=TODAY - 100 * DAY,
    opinion_on=TODAY - 100 * DAY,
)
WELL = CareFacts(TODAY, TEN, apart_since=APART, carers=(GRANDMOTHER,), agreements=(COMPLETE,))
FAILED = ((TODAY - DAY, False), (TODAY - 2 * DAY, False))
REACHED = ((TODAY - DAY, True), (TODAY - 2 * DAY, False))
ONCE = ((TODAY - DAY, False), (TODAY - 2 * DAY, True))


def kinds(facts: CareFacts) -> list[str]:
    return [gap.kind.value for gap in gaps_of(facts, LIMITS)]


def carer(**known: Any) -> CareFacts:
    return replace(WELL, carers=(replace(GRANDMOTHER, **known),))


def agreed(**days: Any) -> CareFacts:
    return replace(WELL, agreements=(replace(COMPLETE, **days),))


def test_a_child_whose_care_is_in_order_has_no_gap() -> None:
    assert kinds(WELL) == []


@pytest.mark.parametrize(
    ("born", "living", "expected"),
    [
        (TEN, Living.ALONE, ["alone"]),
        (TODAY.replace(year=2010), Living.ALONE, []),  # sixteen today
        (TODAY.replace(year=2010) + DAY, Living.ALONE, ["alone"]),  # sixteen tomorrow
        (SEVEN, Living.UNATTENDED, ["unattended"]),
        (TODAY.replace(year=2018), Living.UNATTENDED, []),  # eight today
        (TODAY.replace(year=2018) + DAY, Living.UNATTENDED, ["unattended"]),
        (SEVEN, Living.WITH_FAMILY, []),
        (SEVEN, None, []),  # nobody said
    ],
)
def test_alone_and_unattended(born: date, living: Living | None, expected: list[str]) -> None:
    assert kinds(replace(WELL, birth_date=born, living=living, living_since=TODAY)) == expected
    at_home = CareFacts(TODAY, born, living=living, living_since=TODAY)
    assert kinds(at_home) == expected, "wherever the parents are said to be"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"carers": ()}, ["carer_unknown"]),
        ({"carers": (), "apart_since": None}, []),
        ({"carers": (), "living": Living.ALONE}, ["alone"]),  # the graver one says it
        ({}, []),
    ],
)
def test_carer_unknown(changed: Mapping[str, Any], expected: list[str]) -> None:
    assert kinds(replace(WELL, **changed)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (replace(WELL, agreements=()), ["agreement_missing"]),
        (agreed(village_notified_on=None), ["agreement_missing"]),
        (agreed(exclusions_checked_on=None), ["agreement_missing"]),
        (agreed(opinion_on=None), ["agreement_missing"]),
        (agreed(opinion_on=None, too_young=True), []),
        (agreed(ends_on=TODAY), []),  # the last day still counts
        (agreed(ends_on=TODAY - DAY), ["agreement_expired"]),
        (agreed(review_on=TODAY + 14 * DAY), ["agreement_review"]),
        (agreed(review_on=TODAY + 15 * DAY), []),
        (agreed(ended=EndingKind.UNSUITABLE, ended_on=TODAY), ["agreement_missing"]),
        (agreed(ended=EndingKind.TERMINATED, ended_on=TODAY + DAY), []),
        (replace(WELL, agreements=(), apart_since=None), []),
        (replace(WELL, agreements=(replace(COMPLETE, ends_on=TODAY - DAY, begins_on=TODAY - 300 * DAY), COMPLETE)), []),
    ],
)
def test_agreement(facts: CareFacts, expected: list[str]) -> None:
    assert kinds(facts) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (carer(able=False), ["carer_unfit"]),
        (carer(able=True), []),
        (carer(able=None), []),
        (carer(birth_year=TODAY.year - 70), []),
        (carer(birth_year=TODAY.year - 71), ["carer_too_old"]),
        (carer(children=4), []),
        (carer(children=5), ["carer_too_many"]),
        (carer(able=False, birth_year=1940, children=9), ["carer_unfit", "carer_too_old", "carer_too_many"]),
        (replace(carer(able=False), apart_since=None), []),  # a parent lives with the child
    ],
)
def test_carers(facts: CareFacts, expected: list[str]) -> None:
    assert kinds(facts) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((Line("父亲", FAILED), Line("奶奶")), ["telephone_failing"]),
        ((Line("父亲", REACHED), Line("奶奶")), []),
        ((Line("父亲", ONCE), Line("奶奶")), []),
        ((Line("父亲", FAILED), Line("奶奶", FAILED)), ["nobody_reachable"]),
        ((Line("奶奶", FAILED),), ["nobody_reachable"]),
        ((), []),  # no number on file belongs to the census
    ],
)
def test_telephones(lines: tuple[Line, ...], expected: list[str]) -> None:
    assert kinds(replace(WELL, lines=lines)) == expected


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        (replace(WELL, living=Living.ALONE, living_since=TODAY - 3 * DAY), TODAY - 3 * DAY),  # at once
        (replace(WELL, agreements=()), APART + 7 * DAY),
        (agreed(ends_on=TODAY - DAY), TODAY + 7 * DAY),
        (agreed(review_on=TODAY + 5 * DAY), TODAY + 5 * DAY),
        (carer(able=False, checked_on=TODAY - DAY), TODAY + 2 * DAY),
        (replace(WELL, lines=(Line("奶奶", FAILED),)), date(2026, 11, 27)),  # this Friday
        (replace(WELL, carers=()), APART + 28 * DAY),
    ],
)
def test_every_gap_has_its_day(facts: CareFacts, due: date) -> None:
    assert gaps_of(facts, LIMITS)[0].due == due


@pytest.mark.parametrize("kind", GapKind)
def test_every_gap_has_an_owner(kind: GapKind) -> None:
    gap = Gap(kind, TODAY, TODAY)
    grave = kind in (GapKind.ALONE, GapKind.UNATTENDED, GapKind.CARER_UNFIT)
    assert gap.owner is (Owner.LEAD if grave else Owner.HOMEROOM)
    assert gap.hard == (kind in (GapKind.ALONE, GapKind.UNATTENDED))


FACTS = st.builds(
    CareFacts,
    on=st.just(TODAY),
    birth_date=st.dates(date(2008, 1, 1), date(2020, 12, 31)),
    apart_since=st.sampled_from([None, APART]),
    living=st.sampled_from([None, *Living]),
    living_since=st.just(TODAY),
    carers=st.lists(
        st.builds(Carer, id=st.integers(1, 9), name=st.just("某"), known_since=st.just(APART),
                  birth_year=st.sampled_from([None, 1940, 1970]),
                  able=st.sampled_from([None, True, False]), children=st.sampled_from([None, 2, 7])),
        max_size=2,
    ).map(tuple),
    lines=st.lists(st.builds(Line, st.just("某"), st.sampled_from([(), FAILED, REACHED, ONCE])), max_size=3).map(tuple),
    agreements=st.sampled_from([(), (COMPLETE,), (replace(COMPLETE, signed_on=None),)]),
)  # fmt: skip


@given(FACTS)
def test_the_same_facts_give_the_same_gaps_and_the_gravest_comes_first(facts: CareFacts) -> None:
    found = gaps_of(facts, LIMITS)
    assert found == gaps_of(facts, LIMITS)
    assert [gap.hard for gap in found] == sorted((gap.hard for gap in found), reverse=True)


@pytest.mark.parametrize(
    ("living", "kind", "under"), [(Living.ALONE, GapKind.ALONE, 16), (Living.UNATTENDED, GapKind.UNATTENDED, 8)]
)
@given(facts=FACTS)
def test_each_hard_trigger_goes_off_below_its_age_whatever_else_is_known(
    living: Living, kind: GapKind, under: int, facts: CareFacts
) -> None:
    found = gaps_of(replace(facts, living=living), LIMITS)
    assert [gap.kind for gap in found if gap.hard] == ([kind] if facts.age < under else [])
    assert all(gap.due <= facts.on for gap in found if gap.hard), "at once"
    assert [gap.kind for gap in found if not gap.hard] == [
        gap.kind for gap in gaps_of(replace(facts, living=None), LIMITS)
        if not (gap.kind is GapKind.CARER_UNKNOWN and living is Living.ALONE)
    ], "and hides nothing else"  # fmt: skip


@given(FACTS)
def test_no_hard_trigger_goes_off_where_somebody_is_with_the_child_or_nobody_said(facts: CareFacts) -> None:
    for living in (None, *(set(Living) - {Living.ALONE, Living.UNATTENDED})):
        assert not any(gap.hard for gap in gaps_of(replace(facts, living=living), LIMITS))


@given(FACTS)
def test_nothing_gets_better_when_a_carer_proves_unable(facts: CareFacts) -> None:
    worse = replace(facts, carers=tuple(replace(each, able=False) for each in facts.carers))
    assert {gap.kind for gap in gaps_of(facts, LIMITS)} <= {gap.kind for gap in gaps_of(worse, LIMITS)}


def test_an_agreement_goes_its_way_from_draft_to_its_end() -> None:
    draft = AgreementDays(begins_on=TODAY, review_on=TODAY + 90 * DAY)
    assert state_of(draft, TODAY, 14) is AgreementState.DRAFT
    assert list(lacks(draft, TODAY)) == list(Lack)
    notified = replace(draft, school_notified_on=TODAY)
    assert state_of(notified, TODAY, 14) is AgreementState.NOTIFIED
    assert state_of(notified, TODAY - DAY, 14) is AgreementState.DRAFT, "on the day before, nobody had told the school"
    assert state_of(COMPLETE, TODAY, 14) is AgreementState.COMPLETE
    assert state_of(COMPLETE, TODAY + 86 * DAY, 14) is AgreementState.DUE_FOR_REVIEW
    assert state_of(COMPLETE, TODAY + 201 * DAY, 14) is AgreementState.EXPIRED
    assert state_of(replace(COMPLETE, ended=EndingKind.UNSUITABLE, ended_on=TODAY), TODAY, 14) is AgreementState.UNSUITABLE
    assert current([draft, COMPLETE], TODAY, 14) is COMPLETE, "a draft for later does not hide the one in force"


def test_the_four_exclusions_are_all_asked_and_none_holds() -> None:
    clear = dict.fromkeys(("violence", "addiction", "refusal", "unfit"), "no")
    assert clear_of_exclusions(clear)
    assert not clear_of_exclusions(clear | {"refusal": "unasked"})
    assert not clear_of_exclusions({})
    assert excluded(clear | {"addiction": "yes"})
    assert not excluded(clear)
