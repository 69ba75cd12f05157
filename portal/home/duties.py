"""What families wait for, on the desk and on the child's page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.kinship import relation_words
from portal.core import clock
from portal.core.contributions import Deadline, Panel, Source, TimelineEntry
from portal.core.db import read_once
from portal.core.errors import Words
from portal.home.models import FamilyWord
from portal.home.queries.staff import Waiting, waiting, words_of
from portal.home.words import WAITING
from portal.school.queries import calendar, number

KIND = "family_words"
SOURCES: Mapping[str, Words] = {
    "copies": _l("Regulations on the Protection of Minors in Cyberspace, art. 34: without delay; the days are this school's own"),
}


def deadlines(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """What families proposed, wrote or asked for and nobody answered; one statement."""
    if not viewer.may(Permission.EDIT_CHILD):
        return []
    return [_deadline(one) for one in waiting(viewer)]


def _deadline(one: Waiting) -> Deadline:
    begin = clock.local(one.since).date()
    copies = one.kind == "copies"
    due = (
        begin + timedelta(days=number("home.copy_days"))
        if copies
        else calendar().add_working_days(begin, number("home.answer_days"))
    )
    return Deadline(
        key=f"home.{one.kind}.{begin.isoformat()}",
        title=WAITING[one.kind],
        why=ngettext("%(num)s waits", "%(num)s wait", one.count),
        due=due,
        start=begin,
        url=url_for("home.requests", _anchor=one.kind),
        source=Source.SCHOOL,
        source_words=SOURCES.get(one.kind, ""),
        action=_("Answer the family"),
    )


def _words(viewer: Viewer, child_id: int) -> Sequence[FamilyWord]:
    if not viewer.may(Permission.EDIT_CHILD) or not viewer.reaches(Tier.WELFARE):
        return []
    return read_once(("family_words", viewer.person_id, child_id), lambda: words_of(viewer, child_id))


def child_panel(viewer: Viewer, child_id: int) -> Sequence[Panel]:
    """What the family wrote and nobody answered; one statement."""
    open_ones = [one for one in _words(viewer, child_id) if one.answer is None]
    context = {"words": open_ones, "relation_words": relation_words}
    return [Panel("family_words", "home/_panel.html", context, order=58, aside=True)] if open_ones else []


def timeline(viewer: Viewer, child_id: int) -> Sequence[TimelineEntry]:
    """The family's own words, and what the school answered."""
    return [
        TimelineEntry(
            one.at,
            "message-circle",
            _("%(who)s wrote to the school", who=relation_words(one.guardian.relation)),
            one.words + (" — " + one.answer.words if one.answer else ""),
            one.guardian.name,
            KIND,
            "lamp",
        )
        for one in _words(viewer, child_id)
    ]
