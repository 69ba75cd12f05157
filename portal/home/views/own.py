"""The first page of parents and carers."""

from __future__ import annotations

from collections.abc import Sequence

from flask import render_template, request
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core.blueprint import current_viewer
from portal.core.contributions import Panel, collect
from portal.home.queries import own_children
from portal.home.views.door import blueprint
from portal.journal.kept import kept_for
from portal.school.queries import school_profile

#: This evening's call comes before whatever else is asked.
FIRST = 10


@blueprint.page("/home", requires=Permission.SEE_HOME)
def index() -> ResponseReturnValue:
    """The viewer's own children, each with class and whom to ask for, and what the domains show their family."""
    viewer = current_viewer()
    school = school_profile()
    panels, near = kept_for(viewer, "home", lambda: (_panels(viewer), collect("at_hand", viewer)), request.script_root)
    below = [panel for panel in panels if not panel.aside]
    shown = {
        "panels": panels,
        "at_hand": {child_id: [(role, name)] for child_id, role, name in near},
        "office": school.telephone if school else "",
        "first": [panel for panel in below if panel.order <= FIRST],
        "waits": [one for panel in panels for one in panel.waits],
        "after": [panel for panel in below if panel.order > FIRST],
    }
    return render_template("home/index.html", children=own_children(viewer), **shown)


def _panels(viewer: Viewer) -> Sequence[Panel]:
    """Put together anew only after something was written, as the desk is."""
    return sorted(collect("home_panels", viewer), key=lambda panel: panel.order)
