"""Who looked at this file."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.access.words import role_words
from portal.children.blueprint import blueprint
from portal.children.queries.readers import readings
from portal.children.scope import find
from portal.core.blueprint import current_viewer
from portal.core.contributions import declared_events


@blueprint.page("/children/<int:child_id>/readers", requires=Permission.SEE_WHO_LOOKED)
def readers(child_id: int) -> ResponseReturnValue:
    """Person, post, what and when, for the principal."""
    viewer = current_viewer()
    page = readings(viewer, child_id, request.args.get("page", 1, type=int))
    rows = [
        (each.name, _(", ").join(str(role_words(role)) for role in each.roles), declared_events()[each.event].label, each.at)
        for each in page.items
    ]
    return render_template(
        "children/readers.html",
        child=find(viewer, child_id),
        rows=rows,
        page=page,
        pages=lambda number: url_for("children.readers", child_id=child_id, page=number),
    )
