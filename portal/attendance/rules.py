"""Which days may be called, how a week reads, how long a child has been missing without a word: plain arithmetic of days."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.attendance.models import Reason
from portal.core.calendar import DAY, SchoolCalendar

BACK = 14  # days: a list that was forgotten is still written in for two weeks
WEEK = 7


@dataclass(frozen=True)
class Days:
    """School days of a stretch on which the names were called: how many there was, and how many away by reason."""

    there: int
    away: Mapping[Reason, int]

    @property
    def called(self) -> int:
        return self.there + sum(self.away.values())


def may_be_called(day: date, today: date, calendar: SchoolCalendar) -> bool:
    """A school day up to today, at most two weeks back."""
    return today - BACK * DAY <= day <= today and calendar.is_school_day(day)


def last_school_day(day: date, calendar: SchoolCalendar) -> date:
    """The day itself, or the last school day before it within two weeks; the day itself when there is none."""
    return next((one for one in (day - DAY * back for back in range(BACK)) if calendar.is_school_day(one)), day)


def days_of(called: Collection[date], away: Mapping[date, Reason], first: date, last: date) -> Days:
    """What the called days from first to last say of one child; a day without a list says nothing."""
    counted = {reason: sum(first <= day <= last and why is reason for day, why in away.items()) for reason in Reason}
    there = sum(first <= day <= last and day not in away for day in called)
    return Days(there, {reason: count for reason, count in counted.items() if count})


def missing_in_a_row(called: Sequence[date], unknown: Collection[date]) -> int:
    """On how many called days up to the last one the child was away and nobody knew why."""
    count = 0
    for day in sorted(called, reverse=True):
        if day not in unknown:
            break
        count += 1
    return count


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())
