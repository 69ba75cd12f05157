"""Words of the school day: what is known of a child that is not there, and a stretch of days as its family reads it."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from portal.attendance.models import Reason
from portal.attendance.rules import Days
from portal.core.errors import Words

REASONS: Mapping[Reason, Words] = {Reason.ILL: _l("ill"), Reason.LEAVE: _l("has leave"), Reason.UNKNOWN: _l("nobody knows yet")}

#: As the family reads it: never a reproach.
AT_HOME: Mapping[Reason, Words] = {
    Reason.ILL: _l("off sick"),
    Reason.LEAVE: _l("on leave"),
    Reason.UNKNOWN: _l("not at school, please tell the teacher why"),
}


def days_words(days: Days) -> str:
    """As in 到校 4 天，病假 1 天."""
    there = ngettext("At school on %(num)s day", "At school on %(num)s days", days.there)
    off = sum(days.away.get(reason, 0) for reason in (Reason.ILL, Reason.LEAVE))
    words = _("%(there)s, %(off)s", there=there, off=ngettext("off on %(num)s day", "off on %(num)s days", off))
    missing = days.away.get(Reason.UNKNOWN, 0)
    if missing:
        missed = ngettext("not there on %(num)s day", "not there on %(num)s days", missing)
        words = _("%(there)s, %(off)s", there=words, off=missed)
    return words
