"""The door of the returns' pages."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from portal.core.blueprint import Door, current_viewer
from portal.summaries.models import Return
from portal.summaries.queries.returns import find_return

blueprint = Door("summaries", __name__, url_prefix="/returns")


def wanted(return_id: int) -> Return:
    """The return of the address, found through the person who asks."""
    return find_return(current_viewer(), return_id)


def back_to(return_id: int) -> ResponseReturnValue:
    """To the return's page."""
    return redirect(url_for("summaries.one", return_id=return_id))
