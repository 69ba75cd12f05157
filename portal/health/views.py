"""The probe and the page."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.core.blueprint import PUBLIC, Door
from portal.health.checks import database_answers, everything

blueprint = Door("health", __name__)


@blueprint.page("/healthz", requires=PUBLIC)
def probe() -> ResponseReturnValue:
    """Says only that the portal and its database answer; nothing about the school."""
    database_answers()
    return {"status": "ok"}


@blueprint.page("/health", requires=Permission.SEE_HEALTH)
def page() -> ResponseReturnValue:
    """Every check with its sentence."""
    return render_template("health/page.html", checks=everything())
