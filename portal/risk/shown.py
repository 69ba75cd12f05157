"""What a reader sees of an assessment: reasons with their facts where those are open to the reader, else what to do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Tier
from portal.core.contributions import Source
from portal.core.errors import Words
from portal.risk.axes import AXIS_WORDS, Axis
from portal.risk.rulebook import Rulebook
from portal.risk.rules import Assessment, Fact, Finding

SET_BY: dict[Tier, Words] = {Tier.CLINICAL: _l("Counselor"), Tier.SEALED: _l("Safeguarding lead")}


@dataclass(frozen=True)
class Evidence:
    """One fact in words with its day; `missing` when the finding is that nobody wrote it down."""

    words: Words
    on: date | None = None
    missing: bool = False


@dataclass(frozen=True)
class Reason:
    """One finding for one reader. `sealed` ones hold only what to do, and whose finding it is."""

    words: Words
    tag: Words
    advice: Words = ""
    evidence: Sequence[Evidence] = ()
    source: Source | None = None
    source_words: Words = ""
    hard: bool = False
    sealed: bool = False


def reasons(book: Rulebook, assessment: Assessment, tiers: Collection[Tier]) -> Sequence[Reason]:
    """The findings as a reader of these tiers may see them, without those a graver one already tells."""
    found = [_reason(book, finding, tiers) for finding in _telling(assessment.findings)]
    once = {(str(one.words), one.sealed): one for one in reversed(found)}
    return list(reversed(once.values()))


def _telling(findings: Sequence[Finding]) -> Sequence[Finding]:
    """Leave out what rests on nothing but facts that a graver finding of the same axis rests on too."""
    kept: list[Finding] = []
    for finding in findings:
        names = {fact.name for fact in finding.facts}
        if not any(one.axis is finding.axis and names <= {fact.name for fact in one.facts} for one in kept):
            kept.append(finding)
    return kept


def _reason(book: Rulebook, finding: Finding, tiers: Collection[Tier]) -> Reason:
    rule = book.rule(finding.rule)
    if not is_open(book, finding, tiers):
        closed = next((tier for tier in reversed(Tier) if tier in SET_BY and tier in _tiers(book, finding)), Tier.SEALED)
        advice = rule.advice if rule else _l("Ask what to do.")
        return Reason(advice, SET_BY.get(closed, AXIS_WORDS[finding.axis]), hard=finding.hard, sealed=True)
    tag, evidence = AXIS_WORDS[finding.axis], [_evidence(book, fact) for fact in finding.facts]
    if rule is None:
        gone = _l("By a rule that is no longer there: %(rule)s", rule=finding.rule)
        return Reason(gone, tag, evidence=evidence, hard=finding.hard)
    return Reason(rule.reason, tag, rule.advice, evidence, rule.source, rule.source_words, finding.hard)


def is_open(book: Rulebook, finding: Finding, tiers: Collection[Tier]) -> bool:
    """Whether a reader may see the finding and every fact it rests on."""
    return _tiers(book, finding) <= set(tiers)


def _tiers(book: Rulebook, finding: Finding) -> set[Tier]:
    """The tiers of a finding and of its facts; a fact nobody declares any more is kept as closely as can be."""
    own = {book.facts[fact.name].tier if fact.name in book.facts else Tier.SEALED for fact in finding.facts}
    return own | {finding.tier} | ({Tier.CLINICAL} if finding.axis is Axis.PSYCHOLOGICAL else set())


def _evidence(book: Rulebook, fact: Fact) -> Evidence:
    definition = book.facts[fact.name]
    if fact.value is None:
        return Evidence(_l("Nobody has written this down: %(fact)s", fact=definition.label), missing=True)
    return Evidence(definition.evidence(fact.value, fact.detail), fact.on)


def unwritten(book: Rulebook, assessment: Assessment, tiers: Collection[Tier]) -> Sequence[Words]:
    """Facts that left rules undecided and that this reader may know of."""
    return [book.facts[name].label for name in assessment.missing if name in book.facts and book.facts[name].tier in tiers]
