"""Sorting duties by urgency and putting a clock on each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from portal.core import clock
from portal.core.contributions import Deadline, Source

MOST_TICKS = 20
HOUR = 3600


class Urgency(StrEnum):
    """Today includes what is late; the week ends on Sunday."""

    TODAY = "today"
    WEEK = "week"
    LATER = "later"


@dataclass(frozen=True)
class Ruler:
    """A clock in figures: share of its time gone (0..100), days as ticks, days or hours left (negative when late)."""

    used: int
    ticks: int
    days_left: int
    hours_left: float | None

    @property
    def late(self) -> bool:
        return self.days_left < 0 or (self.hours_left is not None and self.hours_left < 0)


def urgency(due: date, today: date) -> Urgency:
    """Which group a due day belongs to."""
    if due <= today:
        return Urgency.TODAY
    sunday = today + timedelta(days=6 - today.weekday())
    return Urgency.WEEK if due <= sunday else Urgency.LATER


def ruler(deadline: Deadline, today: date, now: datetime) -> Ruler:
    """How much of a deadline's time is gone."""
    days = max(1, (deadline.due - deadline.start).days)
    gone = min(days, max(0, (today - deadline.start).days))
    hours = None if deadline.due_at is None else (deadline.due_at - now).total_seconds() / HOUR
    return Ruler(round(100 * gone / days), days if days <= MOST_TICKS else 0, (deadline.due - today).days, hours)


def grouped(deadlines: Iterable[Deadline], today: date) -> Sequence[tuple[Urgency, Sequence[Deadline]]]:
    """Groups in order, empty ones left out; a duty two domains name is listed once."""
    once = {deadline.key: deadline for deadline in deadlines}
    ordered = sorted(once.values(), key=lambda found: _place(found, today))
    groups = [(group, [found for found in ordered if urgency(found.due, today) is group]) for group in Urgency]
    return [(group, found) for group, found in groups if found]


def _place(found: Deadline, today: date) -> tuple[object, ...]:
    """How soon harm follows: what runs by the minute or hour, and what the law wants at once; then the law's days; else by day."""
    by_law = found.source is Source.LAW
    if found.due > today:
        return 2, found.due, str(found.due_at or ""), str(found.title)
    if found.due_at is not None:
        return 0, found.due_at.timestamp(), str(found.title)
    if by_law and found.start >= found.due:  # 立即: no time between knowing and acting
        return 0, clock.begin_of(found.due).timestamp(), str(found.title)
    return 1, not by_law, found.due, str(found.title)
