"""Large words: chosen in this browser, kept for a year."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.home.views.door import blueprint

A_YEAR = 365 * 24 * 3600


@blueprint.page("/home/type", requires=Permission.SEE_HOME, methods=("POST",))
def large() -> ResponseReturnValue:
    """Make the words larger, or as they were."""
    answer = redirect(url_for("home.index"), code=303)
    if request.cookies.get("large"):
        answer.delete_cookie("large")
    else:
        answer.set_cookie("large", "1", max_age=A_YEAR, samesite="Lax", secure=request.is_secure, httponly=True)
    return answer
