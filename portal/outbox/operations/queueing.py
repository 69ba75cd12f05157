"""Queueing: in the transaction of what a message tells of, so that neither is ever there without the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from sqlalchemy import CursorResult, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite

from portal.core import clock
from portal.core.db import UtcDateTime, session
from portal.outbox.models import Message
from portal.people.models import Person

AT_ONCE = 20_000  # people in one statement; databases take a little over thirty thousand values

INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}

#: PostgreSQL tells how many rows were written only when it is asked to.
COUNTED: Mapping[str, Any] = {"preserve_rowcount": True}


def queue(person_ids: Iterable[int], *, kind: str, key: str, path: str) -> int:
    """Have these people told that something waits for them at `path`; returns how many were not told of `key` before.

    Nothing of the content goes along. Asking twice for the same person and key queues once.
    """
    people = sorted(set(person_ids))
    return sum(_queue(people[at : at + AT_ONCE], kind, key, path) for at in range(0, len(people), AT_ONCE))


def _queue(person_ids: Iterable[int], kind: str, key: str, path: str) -> int:
    known = select(Person.id, literal(kind), literal(key), literal(path), literal(clock.now(), UtcDateTime()))
    into: Any = INSERTS[session().get_bind().dialect.name](Message)
    columns = ("person_id", "kind", "key", "path", "queued_at")
    statement = into.from_select(columns, known.where(Person.id.in_(list(person_ids)))).on_conflict_do_nothing()
    return cast("CursorResult[Any]", session().execute(statement, execution_options=COUNTED)).rowcount


def take_back(key: str) -> int:
    """What was not sent yet under this key stays unsent; returns for how many people."""
    waiting = update(Message).where(Message.key == key, Message.dispatch_id.is_(None), Message.taken_back_at.is_(None))
    return cast(
        "CursorResult[Any]", session().execute(waiting.values(taken_back_at=clock.now()), execution_options=COUNTED)
    ).rowcount
