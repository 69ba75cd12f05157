"""Who looked at the child's file: for the family by role and day, without names."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.access.words import role_words
from portal.children.queries.readers import readings_for_family
from portal.children.scope import find
from portal.core.blueprint import current_viewer
from portal.home.views.door import blueprint


@blueprint.page("/home/children/<int:child_id>/readers", requires=Permission.SEE_HOME)
def readers(child_id: int) -> ResponseReturnValue:
    """The days of a year on which somebody opened the file, and with which roles."""
    child = find(current_viewer(), child_id)
    days = [(day, [role_words(role) for role in roles]) for day, roles in readings_for_family(child.id)]
    return render_template("home/readers.html", child=child, days=days)
