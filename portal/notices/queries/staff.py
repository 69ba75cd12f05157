"""What the staff sees: notices with families within reach, who read, what came back; never a family beyond it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, distinct, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.models import Child, Guardian
from portal.children.scope import within
from portal.core.db import session
from portal.core.errors import NotFound
from portal.core.pagination import Page, page_of_rows
from portal.notices.models import Asks, Notice, Recipient, Reminder, Reply, Withdrawal


class Show(StrEnum):
    """Which families of a notice."""

    ALL = "all"
    UNREAD = "unread"
    READ = "read"
    ANSWERED = "answered"
    OPEN = "open"


@dataclass(frozen=True)
class Sent:
    """A line of the list of notices, counted within reach."""

    id: int
    title: str
    sent_at: datetime
    asks: Asks
    answer_by: date | None
    sent_by_id: int
    withdrawn: bool
    families: int
    read: int
    answered: int


def _children(*conditions: ColumnElement[bool], viewer: Viewer) -> Any:
    """How many children of a notice within reach meet the conditions, for a column over `Notice`."""
    counted = select(func.count(distinct(Recipient.child_id))).join(Child, Child.id == Recipient.child_id)
    return (
        counted.where(Recipient.notice_id == Notice.id, within(viewer, Tier.WELFARE), *conditions)
        .correlate(Notice)
        .scalar_subquery()
    )


_has_reply = select(Reply.id).where(Reply.recipient_id == Recipient.id).exists()


def _reached(viewer: Viewer) -> ColumnElement[bool]:
    """Own notices, and those to families within reach."""
    theirs = select(Recipient.id).join(Child, Child.id == Recipient.child_id)
    return or_(
        Notice.sent_by_id == viewer.person_id, theirs.where(Recipient.notice_id == Notice.id, within(viewer, Tier.WELFARE)).exists()
    )


def sent(viewer: Viewer, number: int) -> Page[Sent]:
    """Newest first; one statement."""
    columns = (
        Notice.id,
        Notice.title,
        Notice.sent_at,
        Notice.asks,
        Notice.answer_by,
        Notice.sent_by_id,
        select(Withdrawal.id).where(Withdrawal.notice_id == Notice.id).exists(),
        _children(viewer=viewer),
        _children(Recipient.read_at.is_not(None), viewer=viewer),
        _children(_has_reply, viewer=viewer),
    )
    page = page_of_rows(select(*columns).where(_reached(viewer)).order_by(Notice.sent_at.desc(), Notice.id.desc()), number, size=30)
    return Page([Sent(*row) for row in page.items], page.number, page.total, page.size)


def notice(viewer: Viewer, notice_id: int) -> Notice:
    """A notice with families within reach, or an own one; NotFound otherwise."""
    found = (
        select(Notice)
        .options(joinedload(Notice.withdrawal), joinedload(Notice.sent_by), selectinload(Notice.audience))
        .where(Notice.id == notice_id, _reached(viewer))
    )
    one = session().scalar(found)
    if one is None:
        raise NotFound
    return one


@dataclass(frozen=True)
class Numbers:
    """Families of a notice within reach; each number opens its list."""

    all: int
    read: int
    answered: int

    @property
    def unread(self) -> int:
        return self.all - self.read

    @property
    def open(self) -> int:
        return self.all - self.answered


def numbers(viewer: Viewer, notice_id: int) -> Numbers:
    """The families of one notice, counted by child; one statement."""
    read, answered = Recipient.read_at.is_not(None), _has_reply
    columns = (_children(viewer=viewer), _children(read, viewer=viewer), _children(answered, viewer=viewer))
    return Numbers(*session().execute(select(*columns).where(Notice.id == notice_id)).one())


@dataclass(frozen=True)
class Family:
    """One child's family: who of it read, what they answered."""

    child_id: int
    child: str
    class_id: int | None
    guardians: Sequence[Receipt]


@dataclass(frozen=True)
class Receipt:
    """One guardian or carer: whether they have a login, when they read, what they answered last."""

    name: str
    relation: str
    enrolled: bool
    read_at: datetime | None
    reply: Reply | None


def families(viewer: Viewer, notice_id: int, show: Show, number: int) -> Page[Family]:
    """A page of families; three statements."""
    of = select(Recipient.id).where(Recipient.notice_id == notice_id, Recipient.child_id == Child.id)
    read, answered = of.where(Recipient.read_at.is_not(None)).exists(), of.where(_has_reply).exists()
    wanted = {Show.UNREAD: ~read, Show.READ: read, Show.ANSWERED: answered, Show.OPEN: ~answered}
    children = select(Child.id, Child.name, Child.class_id).where(of.exists(), within(viewer, Tier.WELFARE))
    if show in wanted:
        children = children.where(wanted[show])
    page = page_of_rows(children.order_by(Child.class_id, Child.pinyin, Child.id), number)
    receipts = _receipts(notice_id, [row[0] for row in page.items])
    return Page(
        [Family(row[0], row[1], row[2], receipts.get(row[0], ())) for row in page.items], page.number, page.total, page.size
    )


def _receipts(notice_id: int, child_ids: Sequence[int]) -> Mapping[int, Sequence[Receipt]]:
    newest = select(func.max(Reply.id)).group_by(Reply.recipient_id)
    found = (
        select(Recipient.child_id, Guardian.name, Guardian.relation, Guardian.person_id, Recipient.read_at, Reply)
        .join(Guardian, Guardian.id == Recipient.guardian_id)
        .outerjoin(Reply, (Reply.recipient_id == Recipient.id) & Reply.id.in_(newest))
        .where(Recipient.notice_id == notice_id, Recipient.child_id.in_(child_ids))
        .order_by(Guardian.place)
    )
    receipts: dict[int, list[Receipt]] = {}
    for child_id, name, relation, person_id, read_at, answer in session().execute(found):
        receipts.setdefault(child_id, []).append(Receipt(name, relation, person_id is not None, read_at, answer))
    return receipts


def reminders(notice_id: int) -> Sequence[Reminder]:
    """When the word went out again."""
    return session().scalars(select(Reminder).where(Reminder.notice_id == notice_id).order_by(Reminder.id)).all()
