"""Bringing results along."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.screening.views.blueprint import blueprint


@blueprint.page("/screening/imports", requires=Permission.RUN_SCREENING)
def imports() -> ResponseReturnValue:
    """Files so far."""
    return render_template("screening/index.html", rows=[], runs=True)
