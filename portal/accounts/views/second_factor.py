"""The second step of signing in: a code, a recovery code, or setting a telephone up for the first time."""

from __future__ import annotations

from collections.abc import Callable

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.accounts import half_way
from portal.accounts.forms import CodeForm, RecoveryForm
from portal.accounts.models import Account
from portal.accounts.operations.second_factor import confirm_second_factor
from portal.accounts.operations.signing_in import pass_code, pass_recovery_code
from portal.accounts.second_factor import present_code, qr_picture, setup_address, spaced
from portal.accounts.throttling import count_try
from portal.accounts.views.door import blueprint, enter, onwards
from portal.config import Config
from portal.core import clock
from portal.core.blueprint import PUBLIC
from portal.school.queries import school_profile


@blueprint.page("/sign-in/second-factor", requires=PUBLIC, methods=("GET", "POST"))
def second_factor() -> ResponseReturnValue:
    """Ask for the six digits of the telephone."""
    return _ask(CodeForm(), "accounts/second_factor.html", _check_code)


@blueprint.page("/sign-in/recovery-code", requires=PUBLIC, methods=("GET", "POST"))
def recovery_code() -> ResponseReturnValue:
    """The telephone is not here: one of the ten codes does."""
    return _ask(RecoveryForm(), "accounts/recovery_code.html", _check_recovery)


def _ask(form: CodeForm | RecoveryForm, template: str, check: Callable[[Account, str], str]) -> ResponseReturnValue:
    account = half_way.who()
    if account is None or account.totp_confirmed_at is None:
        return _from_the_start()
    if request.method == "GET":
        return render_template(template, form=form, demo_code=_code_in_demo(account))
    if form.validate():
        wrong = check(account, form.code.data)
        if not wrong:
            enter(account, half_way.back())
            return onwards()
        form.code.errors = [wrong]
    return render_template(template, form=form, demo_code=_code_in_demo(account)), 422


def _code_in_demo(account: Account) -> str:
    """In the demo school the page itself shows the code, since nobody there has the telephone; empty in any other."""
    config: Config = current_app.config["PORTAL"]
    profile = school_profile()
    return present_code(account.totp_secret or "", clock.now()) if config.demo and profile and profile.is_demo else ""


def _check_code(account: Account, code: str) -> str:
    count_try("code", str(account.id))
    return (
        ""
        if pass_code(account, "".join(code.split()))
        else _("The code is wrong or was used already. Take the six digits shown now.")
    )


def _check_recovery(account: Account, code: str) -> str:
    count_try("code", str(account.id))
    return "" if pass_recovery_code(account, code) else _("That is none of your unused recovery codes.")


@blueprint.page("/sign-in/set-up", requires=PUBLIC, methods=("GET", "POST"))
def set_up() -> ResponseReturnValue:
    """Posts that reach many children sign in with a telephone as well; the first time it is made known here."""
    account, form = half_way.who(), CodeForm()
    if account is None or account.totp_confirmed_at is not None:
        return _from_the_start()
    if request.method == "GET":
        return render_template("accounts/set_up.html", form=form, **pairing(account))
    if form.validate():
        count_try("code", str(account.id))
        if pass_code(account, "".join(form.code.data.split())):
            codes = confirm_second_factor(account, by=None)
            enter(account, half_way.back())
            return render_template("accounts/recovery_codes.html", codes=codes, onwards=url_for("accounts.go_on"))
        form.code.errors = [_("The code does not fit. Take the six digits shown now.")]
    return render_template("accounts/set_up.html", form=form, **pairing(account)), 422


def pairing(account: Account) -> dict[str, str]:
    """What the page shows so that a telephone learns the secret: a picture, and the same in letters."""
    profile = school_profile()
    secret = account.totp_secret or ""
    address = setup_address(secret, account.login, profile.name if profile else _("Shouwang"))
    return {"picture": qr_picture(address), "letters": spaced(secret)}


@blueprint.page("/sign-in/onwards", requires=PUBLIC)
def go_on() -> ResponseReturnValue:
    """From the recovery codes to where this person wanted to go."""
    return onwards()


def _from_the_start() -> ResponseReturnValue:
    flash(_("That took a while. Sign in again from the start."), "warn")
    return redirect(url_for("accounts.sign_in"))
