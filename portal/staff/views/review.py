"""The yearly access review: who has which posts, and when they last signed in."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.staff.queries import reviewed
from portal.staff.views.door import blueprint


@blueprint.page("/staff/review", requires=Permission.SEE_STAFF)
def review() -> ResponseReturnValue:
    """One sheet to go through line by line, tick and sign."""
    return render_template("staff/review.html", lines=reviewed(current_viewer()))
