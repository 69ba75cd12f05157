"""What time it is, and which day it is at school. Everybody asks here, so that a test can move the clock once for all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

SCHOOL_ZONE = ZoneInfo("Asia/Shanghai")


_told_as_of: ContextVar[datetime | None] = ContextVar("told_as_of", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _told_as_of.get() or datetime.now(UTC)


@contextmanager
def as_of(moment: datetime) -> Iterator[datetime]:
    """Within, it is that moment: only for the past of the demo school, which is told as if it had been written then."""
    token = _told_as_of.set(moment.astimezone(UTC))
    try:
        yield moment
    finally:
        _told_as_of.reset(token)


def today() -> date:
    """The day it is at the school."""
    return now().astimezone(SCHOOL_ZONE).date()


def local(moment: datetime) -> datetime:
    """A moment on the school's clock."""
    return moment.astimezone(SCHOOL_ZONE)


def begin_of(day: date) -> datetime:
    """The moment a school day begins, aware."""
    return datetime.combine(day, time(), SCHOOL_ZONE)
