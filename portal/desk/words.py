"""Time left, in the words a person would use."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.core import clock
from portal.core.contributions import Deadline
from portal.core.filters import dateformat, hour, short_day
from portal.core.source_words import SOURCE_WORDS
from portal.desk.rules import Ruler

SOON = 24  # hours within which minutes count


def time_left(ruler: Ruler) -> str:
    """As in 还有 4 天, 今天到期, 已过 2 天, 剩 3 小时."""
    if ruler.hours_left is not None and 0 <= ruler.hours_left < SOON:
        whole, minutes = int(ruler.hours_left), int(ruler.hours_left * 60) % 60
        if whole == 0:
            return ngettext("%(num)s minute left", "%(num)s minutes left", minutes)
        return _("%(hours)s h %(minutes)s min left", hours=whole, minutes=minutes)
    if ruler.days_left == 0:
        return _("due today")
    if ruler.days_left < 0:
        return ngettext("%(num)s day late", "%(num)s days late", -ruler.days_left)
    return ngettext("%(num)s day left", "%(num)s days left", ruler.days_left)


def due_words(deadline: Deadline) -> str:
    """The day, and the hour where there is one."""
    if deadline.due_at is not None:
        return _("by %(day)s, %(hour)s", day=_narrow(deadline.due), hour=hour(deadline.due_at))
    return _("by %(day)s", day=_narrow(deadline.due))


def _narrow(due: date) -> str:
    """The column is narrow: the weekday would break the line; another year is told."""
    return short_day(due) if due.year == clock.today().year else dateformat(due)


def source_words(deadline: Deadline) -> str:
    """Where the clock comes from; the deadline's own words when it has some."""
    if str(deadline.source_words):
        return str(deadline.source_words)
    return str(SOURCE_WORDS[deadline.source])
