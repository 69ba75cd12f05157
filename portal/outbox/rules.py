"""Pure decisions of the outbox: when the night is quiet, and how long to wait before trying again."""

from __future__ import annotations

from datetime import datetime, timedelta

from portal.core import clock

#: Kinds of messages that do not wait for the morning, nor for others to come along.
URGENT = frozenset({"urgent"})
LONGEST_WAIT = timedelta(hours=6)


def is_quiet(moment: datetime, from_hour: int, until_hour: int) -> bool:
    """Whether nothing goes out at this moment; equal hours mean that no hour is quiet."""
    hour = clock.local(moment).hour
    if from_hour <= until_hour:
        return from_hour <= hour < until_hour
    return hour >= from_hour or hour < until_hour


def wait_after(attempts: int, first_seconds: int) -> timedelta:
    """How long to wait after so many tries: four times longer each time, six hours at most."""
    return min(timedelta(seconds=first_seconds * 4 ** min(attempts - 1, 12)), LONGEST_WAIT)
