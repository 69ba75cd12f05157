"""One week of the room as a table: parts of the day down, days across."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.core import clock
from portal.core.calendar import SchoolCalendar
from portal.counseling.models import Opening, Period
from portal.counseling.queries.room import Slot

WORKDAYS, WEEKDAYS = 5, 7


@dataclass(frozen=True)
class Cell:
    """One part of one day: an appointment, free, or neither."""

    day: date
    slot: Slot | None
    free: bool


@dataclass(frozen=True)
class Week:
    """The days shown, the one a telephone shows, and a row for each part of the day."""

    number: int | None
    days: Sequence[date]
    chosen: date
    rows: Sequence[tuple[Period, Sequence[Cell]]]
    booked: int
    open_hours: float


def week_of(
    chosen: date,
    periods: Sequence[Period],
    openings: Sequence[Opening],
    slots: Mapping[tuple[date, int], Slot],
    calendar: SchoolCalendar,
) -> Week:
    """Monday to Friday, and the weekend where the room is open or somebody has an appointment then."""
    monday = chosen - timedelta(days=chosen.weekday())
    used = {one.weekday for one in openings} | {day.weekday() for day, _period in slots} | {chosen.weekday()}
    days = [monday + timedelta(days=step) for step in range(WEEKDAYS) if step < WORKDAYS or step in used]
    free = {(one.period_id, day) for day in days for one in openings if _holds(one, day) and day not in calendar.holidays}
    rows = [(period, [_cell(day, period.id, slots, free) for day in days]) for period in periods]
    lengths = {period.id: period.minutes for period in periods}
    minutes = sum(lengths.get(period_id, 0) for period_id, _day in free)
    return Week(_number(monday, calendar), days, chosen, rows, len(slots), round(minutes / 60, 1))


def _holds(opening: Opening, day: date) -> bool:
    begun = opening.from_day <= day and (opening.until_day is None or opening.until_day >= day)
    return begun and opening.weekday == day.weekday()


def _cell(day: date, period_id: int, slots: Mapping[tuple[date, int], Slot], free: set[tuple[int, date]]) -> Cell:
    return Cell(day, slots.get((day, period_id)), (period_id, day) in free and day >= clock.today())


def _number(monday: date, calendar: SchoolCalendar) -> int | None:
    """The week of the term, as schools count."""
    term = calendar.term_of(monday + timedelta(days=WORKDAYS - 1))
    if term is None:
        return None
    first = term.first_day - timedelta(days=term.first_day.weekday())
    return (monday - first).days // WEEKDAYS + 1
