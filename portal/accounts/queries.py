"""Reads about accounts: who signs in, with what, from where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from portal.access.permissions import SECOND_FACTOR, Role
from portal.access.viewer import Viewer
from portal.accounts.models import Account, Invitation, KeptForm, RecoveryCode, UserSession
from portal.accounts.rules import normal_login
from portal.accounts.viewers import build_viewer, idle_time
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound

KEPT_FOR = timedelta(days=7)


def credentials(login: str) -> tuple[int, str | None] | None:
    """Account number and password hash of a login, None when there is no such account."""
    found = select(Account.id, Account.password_hash).where(Account.login == normal_login(login), Account.closed_at.is_(None))
    row = session().execute(found).one_or_none()
    return (row[0], row[1]) if row else None


def own_account(viewer: Viewer) -> Account:
    """The viewer's own account."""
    return session().get_one(Account, viewer.account_id)


def roles_of(account: Account) -> frozenset[Role]:
    """The roles that count today: posts held, with the vetting they need."""
    return build_viewer(account.person_id, account.id, account.person.name).roles


def needs_second_factor(roles: frozenset[Role]) -> bool:
    """Whether one of the roles must sign in with a second factor."""
    return bool(roles & SECOND_FACTOR)


@dataclass(frozen=True)
class OpenSession:
    """One browser the viewer is signed in with."""

    id: int
    began_at: datetime
    seen_at: datetime
    device: str
    origin: str
    new_device: bool


def open_sessions(viewer: Viewer) -> Sequence[OpenSession]:
    """The viewer's sessions that still count, the latest used first."""
    columns = (
        UserSession.id,
        UserSession.began_at,
        UserSession.seen_at,
        UserSession.device,
        UserSession.origin,
        UserSession.new_device,
    )
    found = (
        select(*columns)
        .where(UserSession.account_id == viewer.account_id, UserSession.ended_at.is_(None))
        .where(UserSession.seen_at > clock.now() - idle_time())
        .order_by(UserSession.seen_at.desc())
    )
    return [OpenSession(*row) for row in session().execute(found)]


def recovery_codes_left(viewer: Viewer) -> int:
    """How many of the ten were not used yet."""
    unused = select(func.count()).where(RecoveryCode.account_id == viewer.account_id, RecoveryCode.used_at.is_(None))
    return session().scalar(unused) or 0


def open_invitation(token: str) -> Invitation:
    """The invitation behind a link, or NotFound when it is unknown, used, cancelled or too old: all look the same."""
    found = select(Invitation).where(Invitation.token == token, Invitation.used_at.is_(None), Invitation.cancelled_at.is_(None))
    invitation = session().scalars(found.where(Invitation.expires_at > clock.now())).one_or_none()
    if invitation is None:
        raise NotFound
    return invitation


def kept_form(viewer: Viewer, token: str) -> KeptForm:
    """A form of the viewer's own that waits to be sent, or NotFound."""
    own = select(KeptForm).where(KeptForm.token == token, KeptForm.account_id == viewer.account_id)
    found = session().scalars(own.where(KeptForm.finished_at.is_(None), KeptForm.kept_at > clock.now() - KEPT_FOR)).one_or_none()
    if found is None:
        raise NotFound
    return found


def has_kept_form(account: Account, token: str) -> bool:
    """Whether the form kept in this browser is this account's."""
    own = select(KeptForm.id).where(KeptForm.token == token, KeptForm.account_id == account.id, KeptForm.finished_at.is_(None))
    return session().scalar(own) is not None


def account_behind(session_token: str) -> int | None:
    """The account of a session, ended or not: whose form it was that came too late."""
    return session().scalar(select(UserSession.account_id).where(UserSession.token == session_token))


def signed_in_as_family(viewer: Viewer) -> bool:
    """Whether every role the viewer holds is one of the family."""
    return viewer.roles <= {Role.GUARDIAN, Role.CARER}
