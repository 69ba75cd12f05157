"""The months a return is due for: how they are written, when counting ends, when the return is due."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import lazy_gettext as _l

from portal.core.errors import Refused

_WRITTEN = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)


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
        written = _WRITTEN.fullmatch(text.strip())
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
