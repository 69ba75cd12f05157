"""The page of today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.blueprint import Door, current_viewer
from portal.core.contributions import Deadline, Happening, Panel, collect
from portal.desk.rules import Ruler, Urgency, grouped, ruler
from portal.desk.words import due_words, source_words, time_left
from portal.journal.kept import kept_for

blueprint = Door("desk", __name__)
SHOWN_HAPPENINGS = 8


@dataclass(frozen=True)
class Task:
    """A deadline as the page shows it."""

    deadline: Deadline
    ruler: Ruler
    left: str
    due: str
    source: str

    @classmethod
    def of(cls, deadline: Deadline) -> Task:
        found = ruler(deadline, clock.today(), clock.now())
        return cls(deadline, found, time_left(found), due_words(deadline), source_words(deadline))


@dataclass(frozen=True)
class Desk:
    """What the domains put on somebody's desk."""

    deadlines: Sequence[Deadline]
    panels: Sequence[Panel]
    happenings: Sequence[Happening]


@blueprint.page("/today", requires=Permission.SEE_DESK)
def today() -> ResponseReturnValue:
    """Duties by urgency, panels of the domains, what just happened."""
    viewer = current_viewer()
    desk = kept_for(viewer, "desk", lambda: _desk(viewer), request.script_root)
    groups = grouped(desk.deadlines, clock.today())
    tasks: Mapping[Urgency, Sequence[Task]] = {urgency: [Task.of(found) for found in deadlines] for urgency, deadlines in groups}
    shown = {"panels": desk.panels, "happenings": desk.happenings, "links": list(collect("desk_links", viewer))}
    return render_template("desk/today.html", tasks=tasks, Urgency=Urgency, **shown)


def _desk(viewer: Viewer) -> Desk:
    """Everybody's most opened page: it is put together anew only after something was written."""
    happenings: list[Happening] = sorted(collect("happenings", viewer), key=lambda happening: happening.at, reverse=True)
    panels: list[Panel] = sorted(collect("desk_panels", viewer), key=lambda panel: panel.order)
    return Desk(list(collect("deadlines", viewer, clock.today())), panels, happenings[:SHOWN_HAPPENINGS])
