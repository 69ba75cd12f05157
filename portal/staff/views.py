"""Pages about staff."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.core.blueprint import Door

blueprint = Door("staff", __name__)


@blueprint.page("/access", requires=Permission.SEE_ACCESS_TABLE)
def access_table() -> ResponseReturnValue:
    """Who may do what."""
    return render_template("staff/access_table.html")
