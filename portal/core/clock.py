"""What time it is, and which day it is at school. Everybody asks here, so that a test can move the clock once for all."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

SCHOOL_ZONE = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day it is at the school."""
    return now().astimezone(SCHOOL_ZONE).date()


def local(moment: datetime) -> datetime:
    """A moment on the school's clock."""
    return moment.astimezone(SCHOOL_ZONE)


def begin_of(day: date) -> datetime:
    """The moment a school day begins, aware."""
    return datetime.combine(day, time(), SCHOOL_ZONE)
