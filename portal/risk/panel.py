"""One child's attention for one reader: the grade that holds and why, what is proposed, what alarms."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.scope import Placed, reaches
from portal.core.errors import Words
from portal.risk.axes import AXIS_WORDS, GRADE_WORDS, Grade
from portal.risk.book import rulebook
from portal.risk.kept import finding_of, read_back
from portal.risk.queries.alarms import Alarm, alarms
from portal.risk.queries.grades import Given, history
from portal.risk.queries.proposals import Waiting, proposal_for
from portal.risk.rules import Assessment
from portal.risk.shown import Reason, reasons, unwritten


@dataclass(frozen=True)
class Said:
    """A grade in words with its reasons."""

    grade: Grade
    words: Words
    reasons: Sequence[Reason]
    missing: Sequence[Words]
    axes: Sequence[tuple[Words, Grade, Words]]


@dataclass(frozen=True)
class Attention:
    """All that a reader sees of one child; `given` None while nobody decided."""

    child_id: int
    given: Given | None
    said: Said
    proposal: Waiting | None
    proposed: Said | None
    alarms: Sequence[tuple[Alarm, Reason]]
    past: Sequence[Given]
    may_decide: bool


def tiers_of(viewer: Viewer, child: Placed) -> frozenset[Tier]:
    """The tiers in which a reader reaches a child."""
    return frozenset(tier for tier in Tier if reaches(viewer, child, tier))


@dataclass(frozen=True, slots=True)
class At:
    """The child of a row, with what reach is decided by."""

    id: int
    class_id: int | None
    boarding: bool
    sex: str


def tiers_at(viewer: Viewer, row: Waiting | Alarm) -> frozenset[Tier]:
    """The tiers in which a reader reaches the child of a proposal or an alarm."""
    return tiers_of(viewer, At(row.child_id, row.class_id, row.boarding, row.sex))


def attention_of(viewer: Viewer, child: Placed) -> Attention:
    """Three statements; the caller has found the child within reach."""
    tiers, past = tiers_of(viewer, child), history(child.id)
    given = next((one for one in past if one.until_day is None), None)
    held = read_back(given.grade, given.evidence) if given else Assessment(Grade.NOT_ASSESSED)
    may_decide = viewer.may(Permission.DECIDE_ATTENTION) and Tier.WELFARE in tiers
    proposal = proposal_for(viewer, child.id) if may_decide else None
    return Attention(
        child_id=child.id,
        given=given,
        said=said(held, tiers),
        proposal=proposal,
        proposed=said(read_back(proposal.grade, proposal.evidence), tiers) if proposal else None,
        alarms=[(one, alarm_reason(one, tiers)) for one in alarms(viewer, child.id)] if may_decide else [],
        past=past,
        may_decide=may_decide,
    )


def said(assessment: Assessment, tiers: Collection[Tier]) -> Said:
    """An assessment in words for a reader of these tiers; the axes of what is closed to the reader are left out."""
    book = rulebook()
    found = reasons(book, assessment, tiers)
    open_axes = {str(one.tag) for one in found if not one.sealed}
    axes = [(AXIS_WORDS[axis], grade, GRADE_WORDS[grade]) for axis, grade in assessment.axes.items()]
    return Said(
        grade=assessment.grade,
        words=GRADE_WORDS[assessment.grade],
        reasons=found,
        missing=unwritten(book, assessment, tiers),
        axes=[one for one in axes if str(one[0]) in open_axes],
    )


def alarm_reason(alarm: Alarm, tiers: Collection[Tier]) -> Reason:
    """Why an alarm was raised, as far as the reader may know."""
    finding = finding_of(alarm.evidence)
    return reasons(rulebook(), Assessment(finding.grade, (finding,)), tiers)[0]
