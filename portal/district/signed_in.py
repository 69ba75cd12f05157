"""Joins Flask-Login to the operators."""

from __future__ import annotations

from flask import Flask
from flask_login import LoginManager, UserMixin

from portal.access.viewer import Viewer
from portal.core.blueprint import database
from portal.core.db import session
from portal.district.models import Operator


class SignedIn(UserMixin):  # type: ignore[misc, unused-ignore]  # flask-login ships no types of its own
    """An operator as Flask-Login sees one."""

    def __init__(self, operator: Operator) -> None:
        self.id = str(operator.id)
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


def _load(number: str) -> SignedIn | None:
    with database().reading():
        found = session().get(Operator, int(number))
        return SignedIn(found) if found else None
