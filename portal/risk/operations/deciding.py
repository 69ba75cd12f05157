"""A person confirms or declines what was proposed, with a reason; only this changes a child's grade."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update

from portal.access.permissions import Role
from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.journal.operations import record
from portal.risk.axes import Grade
from portal.risk.kept import read_back
from portal.risk.models import AttentionGrade, AttentionProposal, Decision
from portal.risk.queries.proposals import open_proposal
from portal.risk.rules import review_day
from portal.school.queries import calendar, number

SHORTEST_REASON = 2
ANSWER_FOR_THE_SCHOOL = frozenset({Role.SAFEGUARDING_LEAD, Role.PRINCIPAL})


def confirm(proposal_id: int, reason: str, *, by: Viewer) -> AttentionGrade:
    """The proposed grade holds from today until its review. Raises NotFound, Refused."""
    return _confirm(open_proposal(by, proposal_id), _checked(reason), by)


def confirm_many(proposal_ids: Sequence[int], reason: str, *, by: Viewer) -> int:
    """Several at once with the same reason; what somebody else decided meanwhile is left out. Returns how many."""
    if not proposal_ids:
        raise Refused(_l("Tick at least one child."), field="proposal")
    written, found = _checked(reason), [one for one in _open(proposal_ids) if one.id in set(proposal_ids)]
    for one in found:
        _confirm(open_proposal(by, one.id), written, by)
    return len(found)


def _open(proposal_ids: Sequence[int]) -> Sequence[Any]:
    still = (AttentionProposal.id.in_(proposal_ids), AttentionProposal.decided_at.is_(None))
    return session().scalars(select(AttentionProposal).where(*still)).all()


def decline(proposal_id: int, reason: str, *, by: Viewer) -> None:
    """The grade stays as it is, until the facts change. A hard trigger is only declined by the lead or the principal."""
    proposal = open_proposal(by, proposal_id)
    written = _checked(reason)
    if read_back(proposal.grade, proposal.evidence).hard and not by.roles & ANSWER_FOR_THE_SCHOOL:
        words = _l("This one is for the safeguarding lead or the principal to decline. Tell them what you know.")
        raise Refused(words, field="reason")
    _close(proposal, Decision.DECLINED, written, by)
    record("risk.declined", subject=proposal, child_id=proposal.child_id, by=by)


def _confirm(proposal: AttentionProposal, reason: str, by: Viewer | None) -> AttentionGrade:
    _close(proposal, Decision.CONFIRMED, reason, by)
    return give_grade(proposal.child_id, Grade(proposal.grade), proposal.evidence, reason, by=by)


def give_grade(child_id: int, grade: Grade, evidence: Any, reason: str, *, by: Viewer | None) -> AttentionGrade:
    """Close the grade that held and write the new one with its day of review."""
    today = clock.today()
    held = update(AttentionGrade).where(AttentionGrade.child_id == child_id, AttentionGrade.until_day.is_(None))
    session().execute(held.values(until_day=today))
    given = AttentionGrade(
        child_id=child_id,
        grade=int(grade),
        evidence=evidence,
        reason=reason,
        from_day=today,
        review_on=next_review(grade, today),
        decided_at=clock.now(),
        decided_by_id=by.person_id if by else None,
    )
    session().add(given)
    record("risk.graded", subject=given, child_id=child_id, by=by)
    return given


def next_review(grade: Grade, today: date) -> date:
    """When the school looks at a grade again."""
    term = calendar().term_of(today)
    return review_day(today, number(f"risk.review_days_{int(grade)}"), term.last_day if term else None)


def _close(proposal: AttentionProposal, decision: Decision, reason: str, by: Viewer | None) -> None:
    proposal.decided_at, proposal.decision, proposal.reason = clock.now(), decision, reason
    proposal.decided_by_id = by.person_id if by else None
    session().flush()


def _checked(reason: str) -> str:
    written = reason.strip()
    if len(written) < SHORTEST_REASON:
        raise Refused(_l("Write in a few words why."), field="reason")
    return written
