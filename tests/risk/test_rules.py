"""A worse fact never lowers a grade, hard triggers stand first, the same facts give the same proposal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.access.permissions import Tier
from portal.core.contributions import Signal, SignalDefinition, SignalKind, Worse
from portal.risk.axes import Axis, Grade, severity
from portal.risk.book import FILE
from portal.risk.conditions import Facts
from portal.risk.kept import kept, read_back
from portal.risk.reading import read_rules
from portal.risk.rulebook import Choices, Rulebook
from portal.risk.rules import assess
from portal.risk.shown import reasons, unwritten

DAY = date(2026, 11, 25)


@cache
def definitions() -> dict[str, SignalDefinition]:
    from portal.children.signals import signals

    own = {one.name: one for one in signals.definitions}
    return own | {name: one for name, one in read_rules(FILE, own).facts.items() if name not in own}


@cache
def book() -> Rulebook:
    """The rules of this house, as if every domain already supplied its facts."""
    return read_rules(FILE, definitions())


def values(definition: SignalDefinition) -> st.SearchStrategy[Any]:
    return st.booleans() if definition.kind is SignalKind.TRUTH else st.integers(0, 400)


@st.composite
def children(draw: st.DrawFn) -> dict[str, Signal]:
    """A child about whom some things are written down, others not."""
    known = draw(st.sets(st.sampled_from(sorted(definitions())), max_size=14))
    return {name: Signal(draw(values(definitions()[name])), DAY) for name in known}


def worsened(facts: Facts, name: str, by: int) -> dict[str, Signal]:
    worse, value = definitions()[name].worse, facts[name].value
    turned: dict[Worse, Any] = {
        Worse.MORE: int(value) + by,
        Worse.LESS: max(0, int(value) - by) if not isinstance(value, str) else value,
        Worse.YES: True,
        Worse.NO: False,
        Worse.NEITHER: value,
    }
    return dict(facts) | {name: Signal(turned[worse], DAY)}


@settings(max_examples=400, deadline=None)
@given(children(), st.data())
def test_a_grade_never_falls_when_a_fact_worsens(facts: dict[str, Signal], data: st.DataObject) -> None:
    if not facts:
        return
    name, by = data.draw(st.sampled_from(sorted(facts))), data.draw(st.integers(1, 100))
    before = assess(book(), Choices(), facts)
    after = assess(book(), Choices(), worsened(facts, name, by))
    assert severity(after.grade) >= severity(before.grade)
    assert {one.rule for one in before.findings} <= {one.rule for one in after.findings}


#: Every hard trigger with the fact that sets it off.
HARD = {
    "alone_under_16": "guardianship.alone",
    "unattended_under_8": "guardianship.unattended",
    "open_report": "reporting.open_report",
}


def test_these_and_no_others_are_hard_triggers() -> None:
    assert {rule.id: rule.facts for rule in book().rules if rule.hard} == {name: [fact] for name, fact in HARD.items()}


@pytest.mark.parametrize("trigger", list(HARD))
@settings(max_examples=100, deadline=None)
@given(facts=children(), off=st.sets(st.sampled_from([rule.id for rule in book().rules])))
def test_each_hard_trigger_outranks_whatever_else_holds_and_is_never_switched_off(
    trigger: str, facts: dict[str, Signal], off: set[str]
) -> None:
    found = assess(book(), Choices(off=off | {trigger}), facts | {HARD[trigger]: Signal(True, DAY)})
    assert found.grade == Grade.CLOSE
    assert trigger in [one.rule for one in found.hard]
    assert [one.hard for one in found.findings] == sorted((one.hard for one in found.findings), reverse=True)
    assert {one.rule for one in found.findings[: len(found.hard)]} == {one.rule for one in found.hard}


@pytest.mark.parametrize("trigger", list(HARD))
@settings(max_examples=100, deadline=None)
@given(facts=children(), known=st.booleans())
def test_no_hard_trigger_goes_off_without_its_fact(trigger: str, facts: dict[str, Signal], known: bool) -> None:
    rest = {name: signal for name, signal in facts.items() if name != HARD[trigger]}
    said = rest | ({HARD[trigger]: Signal(False, DAY)} if known else {})
    assert trigger not in [one.rule for one in assess(book(), Choices(), said).findings]


@settings(max_examples=200, deadline=None)
@given(children())
def test_the_same_facts_give_the_same_proposal_in_any_order(facts: dict[str, Signal]) -> None:
    turned = dict(reversed(facts.items()))
    first, second = assess(book(), Choices(), facts), assess(book(), Choices(), turned)
    assert first == second
    assert first.mark == read_back(first.grade, kept(second)).mark
    assert read_back(first.grade, kept(first)) == first


@settings(max_examples=300, deadline=None)
@given(children(), st.sets(st.sampled_from(list(Tier))))
def test_evidence_names_only_facts_the_reader_may_see(facts: dict[str, Signal], tiers: set[Tier]) -> None:
    found = assess(book(), Choices(), facts)
    closed = [one for name, one in definitions().items() if one.tier not in tiers]
    shown = reasons(book(), found, tiers)
    told = [str(fact.words) for reason in shown for fact in reason.evidence] + [str(one) for one in unwritten(book(), found, tiers)]
    for definition in closed:
        assert str(definition.label) not in told
        if definition.name in facts:
            assert str(definition.evidence(facts[definition.name].value, "")) not in told or definition.tier in tiers
    assert all(not reason.evidence and not str(reason.source_words) for reason in shown if reason.sealed)


@settings(max_examples=200, deadline=None)
@given(children())
def test_the_overall_grade_is_the_gravest_axis(facts: dict[str, Signal]) -> None:
    found = assess(book(), Choices(), facts)
    if found.findings:
        assert found.grade == min(found.axes.values())


def test_a_teacher_learns_what_to_do_and_not_why() -> None:
    found = assess(book(), Choices(), {"counseling.level": Signal(3, DAY)})
    assert found.axes == {Axis.PSYCHOLOGICAL: Grade.CLOSE}
    teacher = reasons(book(), found, {Tier.DIRECTORY, Tier.SCHOOLING, Tier.WELFARE})
    assert [(str(one.words), one.sealed, list(one.evidence)) for one in teacher] == [
        ("心理教师评定，需要安全看护；看护要点请问心理教师", True, [])
    ]
    assert str(reasons(book(), found, set(Tier))[0].words) == "心理教师评定：最高一级"


def test_no_contact_for_forty_days_and_an_unwritten_fact_are_findings() -> None:
    found = assess(book(), Choices(), {"contact.days_since_last": Signal(40, DAY), "children.parents_away": Signal(2, DAY)})
    rules = [one.rule for one in found.findings]
    assert {"long_silence", "reunion_unknown"} <= set(rules)
    missing = next(one for one in reasons(book(), found, set(Tier)) if any(fact.missing for fact in one.evidence))
    assert str(next(fact for fact in missing.evidence if fact.missing).words).startswith("Nobody has written this down")
    assert "children.carer_on_file" in found.missing


def test_a_limit_of_the_school_moves_the_rule() -> None:
    facts = {"contact.days_since_last": Signal(30, DAY)}
    assert assess(book(), Choices(), facts).grade == Grade.DAILY
    assert assess(book(), Choices(limits={"silent_days": 28}), facts).grade == Grade.CLOSE
    assert assess(book(), Choices(limits={"silent_days": 3}), facts).grade == Grade.DAILY, "out of bounds counts as not set"
    assert assess(book(), Choices(off={"long_silence"}, limits={"silent_days": 28}), facts).grade == Grade.DAILY


def test_where_nothing_is_known_nobody_says_that_all_is_well() -> None:
    assert assess(book(), Choices(), {"children.parents_unknown": Signal(2)}).grade == Grade.NOT_ASSESSED
    assert assess(book(), Choices(), {"children.parents_unknown": Signal(0)}).grade == Grade.DAILY


def test_a_rule_waits_for_facts_no_domain_supplies() -> None:
    bare = replace(book(), supplied=frozenset())
    assert Choices().in_force(bare) == []
    assert assess(bare, Choices(), {"guardianship.alone": Signal(True)}).findings == ()
