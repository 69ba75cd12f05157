"""A form sent after the session ended is kept for its writer and finished after signing in."""

from __future__ import annotations

from flask import Flask, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.core.blueprint import SAFE, NotSignedIn


def install(app: Flask) -> None:
    """Answer a visitor without a session with the sign-in page."""
    app.register_error_handler(NotSignedIn, ask_to_sign_in)


def ask_to_sign_in(_error: NotSignedIn) -> ResponseReturnValue:
    """Send the visitor to the sign-in page, which leads back here."""
    back = request.full_path.rstrip("?") if request.method in SAFE else None
    return redirect(url_for("accounts.sign_in", next=back))
