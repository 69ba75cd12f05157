"""Working days cross 国庆 and make-up days rightly; plain days do not stop for them."""

from __future__ import annotations

from datetime import date

import pytest

from portal.core.calendar import SchoolCalendar, TermDays, academic_year

NATIONAL_DAY = frozenset(date(2026, 10, day) for day in range(1, 8))
MADE_UP = frozenset({date(2026, 9, 20), date(2026, 10, 10)})
TERM = TermDays(1, 2026, 1, date(2026, 9, 1), date(2027, 1, 22))
CALENDAR = SchoolCalendar(NATIONAL_DAY, MADE_UP, (TERM,))


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        (date(2026, 9, 28), 3, date(2026, 10, 8)),
        (date(2026, 9, 30), 1, date(2026, 10, 8)),
        (date(2026, 9, 30), 3, date(2026, 10, 10)),
        (date(2026, 9, 18), 1, date(2026, 9, 20)),
        (date(2026, 11, 27), 15, date(2026, 12, 18)),
        (date(2026, 11, 25), 0, date(2026, 11, 25)),
    ],
)
def test_working_days_skip_holidays_and_count_made_up_days(start: date, count: int, due: date) -> None:
    assert CALENDAR.add_working_days(start, count) == due


def test_counting_back_agrees_with_counting_forward() -> None:
    for count in range(30):
        due = CALENDAR.add_working_days(date(2026, 9, 15), count)
        assert CALENDAR.working_days_between(date(2026, 9, 15), due) == count


def test_a_week_of_holidays_inside_a_term_is_still_a_week_of_the_term() -> None:
    weeks = CALENDAR.school_weeks(date(2026, 8, 20), date(2026, 9, 15))
    assert weeks == [date(2026, 8, 31), date(2026, 9, 7), date(2026, 9, 14)]


def test_in_the_holidays_the_current_term_is_the_one_that_ended() -> None:
    assert CALENDAR.current_term(date(2027, 2, 1)) == TERM
    assert CALENDAR.term_of(date(2027, 2, 1)) is None
    assert CALENDAR.current_term(date(2026, 8, 1)) is None


def test_the_school_year_turns_in_august() -> None:
    assert (academic_year(date(2026, 7, 31)), academic_year(date(2026, 8, 1)), academic_year(date(2027, 1, 5))) == (
        2025,
        2026,
        2026,
    )
