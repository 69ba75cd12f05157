"""Joins Flask-Login to the operators."""

from __future__ import annotations

from hashlib import sha256

from flask import Flask
from flask_login import LoginManager, UserMixin

from portal.access.viewer import Viewer
from portal.core.blueprint import database
from portal.core.db import session
from portal.district.models import Operator


class SignedIn(UserMixin):  # type: ignore[misc, unused-ignore]  # flask-login ships no types of its own
    """An operator as Flask-Login sees one; a new password ends what was opened with the one before."""

    def __init__(self, operator: Operator) -> None:
        self.id = f"{operator.id}.{sha256(operator.password.encode()).hexdigest()[:16]}"
        self.name = operator.name
        self.viewer = Viewer(operator.id, operator.id, operator.name)


def install(app: Flask) -> None:
    """Let Flask-Login ask us."""
    manager = LoginManager()
    manager.session_protection = None
    manager.login_view = "pages.sign_in"
    manager.login_message = None
    manager.user_loader(_load)
    manager.init_app(app)


def _load(opened: str) -> SignedIn | None:
    number = opened.partition(".")[0]
    with database().reading():
        found = session().get(Operator, int(number)) if number.isdecimal() else None
        signed_in = SignedIn(found) if found else None
        return signed_in if signed_in and signed_in.id == opened else None
