"""Which days may be called, how a week reads, how long a child has been missing: tables of examples."""

from __future__ import annotations

from datetime import date

import pytest

from portal.attendance.models import Reason
from portal.attendance.rules import days_of, last_school_day, may_be_called, missing_in_a_row
from portal.core.calendar import SchoolCalendar, TermDays

CALENDAR = SchoolCalendar(
    holidays=frozenset({date(2026, 11, 25)}),
    worked=frozenset({date(2026, 11, 22)}),
    terms=(TermDays(1, 2026, 1, date(2026, 9, 1), date(2027, 1, 22)),),
)
TODAY = date(2026, 11, 26)  # a Thursday


@pytest.mark.parametrize(
    ("day", "may"),
    [
        (TODAY, True),
        (date(2026, 11, 27), False),  # to come
        (date(2026, 11, 25), False),  # a holiday
        (date(2026, 11, 22), True),  # a Sunday worked instead
        (date(2026, 11, 21), False),  # a Saturday
        (date(2026, 11, 12), True),  # two weeks back
        (date(2026, 11, 11), False),
    ],
)
def test_names_are_called_on_school_days_up_to_two_weeks_back(day: date, may: bool) -> None:
    assert may_be_called(day, TODAY, CALENDAR) is may


def test_without_a_day_the_last_school_day_is_meant() -> None:
    assert last_school_day(TODAY, CALENDAR) == TODAY
    assert last_school_day(date(2026, 11, 25), CALENDAR) == date(2026, 11, 24)
    assert last_school_day(date(2026, 8, 1), CALENDAR) == date(2026, 8, 1), "in the holidays there is none"


def test_a_day_without_a_list_says_nothing() -> None:
    called = [date(2026, 11, 23), date(2026, 11, 24), TODAY]
    week = days_of(called, {TODAY: Reason.ILL}, date(2026, 11, 23), TODAY)
    assert (week.there, week.away, week.called) == (2, {Reason.ILL: 1}, 3)
    assert days_of([], {}, date(2026, 11, 23), TODAY).called == 0


@pytest.mark.parametrize(
    ("unknown", "count"),
    [({24, 26}, 2), ({26}, 1), ({23, 24}, 0), ({23, 24, 26}, 3), (set(), 0)],
)
def test_days_missing_in_a_row_are_counted_back_over_the_called_days(unknown: set[int], count: int) -> None:
    called = [date(2026, 11, day) for day in (23, 24, 26)]
    assert missing_in_a_row(called, {date(2026, 11, day) for day in unknown}) == count
