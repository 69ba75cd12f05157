"""Pages that belong to no domain."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from flask import Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.config import ROOT
from portal.core.addresses import inside
from portal.core.blueprint import PUBLIC, Door
from portal.core.i18n import CHINESE, LOCALES
from portal.front.operations import choose_language

blueprint = Door("front", __name__)
A_YEAR = 365 * 24 * 3600
WORKER = ROOT / "static" / "worker.js"


@blueprint.page("/", requires=PUBLIC)
def start() -> ResponseReturnValue:
    """Where this person begins: today, the child, or the sign-in."""
    if not current_user.is_authenticated:
        return redirect(url_for("accounts.sign_in"))
    return redirect(url_for(_first_page(current_user.viewer)))


def _first_page(viewer: Viewer) -> str:
    if viewer.may(Permission.SEE_DESK):
        return "desk.today"
    return "home.index" if viewer.may(Permission.SEE_HOME) else "accounts.mine"


@blueprint.page("/language", requires=PUBLIC, methods=("POST",))
def language() -> ResponseReturnValue:
    """Remember the language in this browser, and with the account when signed in."""
    wanted = request.form.get("language", CHINESE)
    chosen = wanted if wanted in LOCALES else CHINESE
    if current_user.is_authenticated:
        choose_language(chosen, by=current_user.viewer)
    answer = redirect(inside(request.form.get("next"), url_for("front.start")))
    answer.set_cookie("language", chosen, max_age=A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure)
    return answer


@blueprint.page("/unfolded", requires=PUBLIC)
def unfolded() -> ResponseReturnValue:
    """The empty frame into which a browser unfolds a page it kept, where there is no signal; it holds nothing of anybody."""
    return render_template("layouts/unfolded.html")


@blueprint.page("/worker.js", requires=PUBLIC)
def worker() -> ResponseReturnValue:
    """The script that hands out that frame; named by what it keeps, so that a new version replaces it."""
    address: Any = current_app.jinja_env.globals["asset"]
    files = [url_for("front.unfolded"), *(address(name) for name in ("portal.css", "portal.js", "htmx.js", "queue.js"))]
    kept, code = json.dumps(files), WORKER.read_text("utf-8")
    name = hashlib.sha256((kept + code).encode()).hexdigest()[:12]
    script = f"const FILES = {kept};\nconst NAME = {json.dumps(name)};\n{code}"
    return Response(script, mimetype="text/javascript", headers={"Cache-Control": "no-cache"})
