"""Evenings on a child's page: asking the people on duty, and on the timeline when the child was not there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import bindparam, select

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.queries.file import identity
from portal.children.scope import reaches
from portal.core.contributions import Panel, TimelineEntry
from portal.core.db import session
from portal.core.filters import hour
from portal.duty.models.tonight import Missing
from portal.people.models import Person

SEARCHES = "duty.searches"


def ask_panel(viewer: Viewer, child_id: int) -> Sequence[Panel]:
    """The way to say what to do this evening, on a boarder's page; no statement."""
    child = identity(viewer, child_id)
    if not child.boarding or not viewer.may(Permission.RUN_SHIFT) or not reaches(viewer, child, Tier.WELFARE):
        return []
    return [Panel("evenings", "duty/_ask.html", {"child_id": child_id}, 60, aside=True)]


def search_entries(child_id: int) -> Sequence[TimelineEntry]:
    """When the child was not there at roll call, and how it ended; one statement. The caller has looked at the reach."""
    entries = []
    for since, ended, ending, name in session().execute(_searches(), {"child_id": child_id}):
        words = _("There again at %(hour)s: %(how)s", hour=hour(ended), how=ending or "") if ended else _("Still being looked for")
        entries.append(TimelineEntry(since, "circle-alert", _("Not there at roll call"), words, name, SEARCHES, "hot"))
    return entries


@cache
def _searches() -> Any:
    columns = (Missing.since, Missing.ended_at, Missing.ending, Person.name)
    found = select(*columns).join(Person, Person.id == Missing.raised_by_id)
    return found.where(Missing.child_id == bindparam("child_id")).order_by(Missing.id)
