"""Reads of the outbox: how far the word has gone, and what could not be delivered."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from portal.core.db import session
from portal.core.pagination import Page, page_of_rows
from portal.outbox.models import Channel, Dispatch, Message, State
from portal.people.models import Person

STUCK = (State.REFUSED, State.FAILED, State.DOUBTFUL)


@dataclass(frozen=True)
class Progress:
    """How many people the word outside went to, is on its way to, did not reach, and who named no way."""

    sent: int = 0
    waiting: int = 0
    stuck: int = 0
    no_way: int = 0

    @property
    def all(self) -> int:
        return self.sent + self.waiting + self.stuck + self.no_way


def progress(keys: Collection[str]) -> Progress:
    """Of everything queued under these keys; one statement."""
    counted = (
        select(Dispatch.state, func.count(Message.id))
        .select_from(Message)
        .outerjoin(Dispatch, Dispatch.id == Message.dispatch_id)
        .where(Message.key.in_(keys), Message.taken_back_at.is_(None))
        .group_by(Dispatch.state)
    )
    found = {state or State.WAITING: 0 for state in State}
    for state, count in session().execute(counted):
        found[state or State.WAITING] += count
    return Progress(found[State.SENT], found[State.WAITING], sum(found[one] for one in STUCK), found[State.NO_WAY])


@dataclass(frozen=True)
class Failure:
    """A message that did not reach somebody: whom, by which way, and the channel's own words."""

    id: int
    name: str
    state: State
    channel: str
    attempts: int
    words: str | None
    ended_at: datetime | None


def failures(number: int) -> Page[Failure]:
    """What could not be delivered, newest first; one statement."""
    columns = (Dispatch.id, Person.name, Dispatch.state, Channel.name, Dispatch.attempts, Dispatch.words, Dispatch.ended_at)
    found = (
        select(*columns)
        .join(Person, Person.id == Dispatch.person_id)
        .outerjoin(Channel, Channel.id == Dispatch.channel_id)
        .where(Dispatch.state.in_(STUCK))
        .order_by(Dispatch.ended_at.desc(), Dispatch.id.desc())
    )
    page = page_of_rows(found, number)
    return Page([Failure(*row) for row in page.items], page.number, page.total, page.size)


def totals(since: datetime) -> Progress:
    """What became of the dispatches made since then; one statement."""
    counted = select(Dispatch.state, func.count()).where(Dispatch.made_at >= since).group_by(Dispatch.state)
    found = dict.fromkeys(State, 0) | {state: count for state, count in session().execute(counted)}  # noqa: C416 rows are no pairs
    return Progress(found[State.SENT], found[State.WAITING], sum(found[one] for one in STUCK), found[State.NO_WAY])
