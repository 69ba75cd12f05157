"""Which weeks count, which windows are lit: a table of examples."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from portal.contact.rules import last_seven, should_remind, this_week, weeks_of
from portal.core.calendar import SchoolCalendar, TermDays

AUTUMN = TermDays(1, 2026, 1, date(2026, 9, 1), date(2027, 1, 22))
SPRING = TermDays(2, 2026, 2, date(2027, 2, 24), date(2027, 7, 9))
CALENDAR = SchoolCalendar(terms=(AUTUMN, SPRING))
TODAY = date(2026, 11, 25)  # a Wednesday


def missed(since: date, days: set[date], today: date = TODAY) -> int:
    return weeks_of(CALENDAR.school_weeks(date(2026, 9, 1), today), since, days, today).missed_in_a_row


@pytest.mark.parametrize(
    ("days", "weeks"),
    [
        (set(), 12),  # the weeks from 31 August to 16 November; the present one has not ended
        ({date(2026, 11, 22)}, 0),  # Sunday of last week
        ({date(2026, 11, 15)}, 1),
        ({date(2026, 11, 8)}, 2),
        ({date(2026, 11, 24)}, 12),  # this week does not count yet, and does not excuse the others
    ],
)
def test_weeks_without_contact_are_counted_back_from_the_last_ended_week(days: set[date], weeks: int) -> None:
    assert missed(date(2026, 8, 31), days) == weeks


def test_weeks_before_the_school_knew_do_not_count() -> None:
    assert missed(date(2026, 11, 12), set()) == 1
    assert weeks_of(CALENDAR.school_weeks(AUTUMN.first_day, TODAY), None, set(), TODAY).mondays == []


def test_weeks_in_the_holidays_do_not_count() -> None:
    today = date(2027, 3, 3)
    found = weeks_of(CALENDAR.school_weeks(date(2027, 1, 11), today), date(2027, 1, 1), set(), today)
    assert found.mondays == [date(2027, 1, 11), date(2027, 1, 18), date(2027, 2, 22)]


def test_nine_weeks_of_ten_are_kept_and_eight_are_not() -> None:
    weeks = [date(2026, 8, 31) + timedelta(weeks=step) for step in range(10)]
    nine, eight = set(weeks[:9]), set(weeks[:8])
    today = weeks[-1] + timedelta(days=7)
    assert weeks_of(weeks, weeks[0], nine, today).is_kept
    assert not weeks_of(weeks, weeks[0], eight, today).is_kept
    assert not weeks_of([], weeks[0], nine, today).is_kept


def test_windows_show_the_seven_days_up_to_today_and_the_week_from_monday() -> None:
    days = {TODAY, date(2026, 11, 19), date(2026, 11, 23)}
    assert last_seven(days, TODAY) == "1000101"
    assert this_week(days, TODAY) == "10T0000"
    assert this_week(set(), TODAY) == "00t0000"


def test_a_family_is_reminded_from_thursday_on_and_only_while_the_week_is_quiet() -> None:
    thursday = date(2026, 11, 26)
    assert should_remind("000t000", thursday)
    assert not should_remind("00t0000", TODAY)
    assert not should_remind("100t000", thursday)
