"""The very first way in: while no administrator has one, whoever runs the machine gets a link that works once."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlalchemy import or_, select

from portal.access.permissions import Role
from portal.accounts.models import Account
from portal.accounts.operations.invitations import invite, open_account
from portal.core import clock
from portal.core.db import session
from portal.people.models import Person, Post
from portal.people.operations import add_person, give_post

LOGIN = "admin"


def first_link() -> str | None:
    """The token of a fresh link for the first administrator; None once an administrator has set a password."""
    administrators = (
        select(Account)
        .join(Post, Post.person_id == Account.person_id)
        .where(Post.role == Role.ADMINISTRATOR, or_(Post.until_day.is_(None), Post.until_day >= clock.today()))
        .where(Account.closed_at.is_(None))
        .order_by(Account.id)
    )
    accounts = session().scalars(administrators).all()
    if any(account.password_hash for account in accounts):
        return None
    return invite(accounts[0] if accounts else _made(), by=None)


def _made() -> Account:
    """The administrator in the list who has no account yet, else a person of that post to begin with."""
    waiting = select(Person).join(Post).where(Post.role == Role.ADMINISTRATOR, Post.until_day.is_(None)).order_by(Person.id)
    person = session().scalars(waiting).first()
    if person is None:
        person = add_person(_("First administrator"), by=None)
        give_post(person, Role.ADMINISTRATOR, by=None)
    return open_account(person, person.staff_no or LOGIN, by=None)
