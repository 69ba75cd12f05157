"""A form sent after the session ended is kept for its writer and finished after signing in; files cannot be kept."""

from __future__ import annotations

from flask import Flask, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from portal.accounts.operations.late_forms import keep_form
from portal.accounts.queries import account_behind
from portal.core.blueprint import SAFE, NotSignedIn, database
from portal.core.queue import queued

NOT_KEPT = ("csrf_token", "submission")
MOST = 200_000  # characters; longer ones are shown again, but not stored


def install(app: Flask) -> None:
    """Answer a visitor without a session with the sign-in page."""
    app.register_error_handler(NotSignedIn, ask_to_sign_in)


def ask_to_sign_in(_error: NotSignedIn) -> ResponseReturnValue:
    """Send the visitor to the sign-in page, which leads back here; a form in flight is kept first."""
    if queued():
        return "", 401  # it waits in the browser, nothing needs to be kept here
    if request.method in SAFE:
        back = request.full_path.rstrip("?")
        return redirect(url_for("accounts.sign_in", next=None if back == "/" else back))
    fields = written()
    if not fields and not request.files:
        return redirect(url_for("accounts.sign_in"))
    with database().transaction(write=True):
        account_id = account_behind(str(cookie.get("_user_id", "")))
        if account_id is not None and sum(len(value) for _name, value in fields) <= MOST:
            files = [name for name, file in request.files.items() if file.filename]
            cookie["kept"] = keep_form(account_id, request.path, fields, files)
            return redirect(url_for("accounts.sign_in"), code=303)
    return render_template("accounts/sign_in_first.html", kept=fields, action=request.path), 401


def written() -> list[tuple[str, str]]:
    """The fields of the form in flight, without its marks and without any password."""
    return [
        (name, value)
        for name in request.form
        if name not in NOT_KEPT and "password" not in name
        for value in request.form.getlist(name)
    ]
