"""The viewer's own account: sessions, password, second factor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from portal.access.permissions import Permission
from portal.accounts.forms import ChangePasswordForm, CodeForm
from portal.accounts.operations.invitations import set_password
from portal.accounts.operations.second_factor import confirm_second_factor, renew_recovery_codes
from portal.accounts.operations.sessions import end_session, end_sessions
from portal.accounts.operations.signing_in import pass_code, prepare_second_factor
from portal.accounts.passwords import fits, hashed
from portal.accounts.queries import needs_second_factor, open_sessions, own_account, recovery_codes_left, signed_in_as_family
from portal.accounts.throttling import count_try
from portal.accounts.views.door import blueprint
from portal.accounts.views.invitations import new_password_problem
from portal.accounts.views.second_factor import pairing
from portal.core.blueprint import current_viewer, database


def layout() -> str:
    """Staff see their side bar, families their four places."""
    return "layouts/home.html" if signed_in_as_family(current_viewer()) else "layouts/staff.html"


@blueprint.page("/me", requires=Permission.SIGNED_IN)
def mine() -> ResponseReturnValue:
    """Posts, sessions, password and second factor in one place."""
    viewer = current_viewer()
    return render_template(
        "accounts/mine.html",
        layout=layout(),
        account=own_account(viewer),
        sessions=open_sessions(viewer),
        codes_left=recovery_codes_left(viewer),
        obliged=needs_second_factor(viewer.roles),
        sees_access_table=viewer.may(Permission.SEE_ACCESS_TABLE),
    )


@blueprint.page("/me/here", requires=Permission.SIGNED_IN, methods=("POST",))
def still_here() -> ResponseReturnValue:
    """The viewer is in front of the screen: any signed-in request notes that, so there is nothing more to do."""
    return "", 204


@blueprint.page("/me/sessions/<int:session_id>/ending", requires=Permission.SIGNED_IN, methods=("POST",))
def end_one(session_id: int) -> ResponseReturnValue:
    """Sign one of the viewer's browsers out."""
    end_session(session_id, by=current_viewer())
    flash(_("That session is ended."))
    return redirect(url_for("accounts.mine"))


@blueprint.page("/me/sessions/ending", requires=Permission.SIGNED_IN, methods=("POST",))
def end_others() -> ResponseReturnValue:
    """Sign out everywhere but here."""
    end_sessions(current_viewer().account_id, but=current_user.live.id, by=current_viewer())
    flash(_("You are signed out everywhere else."))
    return redirect(url_for("accounts.mine"))


def checked() -> Mapping[str, Any]:
    """Compare the present password and hash the new one before the transaction."""
    form = ChangePasswordForm()
    count_try("password", str(current_viewer().account_id))
    if not form.validate():
        return {"password_hash": "", "against": ""}
    with database().transaction():
        against = own_account(current_viewer()).password_hash
    return {"password_hash": hashed(form.password.data) if fits(against, form.current.data) else "", "against": against}


@blueprint.page("/me/password", requires=Permission.SIGNED_IN, methods=("GET", "POST"), first=checked)
def password(password_hash: str = "", against: str | None = None) -> ResponseReturnValue:
    """Change the password; other browsers are signed out."""
    form, account = ChangePasswordForm(), own_account(current_viewer())
    if request.method == "GET":
        return render_template("accounts/password.html", layout=layout(), form=form)
    if form.validate() and (not password_hash or account.password_hash != against):
        form.current.errors = [_("That is not your present password.")]
    problem = new_password_problem(account, form.password.data or "")
    if problem and not form.errors:
        form.password.errors = [problem]
    if form.errors:
        return render_template("accounts/password.html", layout=layout(), form=form), 422
    set_password(account, password_hash, by=current_viewer())
    end_sessions(account.id, but=current_user.live.id, by=current_viewer())
    flash(_("The password is changed. Other browsers are signed out."))
    return redirect(url_for("accounts.mine"))


@blueprint.page("/me/second-factor", requires=Permission.SIGNED_IN, methods=("POST",))
def begin_second_factor() -> ResponseReturnValue:
    """Someone wants a second factor without having to."""
    prepare_second_factor(own_account(current_viewer()))
    return redirect(url_for("accounts.own_second_factor"))


@blueprint.page("/me/second-factor/set-up", requires=Permission.SIGNED_IN, methods=("GET", "POST"))
def own_second_factor() -> ResponseReturnValue:
    """Make a telephone known."""
    account, form = own_account(current_viewer()), CodeForm()
    if account.totp_confirmed_at is not None or account.totp_secret is None:
        return redirect(url_for("accounts.mine"))
    if request.method == "POST" and _right(form, account):
        codes = confirm_second_factor(account, by=current_viewer())
        return render_template("accounts/recovery_codes.html", codes=codes, onwards=url_for("accounts.mine"))
    return render_template("accounts/set_up.html", form=form, **pairing(account)), 422 if form.errors else 200


@blueprint.page("/me/recovery-codes", requires=Permission.SIGNED_IN, methods=("GET", "POST"))
def new_recovery_codes() -> ResponseReturnValue:
    """Ten new recovery codes; the telephone must be at hand."""
    account, form = own_account(current_viewer()), CodeForm()
    if account.totp_confirmed_at is None:
        return redirect(url_for("accounts.mine"))
    if request.method == "POST" and _right(form, account):
        codes = renew_recovery_codes(account, by=current_viewer())
        return render_template("accounts/recovery_codes.html", codes=codes, onwards=url_for("accounts.mine"))
    return render_template("accounts/new_recovery_codes.html", layout=layout(), form=form), 422 if form.errors else 200


def _right(form: CodeForm, account: Any) -> bool:
    if not form.validate():
        return False
    count_try("code", str(account.id))
    if pass_code(account, "".join(form.code.data.split())):
        return True
    form.code.errors = [_("The code is wrong or was used already. Take the six digits shown now.")]
    return False
