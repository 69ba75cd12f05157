"""Who may look at the receiver: operators with a password, made by a command; wrong ones have to wait."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask
from flask_login import LoginManager, UserMixin
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.accounts.passwords import fits, hashed
from portal.core import clock
from portal.core.blueprint import database
from portal.core.db import session
from portal.district.models import Deed, Operator

TRIES, PAUSE = 5, timedelta(minutes=15)


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


def set_password(name: str, password: str) -> None:
    """Make an operator, or give one a new password."""
    operator = session().scalar(select(Operator).where(Operator.name == name))
    if operator is None:
        operator = Operator(name=name)
        session().add(operator)
    operator.password, operator.failures = hashed(password), 0


def admitted(name: str, password: str) -> SignedIn | None:
    """The operator when the password fits; after five wrong ones only after a quarter of an hour."""
    operator = session().scalar(select(Operator).where(Operator.name == name).with_for_update())
    waits = operator is not None and operator.failures >= TRIES and operator.failed_at and operator.failed_at + PAUSE > clock.now()
    if operator is None or waits or not fits(operator.password, password):
        fits(None, password) if operator is None or waits else None
        _note_failure(operator)
        return None
    operator.failures = 0
    return SignedIn(operator)


def _note_failure(operator: Operator | None) -> None:
    if operator is not None:
        operator.failures, operator.failed_at = operator.failures + 1, clock.now()


def note(operator: str, deed: str, about: str) -> None:
    """Keep what an operator did."""
    session().add(Deed(at=clock.now(), operator=operator, deed=deed, about=about))
