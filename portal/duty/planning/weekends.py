"""Boarding weekends from the school calendar: days without lessons inside a term, at a stretch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from portal.core import clock
from portal.core.calendar import DAY, SATURDAY, SchoolCalendar
from portal.duty.models.roster import WeekendKind


@dataclass(frozen=True)
class Weekend:
    """Days off at a stretch; `expected` boarders once somebody said how many."""

    first_day: date
    last_day: date
    kind: WeekendKind
    expected: int | None = None

    @property
    def days(self) -> Sequence[date]:
        return [self.first_day + DAY * step for step in range((self.last_day - self.first_day).days + 1)]

    @property
    def eve(self) -> date:
        """The evening it begins."""
        return self.first_day - DAY

    def overlaps(self, from_day: date, until_day: date) -> bool:
        """Whether any of its days, the eve among them, lies in between."""
        return self.eve <= until_day and from_day <= self.last_day


def weekends(calendar: SchoolCalendar, first: date, last: date, longest: int) -> list[Weekend]:
    """Every boarding weekend that begins from `first` to `last`; a holiday longer than `longest` days is shared out in parts."""
    free: list[date] = []
    found: list[Weekend] = []
    day, end = first - DAY * 10, last + DAY * 10
    while day <= end:
        if calendar.term_of(day) is not None and not calendar.is_working_day(day):
            free.append(day)
        elif free:
            found += _parts(free, calendar, longest)
            free = []
        day += DAY
    return [weekend for weekend in found if first <= weekend.first_day <= last]


def _parts(free: list[date], calendar: SchoolCalendar, longest: int) -> Iterator[Weekend]:
    kind = WeekendKind.HOLIDAY if _holds_holiday(free, calendar) else WeekendKind.WEEKEND
    count = -(-len(free) // longest)
    size, more = divmod(len(free), count)
    begin = 0
    for number in range(count):
        end = begin + size + (number < more)
        yield Weekend(free[begin], free[end - 1], kind)
        begin = end


def _holds_holiday(free: list[date], calendar: SchoolCalendar) -> bool:
    """Three days or more, or a weekday off: an ordinary weekend has neither."""
    return len(free) > 2 or any(day.weekday() < SATURDAY and day in calendar.holidays for day in free)


def as_settled(found: Sequence[Weekend], settled: Mapping[date, tuple[WeekendKind, int | None]]) -> list[Weekend]:
    """The weekends as the school settled them."""
    return [
        replace(weekend, kind=settled[weekend.first_day][0], expected=settled[weekend.first_day][1])
        if weekend.first_day in settled
        else weekend
        for weekend in found
    ]


def begins_at(weekend: Weekend, hour: int) -> datetime:
    """When duty begins, on the eve."""
    return clock.begin_of(weekend.eve) + timedelta(hours=hour)


def ends_at(weekend: Weekend, hour: int) -> datetime:
    """When duty ends, on the last day."""
    return clock.begin_of(weekend.last_day) + timedelta(hours=hour)


def current(found: Sequence[Weekend], day: date) -> Weekend | None:
    """The weekend that runs on a day, else the next one."""
    return next((weekend for weekend in found if weekend.last_day >= day), None)
