"""Signing in and out."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, logout_user

from portal.access.permissions import Permission
from portal.accounts.operations import end_session
from portal.core.blueprint import PUBLIC, Door, current_viewer

blueprint = Door("accounts", __name__)


@blueprint.page("/sign-in", requires=PUBLIC)
def sign_in() -> ResponseReturnValue:
    """Ask for name and password."""
    return render_template("accounts/sign_in.html")


@blueprint.page("/sign-out", requires=Permission.SIGNED_IN, methods=("POST",))
def sign_out() -> ResponseReturnValue:
    """End this session."""
    end_session(current_user.live.id, by=current_viewer())
    logout_user()
    flash(_("You are signed out."))
    return redirect(url_for("accounts.sign_in"))


@blueprint.page("/me", requires=Permission.SIGNED_IN)
def mine() -> ResponseReturnValue:
    """The viewer's own account."""
    return render_template("accounts/mine.html")


@blueprint.page("/me/here", requires=Permission.SIGNED_IN, methods=("POST",))
def still_here() -> ResponseReturnValue:
    """The viewer is still in front of the screen."""
    return "", 204
