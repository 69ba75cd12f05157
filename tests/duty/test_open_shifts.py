"""Every unfilled shift is named with the rules that block it and what would open it, and that really opens it."""

from __future__ import annotations

import copy

from flask import Flask
from hypothesis import given, settings

from portal.duty.solver.blocked import Candidate, OpenShift
from portal.duty.solver.hard_rules import HardRule
from portal.duty.solver.words import shortage, what_opens, why_open
from tests.duty.check_roster import Json
from tests.duty.instances import instance, instances, person, shift, solved

ALL_IN_THE_WAY = instance(
    [
        person("Away", "gate", away=("2026-09-12",)),
        person("Done", "gate", most=0),
        person("Cook", "kitchen"),
        person("Busy", "gate", "leader"),
    ],
    [shift("A", "gate", 1), shift("L", "leader", 1)],
    locked={"L": "Busy"},
)


def rules(candidate: Candidate) -> list[tuple[HardRule, str | None]]:
    return [(one.rule, one.shift) for one in candidate.rules]


def test_each_candidate_is_told_with_what_is_in_the_way() -> None:
    (blocked,) = solved(ALL_IN_THE_WAY).blocked
    assert blocked.shift == "A"
    assert {candidate.person: rules(candidate) for candidate in blocked.candidates} == {
        "Away": [(HardRule.AWAY, None)],
        "Busy": [(HardRule.SAME_WEEKEND, "L")],
        "Done": [(HardRule.MAX_SHIFTS, None)],
    }


def test_a_gap_names_the_shift_too_near() -> None:
    near = instance([person("T1", "gate", "leader")], [shift("A", "gate", 0), shift("B", "leader", 1)], gap=1, locked={"B": "T1"})
    (blocked,) = solved(near).blocked
    assert rules(blocked.candidates[0]) == [(HardRule.WEEKEND_GAP, "B")]


def test_the_sentences_name_people_rules_and_remedies(app: Flask) -> None:
    with app.test_request_context(headers={"Cookie": "language=en"}):
        (blocked,) = solved(ALL_IN_THE_WAY).blocked
        assert why_open(blocked) == [
            "Away: away that day.",
            "Busy: already has L that weekend.",
            "Done: has as many shifts as allowed.",
        ]
        assert what_opens(blocked) == (
            "It could be taken by Away, if there that day; or by Busy, if somebody else takes L; "
            "or by Done, if allowed one more shift; or by one more person for gate."
        )


def test_a_post_nobody_can_hold_says_so(app: Flask) -> None:
    roster = solved(instance([person("T1", "leader")], [shift("A", "gate"), shift("B", "gate", 1), shift("C", "leader")]))
    with app.test_request_context(headers={"Cookie": "language=en"}):
        assert why_open(roster.blocked[0]) == ["Nobody is qualified for gate."]
        assert what_opens(roster.blocked[0]) == "It opens with one more person for gate who is there on 2026-09-05."
        (found,) = roster.shortages
        assert shortage(found) == "gate: 2 shifts, 0 filled; 0 people are qualified and could take 0 at most."


def test_a_shortage_counts_limits_leave_and_weekends() -> None:
    people = [person("T1", "gate", most=1), person("T2", "gate", away=("2026-09-05",))]
    asked = [shift("A", "gate", 0), shift("B", "gate", 0), shift("C", "gate", 1), shift("D", "gate", 1)]
    (found,) = solved(instance(people, asked)).shortages
    assert (found.asked, found.filled, found.qualified, found.most) == (4, 2, 2, 2)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(instances(people=3, shifts=6))
def test_what_would_open_a_shift_opens_it(wanted: Json) -> None:
    """Lifting leave and limit as said fills one shift more; every candidate left out has something in the way."""
    roster = solved(wanted)
    for blocked in roster.blocked:
        assert all(candidate.rules for candidate in blocked.candidates)
        for candidate in blocked.nearest:
            if {one.rule for one in candidate.rules} <= {HardRule.AWAY, HardRule.MAX_SHIFTS}:
                assert len(solved(_lifted(wanted, blocked, candidate)).unfilled) == len(roster.unfilled) - 1


def _lifted(wanted: Json, blocked: OpenShift, candidate: Candidate) -> Json:
    changed = copy.deepcopy(wanted)
    row = next(row for row in changed["people"] if row["id"] == candidate.person)
    for one in candidate.rules:
        if one.rule is HardRule.AWAY:
            row["unavailable"].remove(blocked.day)
        else:
            row["max_shifts"] += 1
    return changed
