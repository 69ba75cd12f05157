"""From facts to a proposal, purely: which rules hold, on which axis, how grave, with what evidence, and what nobody wrote down."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from portal.access.permissions import Tier
from portal.core.contributions import Signal, Value
from portal.risk.axes import Axis, Grade, gravest
from portal.risk.conditions import Facts
from portal.risk.rulebook import Choices, Rule, Rulebook


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact a finding rests on; `value` None when nobody has written it down."""

    name: str
    value: Value | None
    on: date | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that holds for a child, with its evidence."""

    rule: str
    axis: Axis
    grade: Grade
    hard: bool
    tier: Tier
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Assessment:
    """What the rules say of one child: hard triggers first, then by grade and weight. `missing` facts left rules undecided."""

    grade: Grade
    findings: tuple[Finding, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def axes(self) -> Mapping[Axis, Grade]:
        """The gravest finding of each axis that has one."""
        grades = {axis: gravest(one.grade for one in self.findings if one.axis is axis) for axis in Axis}
        return {axis: grade for axis, grade in grades.items() if grade}

    @property
    def hard(self) -> Sequence[Finding]:
        """Findings that raise an alarm."""
        return [finding for finding in self.findings if finding.hard]

    @property
    def mark(self) -> tuple[int, tuple[str, ...]]:
        """The same mark means the same proposal: a number that grew by a day is no news."""
        return int(self.grade), tuple(sorted(finding.rule for finding in self.findings))


def assess(book: Rulebook, choices: Choices, facts: Facts) -> Assessment:
    """What the rules in force say of a child with these facts."""
    return Assessor(book, choices).assess(facts)


class Assessor:
    """The rules in force, ordered once for many children."""

    def __init__(self, book: Rulebook, choices: Choices) -> None:
        self.book, self.numbers = book, choices.numbers(book)
        self.rules = sorted(choices.in_force(book), key=lambda rule: (not rule.hard, rule.grade, -rule.weight, rule.id))

    def assess(self, facts: Facts) -> Assessment:
        findings, missing = [], set[str]()
        for rule in self.rules:
            answer = rule.condition.ask(facts, self.numbers)
            if answer.holds:
                findings.append(_finding(rule, facts, answer.facts | answer.missing))
            elif answer.holds is None:
                missing |= answer.missing
        return Assessment(self._grade(findings, facts), tuple(findings), tuple(sorted(missing)))

    def _grade(self, findings: Sequence[Finding], facts: Facts) -> Grade:
        found = gravest(finding.grade for finding in findings)
        if found:
            return found
        unassessed = self.book.unassessed
        return Grade.NOT_ASSESSED if unassessed and unassessed.ask(facts, self.numbers).holds else Grade.DAILY


def _finding(rule: Rule, facts: Facts, names: Collection[str]) -> Finding:
    evidence = tuple(_fact(name, facts.get(name)) for name in rule.facts if name in names)
    return Finding(rule.id, rule.axis, rule.grade, rule.hard, rule.tier, evidence)


def _fact(name: str, signal: Signal | None) -> Fact:
    return Fact(name, None) if signal is None else Fact(name, signal.value, signal.on, signal.detail)


def review_day(decided: date, days: int, term_ends: date | None) -> date:
    """When a grade is looked at again: after its days, and at the latest when the term ends (reviewed every term)."""
    due = decided + timedelta(days=days)
    return min(due, term_ends) if term_ends and term_ends > decided else due


class Rung:
    """Who is asked to answer an alarm, the nearest to the child first."""

    HOMEROOM, LEAD, PRINCIPAL = range(3)


def rung(raised: datetime, now: datetime, minutes: Sequence[int], first: int = Rung.HOMEROOM) -> int:
    """How high an unanswered alarm has climbed: each rung has its minutes, the last one keeps it."""
    at, left = first, (now - raised).total_seconds() / 60
    while at < Rung.PRINCIPAL and left >= minutes[at]:
        left -= minutes[at]
        at += 1
    return at


def rung_due(raised: datetime, minutes: Sequence[int], at: int, first: int = Rung.HOMEROOM) -> datetime:
    """Until when the rung `at` has to answer before the alarm climbs on."""
    return raised + timedelta(minutes=sum(minutes[first : at + 1]))
