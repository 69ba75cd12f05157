"""Somebody's way in: invited, stopped, unlocked, closed."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.accounts.second_factor import qr_picture
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound
from portal.people.models import Person
from portal.school.queries import number
from portal.staff.forms import LoginForm
from portal.staff.operations.office import act_on, let_in
from portal.staff.queries import account_of, staff_person
from portal.staff.views.door import back_to, blueprint
from portal.staff.words import ACT_WORDS


@blueprint.page("/staff/<int:person_id>/account/new", requires=Permission.MANAGE_ACCOUNTS, methods=("GET", "POST"))
def new_account(person_id: int) -> ResponseReturnValue:
    """Choose the login of a new account; its link is shown once."""
    found = staff_person(current_viewer(), person_id)
    form, tokens = LoginForm(), []
    if request.method == "GET":
        form.login.data = found.staff_no or found.pinyin.replace(" ", "")
    if form.accepts(lambda: tokens.append(let_in(found, form.login.data, by=current_viewer()))):
        return _link(found, tokens[0])
    return render_template("staff/new_account.html", form=form, person=found), 422 if form.errors else 200


@blueprint.page("/staff/<int:person_id>/account/invitation", requires=Permission.MANAGE_ACCOUNTS, methods=("POST",))
def new_invitation(person_id: int) -> ResponseReturnValue:
    """A new link for an account there is: first password, or a new one for who forgot it."""
    found = staff_person(current_viewer(), person_id)
    if account_of(found) is None:
        raise NotFound
    return _link(found, let_in(found, "", by=current_viewer()))


def _link(person: Person, token: str) -> ResponseReturnValue:
    """The sheet with the link; the token is nowhere else, so the page cannot be opened again."""
    link = url_for("accounts.invitation", token=token, _external=True)
    days = number("accounts.invitation_days")
    return render_template(
        "staff/invitation.html", person=person, account=account_of(person), link=link, picture=qr_picture(link), days=days
    )


@blueprint.page(
    "/staff/<int:person_id>/account/<any(stop, resume, unlock, close, 'second-factor'):act>",
    requires=Permission.MANAGE_ACCOUNTS,
    methods=("POST",),
)
def change_account(person_id: int, act: str) -> ResponseReturnValue:
    """Stop, resume, unlock or close it, or take the telephone off."""
    account = account_of(staff_person(current_viewer(), person_id))
    if account is None:
        raise NotFound
    act_on(account, act, by=current_viewer())
    return back_to(person_id, ACT_WORDS[act])
