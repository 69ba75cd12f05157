"""The clocks of a case (rules §12.3): plain days run through every holiday, working days follow the school's calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from portal.bullying.models.steps import ClockKind
from portal.core import clock
from portal.core.calendar import SchoolCalendar
from portal.core.contributions import Source
from portal.core.errors import Words


class Unit(StrEnum):
    """In what a clock counts."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"


@dataclass(frozen=True)
class ClockRule:
    """How long a clock runs: a fixed `amount`, or what the setting says; and where the number comes from."""

    unit: Unit
    setting: str
    source: Source
    source_words: Words
    amount: int = 0


_LAW_39 = _l("Minors Protection Law 39: at once; the law gives no hours, the number is the school's own")
_PLAN = _l("Plan against bullying among pupils (2017, no. 10)")

CLOCKS: Mapping[ClockKind, ClockRule] = {
    ClockKind.STOP: ClockRule(Unit.DAYS, "", Source.LAW, _l("Minors Protection Law 39: stop it at once")),
    ClockKind.START: ClockRule(Unit.DAYS, "", Source.LAW, _l("School Protection Rules 23: investigate at once")),
    ClockKind.TELL_GUARDIANS: ClockRule(Unit.HOURS, "bullying.notice_hours", Source.SCHOOL, _LAW_39),
    ClockKind.INVESTIGATE: ClockRule(Unit.DAYS, "bullying.investigation_days", Source.POLICY, _PLAN),
    ClockKind.REPORT_POLICE: ClockRule(Unit.HOURS, "bullying.serious_hours", Source.SCHOOL, _LAW_39),
    ClockKind.REPORT_BUREAU: ClockRule(Unit.HOURS, "bullying.serious_hours", Source.SCHOOL, _LAW_39),
    ClockKind.SERVE: ClockRule(Unit.DAYS, "bullying.serve_days", Source.SCHOOL, ""),
    ClockKind.APPEAL: ClockRule(
        Unit.WORKING_DAYS, "bullying.appeal_working_days", Source.LAW, _l("Discipline Rules 17: within 15 working days")
    ),
    ClockKind.DECIDE_APPEAL: ClockRule(Unit.WORKING_DAYS, "bullying.appeal_decision_days", Source.SCHOOL, ""),
    ClockKind.REVIEW: ClockRule(Unit.DAYS, "bullying.review_days", Source.POLICY, _PLAN),
    ClockKind.LIFT: ClockRule(Unit.DAYS, "", Source.LAW, _l("School Protection Rules 17: a sanction has a term and is lifted")),
    ClockKind.FOLLOW_UP: ClockRule(Unit.DAYS, "", Source.SCHOOL, ""),
}


@dataclass(frozen=True)
class Due:
    """When a clock runs out: the day, and the hour where it counts hours."""

    day: date
    at: datetime | None = None


def due(unit: Unit, amount: int, started: datetime, calendar: SchoolCalendar) -> Due:
    """The end of a clock; the day it starts on never counts."""
    day = clock.local(started).date()
    if unit is Unit.HOURS:
        at = started + timedelta(hours=amount)
        return Due(clock.local(at).date(), at)
    if unit is Unit.WORKING_DAYS:
        return Due(calendar.add_working_days(day, amount))
    return Due(day + timedelta(days=amount))


def follow_up_days(start: date, first: int, second: int, calendar: SchoolCalendar) -> list[date]:
    """After a week, after a month, and at the end of the term, each day once; the end of a term gone by is left out."""
    days = {start + timedelta(days=first), start + timedelta(days=second)}
    term = calendar.term_of(start)
    if term is not None and term.last_day > start:
        days.add(term.last_day)
    return sorted(days)


def is_late(due_on: date, due_at: datetime | None, ended_at: datetime | None, now: datetime) -> bool:
    """Whether a clock was, or is by now, missed; what was met late, or overdue when it was stopped, stays late."""
    moment = ended_at or now
    return moment > due_at if due_at is not None else clock.local(moment).date() > due_on
