"""Golden clocks: plain days run through 春节 and 国庆, working days follow the holidays and the weekend days worked instead."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.bullying.models.steps import ClockKind
from portal.bullying.rules.clocks import CLOCKS, Unit, due, follow_up_days, is_late
from portal.core.calendar import SchoolCalendar, TermDays
from portal.core.clock import SCHOOL_ZONE


def days(first: date, last: date) -> set[date]:
    return {first + timedelta(days=step) for step in range((last - first).days + 1)}


# The State Council's notice for 2026: 春节 15–23 February, worked on the 14th and 28th; 国庆 1–7 October, worked on
# 20 September and 10 October; 清明 4–6 April; 劳动节 1–5 May, worked on 9 May.
CALENDAR = SchoolCalendar(
    holidays=frozenset(
        days(date(2026, 2, 15), date(2026, 2, 23))
        | days(date(2026, 10, 1), date(2026, 10, 7))
        | days(date(2026, 4, 4), date(2026, 4, 6))
        | days(date(2026, 5, 1), date(2026, 5, 5))
    ),
    worked=frozenset({date(2026, 2, 14), date(2026, 2, 28), date(2026, 9, 20), date(2026, 10, 10), date(2026, 5, 9)}),
    terms=(TermDays(1, 2026, 1, date(2026, 9, 1), date(2027, 1, 22)),),
)


@pytest.mark.parametrize(
    ("start", "unit", "amount", "ends"),
    [
        # Ten plain days: over a weekend, 春节, 国庆, the end of February and of the year, they never stop.
        ("2026-11-14", Unit.DAYS, 10, "2026-11-24"),
        ("2026-02-10", Unit.DAYS, 10, "2026-02-20"),
        ("2026-09-28", Unit.DAYS, 10, "2026-10-08"),
        ("2026-02-20", Unit.DAYS, 10, "2026-03-02"),
        ("2026-12-25", Unit.DAYS, 10, "2027-01-04"),
        # Fifteen plain days of the county's review.
        ("2026-09-25", Unit.DAYS, 15, "2026-10-10"),
        # Fifteen working days to appeal.
        ("2026-11-02", Unit.WORKING_DAYS, 15, "2026-11-23"),  # three plain weeks
        ("2026-11-07", Unit.WORKING_DAYS, 15, "2026-11-27"),  # begins on a Saturday
        ("2026-02-10", Unit.WORKING_DAYS, 15, "2026-03-09"),  # 春节, with two Saturdays worked
        ("2026-02-13", Unit.WORKING_DAYS, 15, "2026-03-12"),  # the eve: the worked Saturday counts
        ("2026-09-18", Unit.WORKING_DAYS, 15, "2026-10-14"),  # 国庆, with a Sunday and a Saturday worked
        ("2026-09-30", Unit.WORKING_DAYS, 15, "2026-10-27"),
        ("2026-04-03", Unit.WORKING_DAYS, 15, "2026-04-27"),  # 清明 takes a Monday
        ("2026-04-30", Unit.WORKING_DAYS, 15, "2026-05-25"),  # 劳动节, with a Saturday worked
        ("2026-10-01", Unit.WORKING_DAYS, 1, "2026-10-08"),  # told in the holiday: the first day after it
        ("2026-10-09", Unit.WORKING_DAYS, 1, "2026-10-10"),  # the Saturday worked is the next working day
        # The day itself.
        ("2026-10-03", Unit.DAYS, 0, "2026-10-03"),
    ],
)  # fmt: skip
def test_the_day_a_clock_runs_out(start: str, unit: Unit, amount: int, ends: str) -> None:
    began = datetime.combine(date.fromisoformat(start), datetime.min.time(), SCHOOL_ZONE) + timedelta(hours=9)
    found = due(unit, amount, began, CALENDAR)
    assert found.day == date.fromisoformat(ends)
    assert found.at is None


def test_hours_end_at_an_hour_also_over_midnight_and_in_holidays() -> None:
    began = datetime(2026, 10, 1, 23, 30, tzinfo=SCHOOL_ZONE)
    found = due(Unit.HOURS, 2, began, CALENDAR)
    assert (found.day, found.at) == (date(2026, 10, 2), datetime(2026, 10, 2, 1, 30, tzinfo=SCHOOL_ZONE))


def test_the_school_s_day_counts_and_not_the_one_in_greenwich() -> None:
    began = datetime(2026, 11, 13, 17, 0, tzinfo=UTC)  # one in the morning of the 14th at school
    assert due(Unit.DAYS, 10, began, CALENDAR).day == date(2026, 11, 24)


def test_what_was_met_late_stays_late() -> None:
    day, noon = date(2026, 11, 24), datetime(2026, 11, 24, 12, 0, tzinfo=SCHOOL_ZONE)
    late = noon + timedelta(days=1)
    assert not is_late(day, None, noon, late + timedelta(days=30))
    assert is_late(day, None, late, late)
    assert is_late(day, None, None, late)
    assert is_late(day, noon, noon + timedelta(minutes=1), late)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-11-20", ["2026-11-27", "2026-12-20", "2027-01-22"]),
        ("2027-01-10", ["2027-01-17", "2027-01-22", "2027-02-09"]),
        ("2027-01-22", ["2027-01-29", "2027-02-21"]),
        ("2026-08-01", ["2026-08-08", "2026-08-31"]),
        ("2026-12-23", ["2026-12-30", "2027-01-22"]),
    ],
)
def test_follow_ups_after_a_week_a_month_and_at_the_end_of_the_term(start: str, expected: list[str]) -> None:
    assert follow_up_days(date.fromisoformat(start), 7, 30, CALENDAR) == [date.fromisoformat(day) for day in expected]


def test_every_clock_says_where_it_comes_from() -> None:
    assert set(CLOCKS) == set(ClockKind)
    assert all(rule.source_words or rule.source.value == "school" for rule in CLOCKS.values())
