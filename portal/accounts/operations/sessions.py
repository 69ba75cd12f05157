"""Opening and ending sessions."""

from __future__ import annotations

import secrets

from sqlalchemy import exists, select, update

from portal.access.viewer import Viewer
from portal.accounts.models import Account, KnownDevice, UserSession
from portal.accounts.viewers import build_viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound
from portal.journal.operations import record


def open_session(account: Account, *, device: str = "", origin: str = "", browser: str = "") -> str:
    """Begin a session; returns the token for its cookie. `browser` is the lasting token of this browser's own cookie."""
    token = secrets.token_urlsafe(32)
    opened = UserSession(
        token=token,
        account_id=account.id,
        began_at=clock.now(),
        seen_at=clock.now(),
        device=device[:120],
        origin=origin,
        new_device=bool(browser) and _is_new(account, browser),
    )
    session().add(opened)
    session().flush()
    record("accounts.signed_in", subject=opened, by=build_viewer(account.person_id, account.id, account.person.name))
    return token


def _is_new(account: Account, browser: str) -> bool:
    """Note the browser; new when the account is known from others but not from this one."""
    known = session().scalars(select(KnownDevice).where(KnownDevice.account_id == account.id, KnownDevice.token == browser)).first()
    if known is not None:
        return False
    has_others = session().scalar(select(exists().where(KnownDevice.account_id == account.id)))
    session().add(KnownDevice(account_id=account.id, token=browser, first_seen_at=clock.now()))
    return bool(has_others)


def note_seen(session_id: int) -> None:
    """The session was used just now; one that has ended stays ended."""
    still_open = update(UserSession).where(UserSession.id == session_id, UserSession.ended_at.is_(None))
    session().execute(still_open.values(seen_at=clock.now()))


def end_session(session_id: int, *, by: Viewer) -> None:
    """End one of the viewer's own sessions; NotFound when it is somebody else's or has ended."""
    own = update(UserSession).where(UserSession.id == session_id, UserSession.account_id == by.account_id)
    ended = session().execute(own.where(UserSession.ended_at.is_(None)).values(ended_at=clock.now()).returning(UserSession.id))
    if ended.first() is None:
        raise NotFound
    record("accounts.signed_out", by=by)


def end_sessions(account_id: int, *, but: int | None = None, by: Viewer | None) -> None:
    """End every session of an account, except one when named."""
    open_ones = update(UserSession).where(UserSession.account_id == account_id, UserSession.ended_at.is_(None))
    if but is not None:
        open_ones = open_ones.where(UserSession.id != but)
    session().execute(open_ones.values(ended_at=clock.now()))
    record("accounts.sessions_ended", subject=session().get_one(Account, account_id), by=by)
