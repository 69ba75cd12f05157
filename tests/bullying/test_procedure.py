"""A model walks the whole table: every path there is keeps the invariants of the law, and none ends where it should not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest

from portal.bullying.models.cases import State
from portal.bullying.models.committee import Choice
from portal.bullying.rules.procedure import (
    COMPLETE,
    TABLE,
    Act,
    Facts,
    Transition,
    acts_from,
    missing,
    serious_reported,
    transition,
)

SIDES = ("甲", "乙")
BEGIN = Facts(untold=SIDES, unheard=SIDES, committee_gaps=("gap",), unserved=SIDES, unoffered=SIDES, unfollowed=SIDES)


@dataclass(frozen=True)
class Node:
    """A case as far as the procedure sees it."""

    state: State
    facts: Facts
    reasoned: bool = False


#: What people may put on record, whenever they like; the guards decide whether it is enough.
RECORDS: dict[str, Callable[[Facts], Facts]] = {
    "stopped": lambda facts: replace(facts, stopped=True),
    "investigators": lambda facts: replace(facts, investigators=2),
    "told": lambda facts: replace(facts, untold=()),
    "heard": lambda facts: replace(facts, unheard=()),
    "report": lambda facts: replace(facts, report_written=True),
    "seated": lambda facts: replace(facts, committee_gaps=()),
    "measures": lambda facts: replace(facts, unmeasured=()),
    "police": lambda facts: replace(facts, police=True, bureau=True),
    "other school": lambda facts: replace(facts, other_school=True),
    "joint": lambda facts: replace(facts, joint=True) if facts.other_school else facts,
    "served": lambda facts: replace(facts, unserved=()),
    "window": lambda facts: replace(facts, window_over=True),
    "offered": lambda facts: replace(facts, unoffered=()),
    "followed": lambda facts: replace(facts, unfollowed=()),
}


def meetings(node: Node) -> Iterator[Node]:
    """A committee decides only where a case lies before it."""
    if node.state is State.COMMITTEE and not node.facts.committee_gaps and node.facts.decided is None:
        found = replace(node.facts, decided=Choice.FOUND, finding=Choice.FOUND, unmeasured=SIDES[1:], tier=2)
        yield Node(node.state, found)
        yield Node(node.state, replace(found, tier=1))
        yield Node(node.state, replace(node.facts, decided=Choice.NOT_FOUND, finding=Choice.NOT_FOUND, tier=None))
        yield Node(node.state, replace(node.facts, decided=Choice.RETURNED))


def appeals(node: Node) -> Iterator[Node]:
    """Appeals come in while the window is open, and are answered one way or the other."""
    if node.state is State.APPEAL_WINDOW and not node.facts.appeal_open and not node.facts.review_open:
        yield Node(node.state, replace(node.facts, appeal_open=True))
        yield Node(node.state, replace(node.facts, review_open=True))
    if node.state in (State.SCHOOL_APPEAL, State.REVIEW) and (node.facts.appeal_open or node.facts.review_open):
        answered = replace(node.facts, appeal_open=False, review_open=False)
        yield Node(node.state, answered)
        yield Node(node.state, replace(answered, reconsider=True))


def moved(node: Node, line: Transition) -> Node:
    """The case in its next state: a new round before the committee begins with no decision of its own."""
    facts = node.facts
    if line.target is State.COMMITTEE:
        facts = replace(facts, decided=None, reconsider=False)
    return Node(line.target, facts, node.reasoned or (line.reason and line.target is State.CLOSED))


def following(node: Node) -> Iterator[tuple[Act | None, Node]]:
    if node.state is State.CLOSED:
        return  # what is closed is asked about, not walked further; opening again has a test of its own
    for record in RECORDS.values():
        yield None, replace(node, facts=record(node.facts))
    for kind in (meetings, appeals):
        yield from ((None, each) for each in kind(node))
    for act in acts_from(node.state):
        line = transition(act, node.state)
        assert line
        if not missing(line.needs, node.facts):
            yield act, moved(node, line)


@pytest.fixture(scope="module")
def reached() -> dict[Node, set[Act | None]]:
    """Every case that can come about, and by which acts."""
    start = Node(State.OPENED, BEGIN)
    found: dict[Node, set[Act | None]] = {start: set()}
    waiting = [start]
    while waiting:
        for act, node in following(waiting.pop()):
            if node not in found:
                found[node] = set()
                waiting.append(node)
            found[node].add(act)
    return found


def test_every_state_and_every_act_can_be_reached(reached: dict[Node, set[Act | None]]) -> None:
    assert {node.state for node in reached} == set(State)
    assert {act for acts in reached.values() for act in acts if act} == set(Act) - {Act.REOPEN}
    assert len(reached) > 5_000


def test_nothing_closes_with_a_step_missing_unless_a_reason_is_written(reached: dict[Node, set[Act | None]]) -> None:
    """Invariant 3."""
    closed = [node for node in reached if node.state is State.CLOSED]
    assert {node.reasoned for node in closed} == {True, False}
    for node in closed:
        facts = node.facts
        whole = not facts.untold and facts.finding in (Choice.FOUND, Choice.NOT_FOUND)
        whole = whole and not (facts.finding is Choice.FOUND and facts.unmeasured)
        whole = whole and not facts.unoffered and not facts.unfollowed and not facts.unserved
        assert whole or node.reasoned, facts


def test_nothing_serious_closes_without_police_and_bureau_whatever_is_written(reached: dict[Node, set[Act | None]]) -> None:
    """Invariant 4: until then the report is a task that blocks."""
    serious = [node for node in reached if node.facts.serious]
    for node in serious:
        reported = node.facts.police and node.facts.bureau
        assert reported or node.state not in (State.MEASURES, State.FOLLOW_UP, State.CLOSED)
        assert reported or serious_reported(node.facts)


def test_no_case_is_stuck(reached: dict[Node, set[Act | None]]) -> None:
    for node in reached:
        if node.state is not State.CLOSED:
            assert any(True for act, _next in following(node)), node
            assert Act.CLOSE_EARLY in acts_from(node.state)


def test_measures_come_only_after_a_finding_and_before_they_are_told(reached: dict[Node, set[Act | None]]) -> None:
    for node in reached:
        if node.state in (State.FOUND, State.MEASURES):
            assert node.facts.finding is Choice.FOUND
            assert node.facts.tier is not None
        if node.state is State.MEASURES:
            assert not node.facts.unmeasured
        if node.state in (State.APPEAL_WINDOW, State.FOLLOW_UP):
            assert not node.facts.unserved


def test_every_way_into_closed_asks_for_everything_or_for_a_reason() -> None:
    into = [line for lines in TABLE.values() for line in lines if line.target is State.CLOSED]
    assert len(into) == 2
    for line in into:
        assert set(line.needs) >= set(COMPLETE) or line.reason
        assert serious_reported in line.needs


def test_a_closed_case_opens_again_only_with_a_reason() -> None:
    assert acts_from(State.CLOSED) == [Act.REOPEN]
    line = transition(Act.REOPEN, State.CLOSED)
    assert line
    assert line.reason


def test_every_refusal_says_what_is_missing() -> None:
    line = transition(Act.SUBMIT, State.INVESTIGATING)
    assert line
    assert len(missing(line.needs, BEGIN)) == 5
    assert missing(line.needs, replace(BEGIN, stopped=True, untold=(), unheard=(), report_written=True, committee_gaps=())) == []
