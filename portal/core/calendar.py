"""Arithmetic of days. Plain-day clocks run through every holiday; working-day clocks follow holidays and make-up days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class TermDays:
    """A school term, first to last day, both included; `ordinal` 1 from September, 2 from spring."""

    id: int
    academic_year: int
    ordinal: int
    first_day: date
    last_day: date

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True)
class SchoolCalendar:
    """Days off and weekend days worked instead (调休), the terms, and the years the State Council's notice confirmed."""

    holidays: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    terms: Sequence[TermDays] = ()
    confirmed_years: frozenset[int] = field(default_factory=frozenset)

    def is_working_day(self, day: date) -> bool:
        """Whether offices work: weekdays that are no holiday, and weekend days worked instead."""
        if day in self.worked:
            return True
        return day.weekday() < SATURDAY and day not in self.holidays

    def is_school_day(self, day: date) -> bool:
        """A working day inside a term."""
        return self.is_working_day(day) and self.term_of(day) is not None

    def add_working_days(self, start: date, count: int) -> date:
        """The `count`-th working day after `start`; the day itself never counts (as in "within 15 working days")."""
        day = start
        while count > 0:
            day += DAY
            count -= self.is_working_day(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`."""
        return sum(self.is_working_day(start + DAY * step) for step in range(1, (end - start).days + 1))

    def term_of(self, day: date) -> TermDays | None:
        """The term a day lies in, None in the holidays between."""
        return next((term for term in self.terms if day in term), None)

    def current_term(self, day: date) -> TermDays | None:
        """The term of the day, or in the holidays the one that ended last."""
        begun = [term for term in self.terms if term.first_day <= day]
        return max(begun, key=lambda term: term.first_day, default=None)

    def school_weeks(self, start: date, end: date) -> Sequence[date]:
        """Mondays of the weeks from `start` to `end` that hold at least one day of a term."""
        monday = start - DAY * start.weekday()
        weeks = [monday + timedelta(weeks=step) for step in range(((end - monday).days // 7) + 1)]
        return [week for week in weeks if any(self.term_of(week + DAY * step) for step in range(7))]


def academic_year(day: date) -> int:
    """The school year a day belongs to, named by the year of its September (it turns on 1 August)."""
    return day.year if day.month >= 8 else day.year - 1
