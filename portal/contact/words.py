"""What ways, sources and weeks are called on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from portal.contact.models import Told, Way
from portal.core import clock
from portal.core.errors import Words
from portal.core.filters import day as day_words

WAYS: Mapping[Way, Words] = {
    Way.TELEPHONE: _l("Telephone"),
    Way.VIDEO: _l("Video call"),
    Way.VISIT: _l("Together in person"),
    Way.MESSAGE: _l("Voice message or letter"),
}

TOLD: Mapping[Told, Words] = {
    Told.PARENT: _l("told by the parents"),
    Told.CARER: _l("told by the carer"),
    Told.TEACHER: _l("noted by a teacher"),
    Told.ROOM: _l("from the contact room"),
}

WITH_WHOM: Mapping[str, Words] = {
    "child": _l("with the child"),
    "carer": _l("with the carer"),
    "both": _l("with child and carer"),
}


def with_whom(*, child: bool, carer: bool) -> Words:
    """With whom the parents talked."""
    return WITH_WHOM["both" if child and carer else "child" if child else "carer"]


def windows_words(windows: str) -> str:
    """The picture of seven days in words."""
    lit = sum(window in "1T" for window in windows)
    return ngettext("Talked on %(num)s of the last 7 days", "Talked on %(num)s of the last 7 days", lit)


def last_words(last: date | None) -> str:
    """How long ago the last talk was."""
    if last is None:
        return _("none noted this term")
    days = (clock.today() - last).days
    if days == 0:
        return _("today")
    return ngettext("%(num)s day ago", "%(num)s days ago", days)


def home_words(name: str, days: frozenset[date]) -> str:
    """The last talk as the family reads it: a day, never a count of what was not."""
    today = clock.today()
    if today in days:
        return _("You talked today.")
    last = max(days, default=None)
    if last is None:
        return _("A few minutes on the telephone make %(name)s's day.", name=name)
    return _("Last time: %(day)s.", day=day_words(last))
