"""The page of today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from flask import render_template, request
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.blueprint import Door, current_viewer
from portal.core.contributions import Deadline, Happening, collect
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


@blueprint.page("/today", requires=Permission.SEE_DESK)
def today() -> ResponseReturnValue:
    """Duties by urgency, panels of the domains, what just happened."""
    viewer = current_viewer()
    groups = grouped(_deadlines(viewer), clock.today())
    tasks: Mapping[Urgency, Sequence[Task]] = {urgency: [Task.of(found) for found in deadlines] for urgency, deadlines in groups}
    panels = sorted(collect("desk_panels", viewer), key=lambda panel: panel.order)
    return render_template("desk/today.html", tasks=tasks, panels=panels, happenings=_happenings(viewer), Urgency=Urgency)


def _deadlines(viewer: Viewer) -> Sequence[Deadline]:
    """Everybody's most opened page: duties are worked out anew only after something was written."""
    found = partial(collect, "deadlines", viewer, clock.today())
    return kept_for(viewer, "deadlines", lambda: list(found()), request.script_root)


def _happenings(viewer: Viewer) -> Sequence[Happening]:
    found: list[Happening] = list(collect("happenings", viewer))
    return sorted(found, key=lambda happening: happening.at, reverse=True)[:SHOWN_HAPPENINGS]
