"""What a return is made for: a calendar month or a school term; how it is written, and until when counting goes."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from flask_babel import lazy_gettext as _l

from portal.core.calendar import TermDays
from portal.core.errors import Refused

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)
_TERM = re.compile(r"(20\d\d)-T([12])", re.ASCII)


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month, written 2026-11."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02d}"

    @classmethod
    def of(cls, day: date) -> Month:
        """The month a day lies in."""
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text: str) -> Month:
        """Refused when it is no month."""
        written = _MONTH.fullmatch(text.strip())
        if written is None:
            raise Refused(_l("“%(text)s” is no month. Write it as in 2026-11.", text=text), field="month")
        return cls(int(written[1]), int(written[2]))

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    @property
    def before(self) -> Month:
        """The month before."""
        return Month.of(self.first - timedelta(days=1))

    def due(self, day: int) -> date:
        """The due day of this month's return; the last of a shorter month."""
        return date(self.year, self.month, min(day, self.last.day))

    def cut_off(self, today: date) -> date:
        """Counted are the facts of the last day, or of today while the month runs; Refused for a month to come."""
        if self.first > today:
            raise Refused(_l("%(month)s has not begun yet, so there is nothing to count.", month=str(self)), field="month")
        return min(self.last, today)


@dataclass(frozen=True, order=True)
class SchoolTerm:
    """A term of the school calendar, written 2026-T1: the first of the school year that begins in 2026."""

    academic_year: int
    ordinal: int
    first: date
    last: date

    def __str__(self) -> str:
        return f"{self.academic_year}-T{self.ordinal}"

    @classmethod
    def of(cls, term: TermDays) -> SchoolTerm:
        """A term as the calendar has it."""
        return cls(term.academic_year, term.ordinal, term.first_day, term.last_day)

    @classmethod
    def read(cls, text: str, terms: Sequence[TermDays]) -> SchoolTerm:
        """Refused when it is no term, or none of this calendar."""
        written = _TERM.fullmatch(text.strip())
        known = {(term.academic_year, term.ordinal): term for term in terms}
        found = known.get((int(written[1]), int(written[2]))) if written else None
        if found is None:
            raise Refused(
                _l("“%(text)s” is no term of the school calendar. Write it as in 2026-T1, or enter the term there.", text=text),
                field="month",
            )
        return cls.of(found)

    def due(self, days: int) -> date:
        """So many days after the last one."""
        return self.last + timedelta(days=days)

    def cut_off(self, today: date) -> date:
        """Counted are the facts of the last day, or of today while the term runs; Refused for a term to come."""
        if self.first > today:
            raise Refused(_l("%(month)s has not begun yet, so there is nothing to count.", month=str(self)), field="month")
        return min(self.last, today)


Period: TypeAlias = Month | SchoolTerm


def is_term(text: str) -> bool:
    """Whether a period is written as a term."""
    return _TERM.fullmatch(text) is not None
