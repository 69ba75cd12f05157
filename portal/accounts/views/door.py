"""The blueprint of the sign-in pages, and what happens when someone is through."""

from __future__ import annotations

import secrets

from flask import request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import login_user
from werkzeug.utils import redirect

from portal.accounts.models import Account
from portal.accounts.operations.sessions import open_session
from portal.accounts.operations.signing_in import forget_failures
from portal.accounts.queries import has_kept_form
from portal.accounts.rules import device_words
from portal.accounts.signed_in import load
from portal.core.addresses import inside
from portal.core.blueprint import Door
from portal.journal.origins import shortened

blueprint = Door("accounts", __name__)

BROWSER = "browser"
A_YEAR = 365 * 24 * 3600


def enter(account: Account, back: str = "") -> None:
    """Open the session in this browser; a form that was kept for this person comes before anything else."""
    kept = cookie.get("kept") if has_kept_form(account, cookie.get("kept", "")) else None
    browser = request.cookies.get(BROWSER) or secrets.token_urlsafe(24)
    forget_failures(account)
    token = open_session(
        account, device=device_words(request.user_agent.string), origin=shortened(request.remote_addr or ""), browser=browser
    )
    cookie.clear()
    login_user(load(token))
    cookie["back"] = url_for("accounts.finish_kept", token=kept) if kept else inside(back, url_for("front.start"))
    cookie["browser"] = browser


def onwards() -> ResponseReturnValue:
    """To where this person wanted to go; the browser is given its lasting name on the way."""
    answer = redirect(cookie.pop("back", None) or url_for("front.start"))
    browser = cookie.pop("browser", None)
    if browser:
        answer.set_cookie(BROWSER, browser, max_age=A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure)
    return answer
