"""What a family reads: messages about own children, as far as today's rights go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.models import Child, Guardian
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound
from portal.core.pagination import Page, page_of_rows
from portal.notices.models import Asks, Notice, Recipient, Reply, Withdrawal
from portal.people.models import Person


def _mine(viewer: Viewer) -> Sequence[ColumnElement[bool]]:
    """Rows of this person about children they reach today; a notice for full rights only needs those."""
    reached = {tier: sorted(viewer.reaches(tier).child_ids) for tier in (Tier.DIRECTORY, Tier.WELFARE)}
    open_to = or_(
        and_(Notice.tier == Tier.DIRECTORY, Recipient.child_id.in_(reached[Tier.DIRECTORY])),
        and_(Notice.tier == Tier.WELFARE, Recipient.child_id.in_(reached[Tier.WELFARE])),
    )
    return (Guardian.person_id == viewer.person_id, open_to)


_answered = select(Reply.id).where(Reply.recipient_id == Recipient.id).exists()


@dataclass(frozen=True)
class Message:
    """A line of the list: what it is called, about whom, whether it was read and still waits for an answer."""

    notice_id: int
    title: str
    sent_at: datetime
    asks: Asks
    answer_by: date | None
    child: str
    read_at: datetime | None
    answered: bool
    withdrawn: bool
    sent_by: str

    @property
    def waits(self) -> bool:
        """Whether an answer is asked for and can still be given."""
        in_time = self.answer_by is None or self.answer_by >= clock.today()
        return self.asks is not Asks.NOTHING and in_time and not (self.answered or self.withdrawn)


def messages(viewer: Viewer, number: int) -> Page[Message]:
    """Newest first; about each child a line of its own; one statement."""
    found = _lines(viewer).order_by(Notice.sent_at.desc(), Recipient.id)
    page = page_of_rows(found, number, size=30)
    return Page([Message(*row) for row in page.items], page.number, page.total, page.size)


def waiting(viewer: Viewer, most: int = 4) -> Sequence[tuple[Message, str]]:
    """What stands on the first page, with the text: unread, or to be answered; one statement."""
    still = or_(Notice.answer_by.is_(None), Notice.answer_by >= clock.today())
    open_ones = or_(Recipient.read_at.is_(None), and_(Notice.asks != Asks.NOTHING, ~_answered, still))
    found = _lines(viewer).add_columns(Notice.body).where(open_ones, Withdrawal.id.is_(None))
    rows = session().execute(found.order_by(Notice.sent_at.desc(), Recipient.id).limit(most))
    return [(Message(*row[:-1]), row[-1]) for row in rows]


def _lines(viewer: Viewer) -> Any:
    """The columns of `Message` over own rows."""
    columns = (
        Notice.id,
        Notice.title,
        Notice.sent_at,
        Notice.asks,
        Notice.answer_by,
        Child.name,
        Recipient.read_at,
        _answered,
        Withdrawal.id.is_not(None),
        Person.name,
    )
    return (
        select(*columns)
        .join(Recipient, Recipient.notice_id == Notice.id)
        .join(Guardian, Guardian.id == Recipient.guardian_id)
        .join(Child, Child.id == Recipient.child_id)
        .join(Person, Person.id == Notice.sent_by_id)
        .outerjoin(Withdrawal, Withdrawal.notice_id == Notice.id)
        .where(*_mine(viewer))
    )


@dataclass(frozen=True)
class About:
    """One child a message is about, and what this person answered last."""

    recipient: Recipient
    child: str
    reply: Reply | None


def message(viewer: Viewer, notice_id: int) -> tuple[Notice, Sequence[About]]:
    """The message and the own children it is about; NotFound when none is. Two statements."""
    found = (
        select(Recipient, Child.name)
        .join(Notice, Notice.id == Recipient.notice_id)
        .join(Guardian, Guardian.id == Recipient.guardian_id)
        .join(Child, Child.id == Recipient.child_id)
        .options(
            joinedload(Recipient.notice).joinedload(Notice.withdrawal), joinedload(Recipient.notice).joinedload(Notice.sent_by)
        )
        .where(Recipient.notice_id == notice_id, *_mine(viewer))
        .order_by(Child.birth_date, Child.id)
    )
    rows = session().execute(found).all()
    if not rows:
        raise NotFound
    replies = _newest([recipient.id for recipient, _name in rows])
    return rows[0][0].notice, [About(one, name, replies.get(one.id)) for one, name in rows]


def _newest(recipient_ids: Sequence[int]) -> dict[int, Reply]:
    newest = select(func.max(Reply.id)).where(Reply.recipient_id.in_(recipient_ids)).group_by(Reply.recipient_id)
    return {one.recipient_id: one for one in session().scalars(select(Reply).where(Reply.id.in_(newest)))}
