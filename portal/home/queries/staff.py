"""What families sent, as the staff of their classes sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.orm import joinedload

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Reach, Viewer
from portal.children.models import Child, Enrolment
from portal.children.scope import ONE_CHILD, within, within_reach
from portal.core.db import session
from portal.core.errors import NotFound
from portal.home.models import (
    Consent,
    DataRequest,
    DataRequestAnswer,
    FamilyWord,
    FamilyWordAnswer,
    Proposal,
    ProposalDecision,
    Purpose,
)

Sent = TypeVar("Sent", Proposal, FamilyWord, DataRequest)


def answers_requests(viewer: Viewer) -> bool:
    """Requests for a copy are answered by whoever keeps the files of the whole school."""
    return viewer.may(Permission.EDIT_CHILD) and viewer.reaches(Tier.WELFARE).whole_school


def _open(table: type[Sent], answer: Any, viewer: Viewer) -> Any:
    named = select(table, Child.name).join(Child, Child.id == table.child_id).outerjoin(answer)
    return named.where(answer.id.is_(None), within(viewer, Tier.WELFARE)).options(joinedload(table.guardian))


def open_proposals(viewer: Viewer) -> Sequence[tuple[Proposal, str]]:
    """Proposals nobody answered, oldest first, with the child's name."""
    return _rows(_open(Proposal, ProposalDecision, viewer).order_by(Proposal.id))


def open_words(viewer: Viewer) -> Sequence[tuple[FamilyWord, str]]:
    """Words of families nobody answered, oldest first."""
    return _rows(_open(FamilyWord, FamilyWordAnswer, viewer).order_by(FamilyWord.id))


def open_requests(viewer: Viewer) -> Sequence[tuple[DataRequest, str]]:
    """Requests for a copy nobody answered, the most urgent first; none for who does not answer them."""
    if not answers_requests(viewer):
        return []
    return _rows(_open(DataRequest, DataRequestAnswer, viewer).order_by(DataRequest.due))


def _rows(found: Any) -> Sequence[tuple[Any, str]]:
    return [(one, name) for one, name in session().execute(found.limit(100))]


def sent_by_family(viewer: Viewer, table: type[Sent], number: int) -> Sent:
    """One proposal, word or request within reach; NotFound otherwise."""
    found = select(table).join(Child, Child.id == table.child_id).where(table.id == number, within(viewer, Tier.WELFARE))
    one = session().scalar(found)
    if one is None:
        raise NotFound
    return one


@dataclass(frozen=True)
class Waiting:
    """How many of a kind wait, and since when."""

    kind: str
    count: int
    since: datetime


def waiting(viewer: Viewer) -> Sequence[Waiting]:
    """What waits for an answer within reach, by kind; one statement."""
    kinds: list[tuple[str, Any, Any]] = [("proposals", Proposal, ProposalDecision), ("words", FamilyWord, FamilyWordAnswer)]
    if answers_requests(viewer):
        kinds.append(("copies", DataRequest, DataRequestAnswer))
    parts = [
        select(literal(kind), func.count(table.id), func.min(table.at))
        .select_from(table)
        .join(Child, Child.id == table.child_id)
        .outerjoin(answer)
        .where(answer.id.is_(None), within(viewer, Tier.WELFARE))
        for kind, table, answer in kinds
    ]
    return [Waiting(*row) for row in session().execute(union_all(*parts)) if row[1]]


def words_of(viewer: Viewer, child_id: int) -> Sequence[FamilyWord]:
    """What a family wrote to the school, newest first; one statement."""
    return session().scalars(_words_within(viewer.reaches(Tier.WELFARE)), {"child_id": child_id}).all()


@lru_cache(maxsize=64)
def _words_within(reach: Reach) -> Any:
    found = (
        select(FamilyWord)
        .join(Child, Child.id == FamilyWord.child_id)
        .options(joinedload(FamilyWord.guardian), joinedload(FamilyWord.answer))
        .where(ONE_CHILD, within_reach(reach))
    )
    return found.order_by(FamilyWord.id.desc()).limit(30)


@dataclass(frozen=True)
class Agreed:
    """One child in the register of consents."""

    child_id: int
    name: str
    by_purpose: Mapping[Purpose, Consent]


def register(viewer: Viewer, class_id: int) -> Sequence[Agreed]:
    """What the families of a class agreed to; two statements."""
    enrolled = (Child.class_id == class_id, Child.enrolment == Enrolment.ENROLLED, within(viewer, Tier.WELFARE))
    children = session().execute(select(Child.id, Child.name).where(*enrolled).order_by(Child.pinyin, Child.id)).all()
    newest = select(func.max(Consent.id)).where(Consent.child_id.in_([row[0] for row in children]))
    held: dict[int, dict[Purpose, Consent]] = {}
    for one in session().scalars(select(Consent).where(Consent.id.in_(newest.group_by(Consent.child_id, Consent.purpose)))):
        held.setdefault(one.child_id, {})[one.purpose] = one
    return [Agreed(id_, name, held.get(id_, {})) for id_, name in children]
