"""What counseling adds to the child's page and to the family's first page."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core.contributions import Panel, TimelineEntry
from portal.counseling.queries.told import Took, for_family, on_page, took_part
from portal.counseling.words import AUDIENCES, level_words

COUNSELING = "counseling"


def child_panel(viewer: Viewer, child_id: int) -> Sequence[Panel]:
    """Advice that holds, and the way to the counselor; the level and the case for who may know; one statement."""
    if not viewer.may(Permission.REFER_TO_COUNSELOR):
        return []
    found = on_page(viewer, child_id)
    if found is None:
        return []
    shown = {
        "child_id": child_id,
        "found": found,
        "audiences": AUDIENCES,
        "level": level_words(found.level) if found.level else "",
        "keeps": viewer.may(Permission.KEEP_CASES),
    }
    return [Panel("counseling", "counseling/_panel.html", shown, order=45, aside=True)]


def timeline(viewer: Viewer, child_id: int) -> Sequence[TimelineEntry]:
    """Sessions as locked rows: they exist, they are the counselor's, and what the teacher shall do stands under them."""
    if not viewer.may(Permission.REFER_TO_COUNSELOR):
        return []
    return [_entry(viewer, one) for one in took_part(viewer, child_id)]


def _entry(viewer: Viewer, one: Took) -> TimelineEntry:
    if one.author_id == viewer.person_id:
        return TimelineEntry(one.began_at, "lock", _("Session"), one.line or "", one.author, COUNSELING, "seal")
    whose = _("%(name)s alone can read it", name=one.author)
    title = _("Session; what to do: %(line)s", line=one.line) if one.line else _("Session")
    return TimelineEntry(one.began_at, "lock", title, "", one.author, COUNSELING, "seal", locked_by=whose)


def home_panel(viewer: Viewer) -> Sequence[Panel]:
    """What counselor and child agreed to tell the family; no level, no score; one statement."""
    if not viewer.may(Permission.SEE_HOME):
        return []
    found = for_family(viewer)
    return [Panel("counseling", "counseling/_advice.html", {"advice": found}, order=30)] if found else []
