"""The first page of parents and carers."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.core.contributions import Panel, collect
from portal.home.queries import own_children
from portal.home.views.door import blueprint


@blueprint.page("/home", requires=Permission.SEE_HOME)
def index() -> ResponseReturnValue:
    """The viewer's own children, each with class and homeroom teacher, and what the domains show their family."""
    viewer = current_viewer()
    panels: list[Panel] = sorted(collect("home_panels", viewer), key=lambda panel: panel.order)
    return render_template("home/index.html", children=own_children(viewer), panels=panels)
