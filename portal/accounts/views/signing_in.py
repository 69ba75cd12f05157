"""Signing in by name and password, and out again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, logout_user

from portal.access.permissions import Permission
from portal.accounts import half_way
from portal.accounts.forms import SignInForm
from portal.accounts.models import Account
from portal.accounts.operations.sessions import end_session
from portal.accounts.operations.signing_in import Attempt, pass_password, prepare_second_factor
from portal.accounts.passwords import fits
from portal.accounts.queries import credentials, needs_second_factor, roles_of
from portal.accounts.throttling import count_try
from portal.accounts.views.door import blueprint, enter, onwards
from portal.core.blueprint import PUBLIC, current_viewer, database


def tried() -> Mapping[str, Any]:
    """Check the password before the transaction; an unknown login takes as long."""
    form = SignInForm()
    count_try("sign-in", form.login.data or "")
    if not form.validate():
        return {"attempt": None}
    with database().transaction():
        account_id, against = credentials(form.login.data) or (None, None)
    return {"attempt": Attempt(account_id, against, fits(against, form.password.data))}


@blueprint.page("/sign-in", requires=PUBLIC, methods=("GET", "POST"), first=tried)
def sign_in(attempt: Attempt | None = None) -> ResponseReturnValue:
    """Ask for name and password."""
    form = SignInForm()
    if request.method == "GET":
        return redirect(url_for("front.start")) if current_user.is_authenticated else _page(form, 200)
    account = pass_password(attempt) if attempt else None
    if account is None:
        return _page(form, 422, refused=attempt is not None)
    return _further(account, form)


def _further(account: Account, form: SignInForm) -> ResponseReturnValue:
    """In, or on to the second factor; without an open post nobody comes in."""
    roles = roles_of(account)
    if account.stopped_at is not None or not roles:
        form.form_errors.append(_("This account is not open at present. Ask the principal or the administrator."))
        return _page(form, 422)
    return next_step(account, request.args.get("next", ""))


def next_step(account: Account, back: str) -> ResponseReturnValue:
    """After the password: the telephone's code, setting one up where the post demands it, or in."""
    if account.totp_confirmed_at is None and not needs_second_factor(roles_of(account)):
        enter(account, back)
        return onwards()
    half_way.begin(account, back)
    prepare_second_factor(account)
    return redirect(url_for("accounts.second_factor" if account.totp_confirmed_at else "accounts.set_up"))


def _page(form: SignInForm, status: int, *, refused: bool = False) -> ResponseReturnValue:
    if refused:
        form.form_errors.append(
            _("Name and password do not go together, or there were too many tries. Try again, or wait a quarter of an hour.")
        )
    return render_template("accounts/sign_in.html", form=form), status


@blueprint.page("/sign-out", requires=Permission.SIGNED_IN, methods=("POST",))
def sign_out() -> ResponseReturnValue:
    """End this session."""
    end_session(current_user.live.id, by=current_viewer())
    logout_user()
    flash(_("You are signed out."))
    return redirect(url_for("accounts.sign_in"))
