"""Weeks and windows: on which days of a week somebody talked, which school weeks passed without, how many were kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WEEK = 7
KEPT_OF_TEN = 9  # "at least nine weeks of ten" in the return
LATE_IN_WEEK = 3  # from Thursday on a family is reminded on its own page


@dataclass(frozen=True, slots=True)
class Weeks:
    """The ended school weeks of one child, oldest first, and in which of them parents and child talked."""

    mondays: Sequence[date]
    kept: frozenset[date]

    @property
    def missed_in_a_row(self) -> int:
        """Weeks without a contact up to now, counted back from the last one that ended."""
        missed = 0
        for monday in reversed(self.mondays):
            if monday in self.kept:
                break
            missed += 1
        return missed

    @property
    def is_kept(self) -> bool:
        """At least nine of ten; without an ended week nobody can say so."""
        return bool(self.mondays) and 10 * len(self.kept) >= KEPT_OF_TEN * len(self.mondays)


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def weeks_of(school_weeks: Sequence[date], since: date | None, days: Collection[date], today: date) -> Weeks:
    """Ended weeks from the first whole one after `since`; weeks in the holidays are not among `school_weeks`."""
    ended = [] if since is None else [week for week in school_weeks if week >= since and week + timedelta(days=WEEK) <= today]
    talked = {monday_of(day) for day in days}
    return Weeks(ended, frozenset(week for week in ended if week in talked))


def last_seven(days: Collection[date], today: date) -> str:
    """Seven windows that end today, as pictures take them: 1 lit, 0 dark."""
    first = today - timedelta(days=WEEK - 1)
    return "".join("1" if first + timedelta(days=step) in days else "0" for step in range(WEEK))


def this_week(days: Collection[date], today: date) -> str:
    """Monday to Sunday of this week; today is T when lit and t when dark."""
    monday = monday_of(today)
    return "".join(_window(monday + timedelta(days=step), days, today) for step in range(WEEK))


def _window(day: date, days: Collection[date], today: date) -> str:
    lit = day in days
    if day == today:
        return "T" if lit else "t"
    return "1" if lit else "0"


def should_remind(windows: str, today: date) -> bool:
    """Whether the family's own page says in words that this week is still quiet; nobody else hears of it."""
    return today.weekday() >= LATE_IN_WEEK and not set("1T") & set(windows)
