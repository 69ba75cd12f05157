"""Pure decisions: when a round is open, who hears of a flag, by when somebody talks, which sheets need a second look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from portal.core import clock
from portal.core.calendar import SchoolCalendar, TermDays, academic_year

MOST_ATTENTION = 3
#: From this attention on a person talks with the child.
TALK_AT = 2
APART = 2
TWO_ANSWERS = 2

#: Month and day the school year begins with, and how long before its end a missing screening stands on the desk.
YEAR_BEGINS = (8, 1)
YEAR_ENDS = (7, 10)
YEARLY_SHOWN = timedelta(days=120)

#: A pupil asked to talk; stands among the flags.
WISH = "wish_to_talk"


class Stage(StrEnum):
    """Where a round stands on a day."""

    PLANNED = "planned"
    RUNNING = "running"
    MAKEUP = "makeup"
    ENDED = "ended"
    CLOSED = "closed"


def stage_of(first: date, last: date, makeup_until: date | None, today: date, *, closed: bool) -> Stage:
    """Closed by a person, else told by its days."""
    if closed:
        return Stage.CLOSED
    if today < first:
        return Stage.PLANNED
    if today <= last:
        return Stage.RUNNING
    return Stage.MAKEUP if makeup_until and today <= makeup_until else Stage.ENDED


class Hears(StrEnum):
    """Who is asked to see to a flag by now; each step keeps the ones before."""

    COUNSELOR = "counselor"
    LEAD = "lead"
    PRINCIPAL = "principal"


def hears(raised_at: datetime, now: datetime, minutes: int) -> Sequence[Hears]:
    """The counselor at once; the lead when nobody took it in time; the principal after as long again."""
    waited = (now - raised_at) // timedelta(minutes=minutes)
    return [Hears.COUNSELOR, Hears.LEAD, Hears.PRINCIPAL][: 1 + min(max(waited, 0), 2)]


@dataclass(frozen=True)
class Days:
    """How soon somebody talks with a child, in working days by attention; `hours` after an urgent flag."""

    for_three: int
    for_two: int
    for_one: int
    hours: int
    asked_from: int


def talk_due(attention: int, today: date, calendar: SchoolCalendar, days: Days) -> date | None:
    """By when a person talks with the child; None where the suggestion asks for none."""
    if attention < max(1, days.asked_from):
        return None
    within = {3: days.for_three, 2: days.for_two}.get(attention, days.for_one)
    return calendar.add_working_days(today, within)


def seen_by(raised_at: datetime, hours: int, minutes: int) -> datetime:
    """Somebody meets the child the same day (scales, working rules): within the hours, and by midnight.

    Late in the evening the minutes in which somebody takes it are left.
    """
    end = clock.local(raised_at).replace(hour=23, minute=59, second=0, microsecond=0)
    return min(raised_at + timedelta(hours=hours), max(end, raised_at + timedelta(minutes=minutes)))


def year_ends(day: date, terms: Sequence[TermDays]) -> date:
    """The last day of the school year: of its last term where that is known, else 10 July."""
    last = [term.last_day for term in terms if academic_year(term.first_day) == academic_year(day)]
    usual = date(academic_year(day) + 1, *YEAR_ENDS)
    return max(last, default=usual) if len(last) > 1 else usual


def far_apart(one: int, other: int) -> bool:
    """Whether two people see a child so differently that somebody asks the child: two steps of attention."""
    return abs(one - other) >= APART


def readable(content: Mapping[str, Any]) -> bool:
    """Whether a kept result may be read at all: complete enough, and its check questions did not fail."""
    return content.get("status") in ("ok", "prorated", "blank_as_zero")


def watched_as(judged: int | None) -> int:
    """How closely a child is watched after an answer about safety, 3 strictest: as the person who met it judged, else 3."""
    return MOST_ATTENTION if judged is None else judged


class Doubt(StrEnum):
    """Why a sheet should be looked at before it is read: it may not say how the child feels."""

    VALIDITY = "validity"
    FAST = "fast"
    STRAIGHT = "straight"
    TOO_LITTLE = "too_little"


@dataclass(frozen=True)
class Limits:
    """From when on answering counts as hasty: seconds an item, and equal answers in a row."""

    seconds: int
    in_a_row: int


def doubts(values: Sequence[int], options: int, took: timedelta, limits: Limits) -> list[Doubt]:
    """Signs of a hasty sheet, from the answers in their order; two-answer scales are given twice the row."""
    found = []
    if values and took < timedelta(seconds=limits.seconds * len(values)):
        found.append(Doubt.FAST)
    allowed = limits.in_a_row * (2 if options <= TWO_ANSWERS else 1)
    if _longest_row(values) >= allowed:
        found.append(Doubt.STRAIGHT)
    return found


def _longest_row(values: Sequence[int]) -> int:
    longest = here = 0
    before: int | None = None
    for value in values:
        here = here + 1 if value == before else 1
        longest, before = max(longest, here), value
    return longest


def next_number(answered: Mapping[int, object], items: int, after: int) -> int | None:
    """The first question after this one that has no answer yet; None when the last one was reached."""
    return next((item for item in range(after + 1, items + 1) if item not in answered), None)


def share(part: int, whole: int) -> float:
    """Per cent with one decimal; nothing of nothing is nothing."""
    return round(100 * part / whole, 1) if whole else 0.0


def protected(counts: Sequence[int], least: int) -> bool:
    """Whether a group is too small to be drawn: fewer children than the threshold."""
    return sum(counts) < least
