"""Looking through children: what the rules say now becomes proposals and alarms; nobody's grade changes by itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert, select, update

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.models import Child, Enrolment
from portal.children.scope import find
from portal.core import clock
from portal.core.db import session
from portal.journal.operations import record
from portal.risk.axes import Grade
from portal.risk.book import facts_of, rulebook
from portal.risk.kept import kept, kept_finding, read_back
from portal.risk.models import AttentionAlarm, AttentionGrade, AttentionProposal, AttentionReview, Decision
from portal.risk.queries.choices import choices
from portal.risk.rules import Assessment, Assessor

IN_A_STATEMENT = 5000


@dataclass
class Reviewed:
    """What a review came to, in numbers and by child."""

    children: int = 0
    proposed: list[tuple[int, Assessment]] = field(default_factory=list)
    withdrawn: int = 0
    raised: int = 0
    ended: int = 0


def review_school(*, by: Viewer | None) -> Reviewed:
    """Look through every enrolled child; the statements grow by blocks of 5,000 children, not with each child."""
    found = select(Child.id).where(Child.enrolment == Enrolment.ENROLLED).order_by(Child.id)
    reviewed = _review(list(session().scalars(found)))
    counts = {"children": reviewed.children, "proposed": len(reviewed.proposed)}
    made = AttentionReview(at=clock.now(), by_id=by.person_id if by else None, **counts)
    session().add(made)
    record("risk.school_reviewed", subject=made, by=by)
    return reviewed


def review_child(child_id: int, *, by: Viewer) -> Reviewed:
    """Look at one child within reach again. Raises NotFound."""
    child = find(by, child_id, Tier.WELFARE)
    reviewed = _review([child.id])
    record("risk.child_reviewed", subject=child, child_id=child.id, by=by)
    return reviewed


def review_children(child_ids: Sequence[int]) -> Reviewed:
    """Look at some children again without anybody asking; only alarms it raises are noted in the journal."""
    enrolled = select(Child.id).where(Child.id.in_(child_ids), Child.enrolment == Enrolment.ENROLLED)
    return _review(list(session().scalars(enrolled)))


def assess_all(child_ids: Sequence[int]) -> Mapping[int, Assessment]:
    """What the rules in force say of some children today; nothing is written."""
    assessor = Assessor(rulebook(), choices())
    return {child_id: assessor.assess(facts) for child_id, facts in facts_of(child_ids, clock.today()).items()}


def _review(child_ids: Sequence[int]) -> Reviewed:
    reviewed = Reviewed(children=len(child_ids))
    for start in range(0, len(child_ids), IN_A_STATEMENT):
        block = child_ids[start : start + IN_A_STATEMENT]
        found = assess_all(block)
        _propose(found, reviewed)
        _alarm(found, reviewed)
    return reviewed


def _propose(found: Mapping[int, Assessment], reviewed: Reviewed) -> None:
    """Open a proposal where the rules say something new, take back one that no longer holds."""
    waiting, held, declined = _waiting(found), _held(found), _declined(found)
    overtaken, fresh = [], []
    for child_id, assessment in found.items():
        before = waiting.get(child_id)
        wanted = _is_news(assessment, held.get(child_id), declined.get(child_id))
        if before and (not wanted or before[1].mark != assessment.mark):
            overtaken.append(before[0])
        if wanted and not (before and before[1].mark == assessment.mark):
            fresh.append((child_id, assessment))
    _overtake(overtaken)
    if fresh:
        now = clock.now()
        rows = [{"child_id": id_, "grade": int(one.grade), "evidence": kept(one), "proposed_at": now} for id_, one in fresh]
        session().execute(insert(AttentionProposal), rows)
    reviewed.proposed += fresh
    reviewed.withdrawn += len(overtaken) - len({id_ for id_, _ in fresh} & waiting.keys())


def _is_news(assessment: Assessment, held: Assessment | None, declined: Assessment | None) -> bool:
    """Whether somebody should decide: another grade, or another reason for one that is not daily; what was declined stays so."""
    if declined and declined.mark == assessment.mark:
        return False
    if held is None:
        return assessment.grade != Grade.NOT_ASSESSED
    return assessment.grade != held.grade or bool({one.rule for one in assessment.hard} - {one.rule for one in held.hard})


def _overtake(ids: Collection[int]) -> None:
    changed = update(AttentionProposal).where(AttentionProposal.id.in_(ids))
    if ids:
        session().execute(changed.values(decided_at=clock.now(), decision=Decision.OVERTAKEN))


def _waiting(found: Collection[int]) -> Mapping[int, tuple[int, Assessment]]:
    columns: list[Any] = [AttentionProposal.child_id, AttentionProposal.id, AttentionProposal.grade, AttentionProposal.evidence]
    waiting = (AttentionProposal.child_id.in_(list(found)), AttentionProposal.decided_at.is_(None))
    rows = session().execute(select(*columns).where(*waiting))
    return {row[0]: (row[1], read_back(row[2], row[3])) for row in rows}


def _held(found: Collection[int]) -> Mapping[int, Assessment]:
    """The grades that hold now and are not due for review; one that is due is proposed anew."""
    holds = (AttentionGrade.child_id.in_(list(found)), AttentionGrade.until_day.is_(None), AttentionGrade.review_on > clock.today())
    rows = session().execute(select(AttentionGrade.child_id, AttentionGrade.grade, AttentionGrade.evidence).where(*holds))
    return {row[0]: read_back(row[1], row[2]) for row in rows}


def _declined(found: Collection[int]) -> Mapping[int, Assessment]:
    """The latest proposal of each child that a person declined after the grade that holds."""
    columns: list[Any] = [AttentionProposal.child_id, AttentionProposal.grade, AttentionProposal.evidence]
    later = select(AttentionGrade.id).where(
        AttentionGrade.child_id == AttentionProposal.child_id, AttentionGrade.decided_at > AttentionProposal.decided_at
    )
    wanted = (AttentionProposal.child_id.in_(list(found)), AttentionProposal.decision == Decision.DECLINED, ~later.exists())
    rows = session().execute(select(*columns).where(*wanted).order_by(AttentionProposal.id))
    return {row[0]: read_back(row[1], row[2]) for row in rows}


def _alarm(found: Mapping[int, Assessment], reviewed: Reviewed) -> None:
    """Raise an alarm for each hard trigger that holds, end those that no longer do."""
    lasting = (AttentionAlarm.child_id.in_(list(found)), AttentionAlarm.ended_at.is_(None))
    rows = session().execute(select(AttentionAlarm.child_id, AttentionAlarm.rule, AttentionAlarm.id).where(*lasting))
    open_now = {(row[0], row[1]): row[2] for row in rows}
    holding = {(child_id, one.rule): one for child_id, assessment in found.items() for one in assessment.hard}
    over = [id_ for key, id_ in open_now.items() if key not in holding]
    if over:
        session().execute(update(AttentionAlarm).where(AttentionAlarm.id.in_(over)).values(ended_at=clock.now()))
    for (child_id, rule), finding in holding.items():
        if (child_id, rule) not in open_now:
            raised = AttentionAlarm(child_id=child_id, rule=rule, evidence=kept_finding(finding), raised_at=clock.now())
            session().add(raised)
            record("risk.alarm_raised", subject=raised, child_id=child_id, by=None)
            reviewed.raised += 1
    reviewed.ended += len(over)
