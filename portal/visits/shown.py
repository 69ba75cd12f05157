"""What visits add to the child's page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Reach, Viewer
from portal.children.models import Child
from portal.children.queries.counted import counts_as_left_behind
from portal.children.scope import ONE_CHILD, THESE_CHILDREN, within_reach
from portal.core import clock
from portal.core.contributions import Panel, TimelineEntry
from portal.core.db import session
from portal.core.errors import Words
from portal.school.queries import calendar
from portal.visits.models import VisitMode
from portal.visits.queries.counting import counted_modes, last_visit
from portal.visits.queries.visits import told
from portal.visits.rules import Hazard, periods
from portal.visits.words import HAZARDS, MODES, TEXTS

VISITS = "visits"
RECENT = 3
SHORT = ("problems", "measures", "next_plan")


def lines_of(form: Mapping[str, Any]) -> Sequence[tuple[Words, str]]:
    """The texts that were written, in the order of the form, the dangers ticked among them."""
    lines: list[tuple[Words, str]] = []
    for key, words in TEXTS.items():
        if key == "hazard_note" and form.get("hazards"):
            lines.append((_("Dangers seen"), _(", ").join(str(HAZARDS[Hazard(each)]) for each in form["hazards"])))
        if form.get(key):
            lines.append((words, form[key]))
    return lines


def child_panel(viewer: Viewer, child_id: int) -> Sequence[Panel]:
    """When the family was visited last, and whether the duty of year or term is met; two statements."""
    today = clock.today()
    if not viewer.may(Permission.RECORD_VISIT):
        return []
    row = session().execute(_met(viewer.reaches(Tier.WELFARE), today, counted_modes()), {"child_id": child_id}).one_or_none()
    if row is None:
        return []
    of = periods(today, calendar())
    since = of.term if row[1] else of.year
    shown = {
        "child_id": child_id,
        "visits": told(viewer, child_id)[:RECENT],
        "modes": MODES,
        "last": row[0],
        "termly": bool(row[1]),
        "met": row[0] is not None and row[0] >= since,
    }
    return [Panel("visits", "visits/_panel.html", shown, order=35, aside=True)]


@lru_cache(maxsize=64)
def _met(reach: Reach, today: date, _modes: frozenset[VisitMode]) -> Any:
    """Built anew when the school changes what counts."""
    return select(last_visit(today), counts_as_left_behind(today)).where(ONE_CHILD, within_reach(reach))


def cells(viewer: Viewer, child_ids: Sequence[int]) -> Mapping[int, date]:
    """The last visit that counts of the children of a page, where there was one; one statement."""
    rows = session().execute(_last_visits(viewer.reaches(Tier.WELFARE), clock.today(), counted_modes()), {"child_ids": child_ids})
    return {row[0]: row[1] for row in rows if row[1] is not None}


@lru_cache(maxsize=64)
def _last_visits(reach: Reach, today: date, _modes: frozenset[VisitMode]) -> Any:
    return select(Child.id, last_visit(today)).where(THESE_CHILDREN, within_reach(reach))


def timeline(viewer: Viewer, child_id: int) -> Sequence[TimelineEntry]:
    """Visits of a child within the welfare tier."""
    return [
        TimelineEntry(
            clock.begin_of(each.day),
            "footprints",
            _("Home visit: %(mode)s", mode=MODES[each.mode]),
            " ".join(each.form[key] for key in SHORT if each.form.get(key)),
            each.by,
            VISITS,
            "ok",
        )
        for each in told(viewer, child_id)
    ]
