"""The periods returns are due for, by the school calendar and the school's own days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from portal.school.queries import calendar, number
from portal.summaries.definitions import ReturnForm
from portal.summaries.periods import Month, Period, SchoolTerm, is_term

MONTHS, TERMS = 12, 4
#: A term's return is asked for when the term nears its end.
BEFORE_THE_END = timedelta(days=21)


def period_of(form: ReturnForm, text: str) -> Period:
    """A period as somebody wrote it; Refused when this return is not made for such."""
    return Month.read(text) if form.every == "month" else SchoolTerm.read(text, calendar().terms)


def written_period(text: str) -> Period:
    """A period as a return keeps it."""
    return SchoolTerm.read(text, calendar().terms) if is_term(text) else Month.read(text)


def due_day(period: Period) -> date:
    """When its return is due."""
    return period.due(number("summaries.due_day" if isinstance(period, Month) else "summaries.term_due_days"))


def begun_periods(form: ReturnForm, today: date) -> Sequence[Period]:
    """The periods of a return that have begun, the newest first: a year of months, or two of terms."""
    if form.every == "term":
        begun = [SchoolTerm.of(term) for term in calendar().terms if term.first_day <= today]
        return sorted(begun, reverse=True)[:TERMS]
    months = [Month.of(today)]
    while len(months) < MONTHS:
        months.append(months[-1].before)
    return months


def asked_for(period: Period, today: date) -> bool:
    """Whether somebody should begin its return: all month long, and towards the end of a term until it is due."""
    return isinstance(period, Month) or period.last - BEFORE_THE_END <= today <= due_day(period)
