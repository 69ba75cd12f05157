"""From messages to dispatches: whoever has several things waiting is told once, and nobody at night."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, bindparam, exists, insert, or_, select, update

from portal.core import clock
from portal.core.collected import people_left_alone
from portal.core.db import Base, session
from portal.outbox.models import Dispatch, Message, State
from portal.outbox.rules import URGENT, is_quiet
from portal.school.queries import number

AT_ONCE = 500  # messages gathered in one transaction
SEVERAL = "/"

#: Asked just before sending, by kind: which of these (message id → person and path) may still be told. A domain registers itself.
Check = Callable[[Sequence[Message]], set[int]]
CHECKS: dict[str, Check] = {}


def ask_before_sending(kind: str, check: Check) -> None:
    """Have `check` say, when messages of this kind are about to leave, the ids of those that still may."""
    CHECKS[kind] = check


def quiet_now() -> bool:
    """Whether the school wants nothing to go out at this hour."""
    return is_quiet(clock.now(), number("outbox.quiet_from"), number("outbox.quiet_until"))


def is_anything_waiting() -> bool:
    """Whether there is something to gather."""
    return bool(session().scalar(_waiting().with_only_columns(Message.id).limit(1)))


def gather() -> int:
    """Make a dispatch for each person with messages not yet on their way; returns how many messages were settled."""
    found = session().scalars(_waiting().limit(AT_ONCE).with_for_update(skip_locked=True)).all()
    still = _allowed(found)
    _drop([message.id for message in found if message.id not in still])
    by_person: dict[int, list[Message]] = defaultdict(list)
    for message in found:
        if message.id in still:
            by_person[message.person_id].append(message)
    _dispatch(by_person)
    return len(found)


def _waiting() -> Any:
    """Messages of people who were told nothing for a while; urgent ones do not wait."""
    lately = clock.now() - timedelta(minutes=number("outbox.digest_minutes"))
    told = exists().where(Dispatch.person_id == Message.person_id, Dispatch.made_at > lately)
    ready: ColumnElement[bool] = Message.kind.in_(URGENT)
    if not quiet_now():
        ready = or_(ready, ~told)
    unsent = (Message.dispatch_id.is_(None), Message.taken_back_at.is_(None), ready)
    return select(Message).where(*unsent).order_by(Message.person_id, Message.id)


def _allowed(found: Sequence[Message]) -> set[int]:
    """Nobody the house leaves alone, of the others what the domain of the message still allows."""
    alone = people_left_alone(sorted({message.person_id for message in found}))
    by_kind: dict[str, list[Message]] = defaultdict(list)
    for message in found:
        if message.person_id not in alone:
            by_kind[message.kind].append(message)
    allowed: set[int] = set()
    for kind, messages in by_kind.items():
        allowed |= CHECKS[kind](messages) if kind in CHECKS else {message.id for message in messages}
    return allowed


def _drop(ids: Sequence[int]) -> None:
    if ids:
        session().execute(update(Message).where(Message.id.in_(ids)).values(taken_back_at=clock.now()))


def _dispatch(by_person: Mapping[int, Sequence[Message]]) -> None:
    if not by_person:
        return
    now = clock.now()
    made = insert(Dispatch).returning(Dispatch.id, Dispatch.person_id)
    rows = session().execute(made, [_row(person_id, messages, now) for person_id, messages in by_person.items()])
    ids = {person_id: id_ for id_, person_id in rows}
    table = Base.metadata.tables[Message.__tablename__]
    on_their_way = update(table).where(table.c.id == bindparam("message")).values(dispatch_id=bindparam("to"))
    parts = [{"message": one.id, "to": ids[one.person_id]} for messages in by_person.values() for one in messages]
    session().connection().execute(on_their_way, parts)


def _row(person_id: int, messages: Sequence[Message], now: datetime) -> dict[str, Any]:
    return {
        "token": secrets.token_urlsafe(18),
        "person_id": person_id,
        "state": State.WAITING,
        "count": len(messages),
        "path": messages[0].path if len(messages) == 1 else SEVERAL,
        "urgent": any(message.kind in URGENT for message in messages),
        "made_at": now,
        "due_at": now,
    }
