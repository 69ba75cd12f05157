"""Proposals that wait for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from portal.access.permissions import Tier
from portal.access.viewer import Reach, Viewer
from portal.children.models import Child, Enrolment
from portal.children.scope import ONE_CHILD, within, within_reach
from portal.core.db import session
from portal.core.errors import NotFound
from portal.risk.models import AttentionGrade, AttentionProposal

OPEN = AttentionProposal.decided_at.is_(None)
HERE = Child.enrolment == Enrolment.ENROLLED


@dataclass(frozen=True, slots=True)
class Waiting:
    """One open proposal, with the child and the grade that holds now (0 when none)."""

    id: int
    child_id: int
    name: str
    pinyin: str
    class_id: int | None
    sex: str
    boarding: bool
    grade: int
    evidence: Any
    proposed_at: datetime
    current: int


def _waiting(viewer: Viewer, *conditions: ColumnElement[bool]) -> Any:
    return _waiting_in(viewer.reaches(Tier.WELFARE), *conditions)


@lru_cache(maxsize=64)
def _waiting_in(reach: Reach, *conditions: ColumnElement[bool]) -> Any:
    held = and_(AttentionGrade.child_id == Child.id, AttentionGrade.until_day.is_(None))
    columns: list[Any] = [
        AttentionProposal.id, Child.id, Child.name, Child.pinyin, Child.class_id, Child.sex, Child.boarding,
        AttentionProposal.grade, AttentionProposal.evidence, AttentionProposal.proposed_at, func.coalesce(AttentionGrade.grade, 0),
    ]  # fmt: skip
    joined = select(*columns).join(Child, Child.id == AttentionProposal.child_id).outerjoin(AttentionGrade, held)
    return joined.where(OPEN, HERE, within_reach(reach), *conditions)


def waiting(viewer: Viewer, grade: int | None = None, most: int = 50, skip: int = 0) -> Sequence[Waiting]:
    """Open proposals within reach, the gravest first, then by name; one statement."""
    wanted = () if grade is None else (AttentionProposal.grade == grade,)
    found = _waiting(viewer, *wanted).order_by(AttentionProposal.grade, Child.pinyin, Child.id).offset(skip).limit(most)
    return [Waiting(*row) for row in session().execute(found)]


def waiting_counts(viewer: Viewer, *conditions: ColumnElement[bool]) -> dict[int, int]:
    """How many wait within reach, by proposed grade; one statement."""
    found = select(AttentionProposal.grade, func.count()).join(Child, Child.id == AttentionProposal.child_id)
    rows = session().execute(found.where(OPEN, HERE, within(viewer, Tier.WELFARE), *conditions).group_by(AttentionProposal.grade))
    return {row[0]: row[1] for row in rows}


def oldest_waiting(viewer: Viewer, *conditions: ColumnElement[bool]) -> tuple[int, datetime | None]:
    """How many wait within reach, and since when the first; one statement."""
    found = select(func.count(), func.min(AttentionProposal.proposed_at)).join(Child, Child.id == AttentionProposal.child_id)
    row = session().execute(found.where(OPEN, HERE, within(viewer, Tier.WELFARE), *conditions)).one()
    return row[0], row[1]


def proposal_for(viewer: Viewer, child_id: int) -> Waiting | None:
    """The open proposal of one child within reach."""
    row = session().execute(_waiting(viewer, ONE_CHILD), {"child_id": child_id}).one_or_none()
    return None if row is None else Waiting(*row)


def open_proposal(viewer: Viewer, proposal_id: int) -> AttentionProposal:
    """The record of an open proposal within reach; NotFound when decided, absent or out of reach."""
    found = select(AttentionProposal).join(Child, Child.id == AttentionProposal.child_id)
    record = session().scalar(found.where(AttentionProposal.id == proposal_id, OPEN, HERE, within(viewer, Tier.WELFARE)))
    if record is None:
        raise NotFound
    return record
