"""One-time links: to set the first password, or a new one. There are no default passwords."""

from __future__ import annotations

import secrets
from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update

from portal.access.viewer import Viewer
from portal.accounts.models import Account, Invitation
from portal.accounts.operations.sessions import end_sessions
from portal.accounts.rules import LOGIN, normal_login
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.journal.operations import record
from portal.people.models import Person
from portal.school.queries import number


def open_account(person: Person, login: str, *, by: Viewer | None) -> Account:
    """Someone's way in, without a password until an invitation is used; Refused when the login is taken or empty."""
    wanted = normal_login(login)
    if not LOGIN.fullmatch(wanted):
        words = _l("Write a login of 2 to 60 letters or digits, such as the staff number; beside them . - _ + @ only.")
        raise Refused(words, field="login")
    if session().scalar(select(Account.id).where(Account.login == wanted)):
        raise Refused(_l("Somebody has this login already. Choose another one."), field="login")
    if session().scalar(select(Account.id).where(Account.person_id == person.id)):
        raise Refused(_l("This person has an account already. Make a new invitation for it."))
    account = Account(person_id=person.id, login=wanted, created_at=clock.now())
    session().add(account)
    session().flush()
    record("accounts.opened", subject=account, by=by)
    return account


def invite(account: Account, *, by: Viewer | None) -> str:
    """The token of a new link; earlier ones of this account stop working. The password stays until the link is used."""
    if account.closed_at is not None:
        raise Refused(_l("This account is closed. Open it again first."))
    _cancel_open(account.id)
    token = secrets.token_urlsafe(24)
    made = Invitation(
        account_id=account.id,
        token=token,
        made_at=clock.now(),
        expires_at=clock.now() + timedelta(days=number("accounts.invitation_days")),
        made_by_id=by.person_id if by else None,
    )
    session().add(made)
    record("accounts.invited", subject=made, by=by)
    return token


def cancel_invitations(account: Account, *, by: Viewer | None) -> None:
    """Links not yet used stop working."""
    _cancel_open(account.id)
    record("accounts.invitation_cancelled", subject=account, by=by)


def _cancel_open(account_id: int) -> None:
    unused = (Invitation.account_id == account_id, Invitation.used_at.is_(None), Invitation.cancelled_at.is_(None))
    session().execute(update(Invitation).where(*unused).values(cancelled_at=clock.now()))


def accept_invitation(invitation: Invitation, password_hash: str) -> Account:
    """Set the password of the invited account; sessions of before end, the lock-out is lifted, the link is used up."""
    account = session().get_one(Account, invitation.account_id)
    invitation.used_at = clock.now()
    set_password(account, password_hash, by=None)
    account.failures, account.locked_until = 0, None
    end_sessions(account.id, by=None)
    return account


def set_password(account: Account, password_hash: str, *, by: Viewer | None) -> None:
    """Store a password worked out before the transaction (`portal.accounts.passwords.hashed`)."""
    account.password_hash = password_hash
    record("accounts.password_set", subject=account, by=by)
