"""Who may do what, in words, made from the one table the portal itself obeys."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.access.table import access_rows
from portal.access.words import TIER_WORDS
from portal.core.blueprint import current_viewer
from portal.staff.views.door import blueprint


@blueprint.page("/access", requires=Permission.SEE_ACCESS_TABLE)
def access_table() -> ResponseReturnValue:
    """Roles, how far each reaches and what each may do; the viewer's own are marked."""
    return render_template("staff/access_table.html", rows=access_rows(current_viewer().roles), tiers=TIER_WORDS)
