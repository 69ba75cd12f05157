"""Writing the journal. Events gather during the transaction and are chained in one append just before it commits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import Integer, bindparam, insert, select, update
from sqlalchemy import event as sa_event
from sqlalchemy.orm import Session

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.contributions import declared_events
from portal.core.db import session
from portal.journal.models import JournalHead, JournalRow
from portal.journal.rules import START, digest, parts

_origin: ContextVar[str] = ContextVar("journal_origin", default="command")


@dataclass(frozen=True)
class Entry:
    """An event waiting for its place in the chain."""

    at: datetime
    event: str
    person_id: int | None
    role: str
    subject: str
    subject_id: int | None
    child_id: int | None
    origin: str
    reads: bool
    seq: int = 0
    digest: str = ""


@contextmanager
def coming_from(origin: str) -> Iterator[None]:
    """Within, entries say where they came from (a shortened address, or the name of a command)."""
    token = _origin.set(origin)
    try:
        yield
    finally:
        _origin.reset(token)


def came_from(origin: str) -> None:
    """From here on in this thread of work, entries say they came from `origin`."""
    _origin.set(origin)


def record(event: str, *, subject: Any = None, child_id: int | None = None, by: Viewer | None) -> None:
    """Note that `by` did or opened something; `subject` is the record (its table and id), never its content.

    The name must be declared in a domain's contributions. `by` is None for the system itself and for nobody signed in.
    A subject made in this transaction gets its id at the flush before the append, so it may still be without one here.
    """
    declaration = declared_events()[event]
    moment, reads = clock.now(), declaration.reads
    pending(session()).append(lambda: _entry(event, subject, child_id, by, moment, _origin.get(), reads=reads))


def _entry(event: str, subject: Any, child_id: int | None, by: Viewer | None, at: datetime, origin: str, *, reads: bool) -> Entry:
    return Entry(
        at=at.astimezone(UTC).replace(microsecond=0),
        event=event,
        person_id=by.person_id if by else None,
        role=",".join(sorted(by.roles)) if by else "",
        subject=subject.__tablename__ if subject is not None else "",
        subject_id=subject.id if subject is not None else None,
        child_id=child_id,
        origin=origin,
        reads=reads,
    )


def pending(opened: Session) -> list[Any]:
    """Entries gathered in this transaction and not yet appended."""
    gathered: list[Any] = opened.info.setdefault("journal", [])
    return gathered


def append_pending(opened: Session) -> None:
    """Chain and insert what was gathered, holding the head row so that no one else appends in between."""
    waiting = pending(opened)
    if not waiting:
        return
    opened.flush()
    entries = [make() for make in waiting]
    waiting.clear()
    last, previous = _take_head(opened, len(entries), changes=any(not entry.reads for entry in entries))
    opened.connection().execute(_rows(), list(_chained(opened.info["keys"].journal, entries, last, previous)))


def _take_head(opened: Session, count: int, *, changes: bool) -> tuple[int, str]:
    last = opened.connection().execute(_taking(changes=changes), {"count": count}).scalar_one() - count
    return last, opened.connection().execute(_digest(), {"last": last}).scalar() or START


@cache
def _taking(*, changes: bool) -> Any:
    """These three are built once: nearly every request appends."""
    on = JournalHead.seq + bindparam("count", type_=Integer)
    return update(JournalHead).values({"seq": on} | ({"changed": on} if changes else {})).returning(JournalHead.seq)


@cache
def _digest() -> Any:
    return select(JournalRow.digest).where(JournalRow.seq == bindparam("last", type_=Integer))


@cache
def _rows() -> Any:
    return insert(JournalRow)


def _chained(key: bytes, entries: Iterable[Entry], last: int, previous: str) -> Iterator[dict[str, Any]]:
    for number, entry in enumerate(entries, start=last + 1):
        row = entry.__dict__ | {"seq": number}
        previous = digest(key, previous, parts(Entry(**row)))
        yield row | {"digest": previous}


@sa_event.listens_for(Session, "before_commit")
def _append_before_commit(opened: Session) -> None:
    append_pending(opened)
