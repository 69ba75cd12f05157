"""What courses add to the child's page and to the first page of a family."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.queries.file import identity
from portal.children.scope import reaches
from portal.core import clock
from portal.core.contributions import Panel, TimelineEntry
from portal.core.errors import Words
from portal.courses.queries.catalogue import shelf
from portal.courses.queries.childs import CAME, COMING, HOME, MADE_UP, MISSED, guidance_of
from portal.courses.queries.learning import learner
from portal.courses.rules import recommended
from portal.courses.words import title_of

KIND = "guidance"
RECENT = 4

WHAT: Mapping[str, Words] = {
    CAME: _l("came to the parents' school"),
    MADE_UP: _l("made up for the parents' school"),
    MISSED: _l("not there"),
    COMING: _l("invited"),
    HOME: _l("lesson brought to the home"),
}


def _sees(viewer: Viewer, child_id: int) -> bool:
    may = viewer.may(Permission.SEE_GUIDANCE_COVERAGE) or viewer.may(Permission.RECORD_VISIT)
    return may and reaches(viewer, identity(viewer, child_id), Tier.WELFARE)


def child_panel(viewer: Viewer, child_id: int) -> Sequence[Panel]:
    """Sessions and lessons of the family beside the file; one statement."""
    if not _sees(viewer, child_id):
        return ()
    shown = {
        "child_id": child_id,
        "found": guidance_of(child_id)[:RECENT],
        "what": WHAT,
        "may_bring": viewer.may(Permission.RECORD_VISIT),
        "first": next(iter(shelf().lessons), ""),
    }
    return [Panel(KIND, "courses/_panel.html", shown, order=45, aside=True)]


def timeline(viewer: Viewer, child_id: int) -> Sequence[TimelineEntry]:
    """Sessions the family came to, and lessons brought to the home; absences are no entry in a child's life."""
    if not _sees(viewer, child_id):
        return ()
    words = {CAME: _("The family came to the parents' school"), HOME: _("A lesson was brought to the home")}
    return [
        TimelineEntry(clock.begin_of(one.day), "graduation-cap", words[one.kind], one.title, one.by, KIND, "lamp")
        for one in guidance_of(child_id)
        if one.kind in words
    ]


def home_panels(viewer: Viewer) -> Sequence[Panel]:
    """One lesson for this family and the next session it is invited to; one statement."""
    if not viewer.may(Permission.LEARN):
        return ()
    known, lessons = learner(viewer), shelf().lessons
    begun = lessons.get(known.latest.slug) if known.latest else None
    first = begun or next(iter(recommended(lessons.values(), known.situation, known.done)), None)
    if first is None and not known.invited:
        return ()
    coming = min(known.invited, key=lambda one: (one.answer is not None, one.day), default=None)
    shown = {"lesson": first, "begun": begun is not None, "at": known.latest, "coming": coming, "title_of": title_of}
    waits = [(coming.title, url_for("courses.invitations"))] if coming and not coming.answer else []
    return [Panel("courses", "courses/_home.html", shown, order=40, waits=waits)]
