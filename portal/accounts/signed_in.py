"""Joins Flask-Login to our session table: the cookie holds an opaque token, the table says whether it still counts."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, Response
from flask_login import LoginManager, UserMixin, current_user

from portal.access.viewer import Viewer
from portal.accounts.operations.sessions import note_seen
from portal.accounts.viewers import LiveSession, live_session, viewer_of
from portal.core import clock
from portal.core.blueprint import database, is_traceless

SEEN_EVERY = timedelta(minutes=1)


class SignedIn(UserMixin):  # type: ignore[misc, unused-ignore]  # flask-login ships no types of its own
    """The current user of Flask-Login: a live session and its viewer."""

    def __init__(self, token: str, live: LiveSession, viewer: Viewer) -> None:
        self.token = token
        self.live = live
        self.viewer = viewer

    def get_id(self) -> str:
        return self.token


def load(token: str) -> SignedIn | None:
    """The user behind a cookie's token, or nobody; someone without any role left is nobody."""
    with database().reading():
        live = live_session(token)
        viewer = viewer_of(live) if live else None
        return SignedIn(token, live, viewer) if live and viewer and viewer.roles else None


def install(app: Flask) -> None:
    """Let Flask-Login ask us, and keep the session's last-seen time about a minute fresh."""
    manager = LoginManager()
    manager.user_loader(load)
    manager.session_protection = None  # it binds to the address; phones change theirs all day
    manager.init_app(app)
    app.after_request(_keep_seen)


def _keep_seen(response: Response) -> Response:
    if not is_traceless() and current_user.is_authenticated and clock.now() - current_user.live.seen_at > SEEN_EVERY:
        with database().transaction(write=True):
            note_seen(current_user.live.id)
    return response
