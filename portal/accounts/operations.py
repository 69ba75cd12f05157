"""Opening and ending sessions."""

from __future__ import annotations

import secrets

from sqlalchemy import update

from portal.access.viewer import Viewer
from portal.accounts.models import Account, UserSession
from portal.accounts.viewers import build_viewer
from portal.core import clock
from portal.core.db import session
from portal.journal.operations import record


def open_session(account: Account, *, device: str = "", origin: str = "") -> str:
    """Begin a session of this browser; returns the token for its cookie."""
    token = secrets.token_urlsafe(32)
    opened = UserSession(
        token=token, account_id=account.id, began_at=clock.now(), seen_at=clock.now(), device=device[:120], origin=origin
    )
    session().add(opened)
    record("accounts.signed_in", subject=opened, by=build_viewer(account.person_id, account.id, account.person.name))
    return token


def end_session(session_id: int, *, by: Viewer) -> None:
    """End one of the viewer's own sessions."""
    ended = update(UserSession).where(UserSession.id == session_id, UserSession.account_id == by.account_id)
    session().execute(ended.values(ended_at=clock.now()))
    record("accounts.signed_out", by=by)
