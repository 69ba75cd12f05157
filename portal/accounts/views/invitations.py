"""Using an invitation: the link is opened, a password is chosen, and the person is in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import FAMILY
from portal.accounts.forms import NewPasswordForm
from portal.accounts.models import Account
from portal.accounts.operations.invitations import accept_invitation
from portal.accounts.passwords import hashed
from portal.accounts.queries import open_invitation, roles_of
from portal.accounts.rules import password_problem
from portal.accounts.throttling import count_try
from portal.accounts.views.door import blueprint
from portal.accounts.views.signing_in import next_step
from portal.core.blueprint import PUBLIC
from portal.core.errors import Words
from portal.people.models import Person
from portal.school.queries import number


def hashed_first(**_parts: Any) -> Mapping[str, Any]:
    """Work the hash out before the transaction; a form that will not do needs none."""
    count_try("invitation")
    form = NewPasswordForm()
    return {"password_hash": hashed(form.password.data) if form.validate() else ""}


@blueprint.page("/invitations/<token>", requires=PUBLIC, methods=("GET", "POST"), first=hashed_first)
def invitation(token: str, password_hash: str = "") -> ResponseReturnValue:
    """Choose the first password, or a new one."""
    found, form = open_invitation(token), NewPasswordForm()
    account = found.account
    if request.method == "GET":
        return render_template("accounts/invitation.html", form=form, account=account)
    problem = new_password_problem(account, form.password.data or "") if password_hash else None
    if problem:
        form.password.errors = [problem]
    if problem or not password_hash:
        return render_template("accounts/invitation.html", form=form, account=account), 422
    accept_invitation(found, password_hash)
    if not roles_of(account):
        return render_template("accounts/not_open_yet.html", account=account)
    return next_step(account, "")


def new_password_problem(account: Account, password: str) -> Words | None:
    """Why this password will not do for this account."""
    is_family = roles_of(account) <= FAMILY
    least = number("accounts.family_password_length" if is_family else "accounts.password_length")
    return password_problem(password, least, own_words(account.person, account.login))


def own_words(person: Person, login: str) -> Iterable[str]:
    """What others know of this person and would try first."""
    words = (person.name, person.pinyin.replace(" ", ""), login, person.staff_no or "", person.telephone or "", _("Shouwang"))
    return [word for word in words if word]
