"""Enrolling with a slip, and the first page of parents and carers."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.core.blueprint import PUBLIC, Door

blueprint = Door("home", __name__)


@blueprint.page("/home", requires=Permission.SEE_HOME)
def index() -> ResponseReturnValue:
    """The viewer's own children."""
    return render_template("home/index.html")


@blueprint.page("/join", requires=PUBLIC)
def join() -> ResponseReturnValue:
    """Ask for the code on the slip."""
    return render_template("home/join.html")
