"""Enrolling with a slip, on a telephone, without any script: code, who it is, own password, in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from portal.access.permissions import Permission
from portal.accounts.passwords import hashed
from portal.accounts.rules import password_problem
from portal.accounts.throttling import count_try
from portal.accounts.views.door import enter, onwards
from portal.children.kinship import RELATIONS
from portal.core.blueprint import PUBLIC, current_viewer
from portal.core.errors import NotFound, Refused
from portal.home.forms import ConfirmForm, JoinForm, OwnLoginForm
from portal.home.models import Slip
from portal.home.operations import add_child, answer_fits, enrol, renew
from portal.home.queries import find_slip, slip
from portal.home.queries.slips import login_of
from portal.home.rules import half_hidden
from portal.home.views.door import blueprint
from portal.school.queries import number

NOT_OPEN = _l(
    "This code is not open. Look whether every letter is right. "
    "A slip works once and not for ever; the homeroom teacher prints a new one."
)
HELD, CONFIRMED = "slip", "slip_confirmed"


@blueprint.page("/join", requires=PUBLIC, methods=("GET", "POST"))
def join() -> ResponseReturnValue:
    """Ask for the code on the slip; a scanned slip brings it along."""
    form = JoinForm()
    if request.method == "GET":
        form.code.data = request.args.get("code", "")
        return render_template("home/join.html", form=form)
    count_try("slip", form.code.data or "")
    found = find_slip(form.code.data) if form.validate() else None
    if found is not None:
        cookie[HELD] = found.id
        cookie.pop(CONFIRMED, None)
        return redirect(url_for("home.who"))
    if not form.errors:
        form.code.errors = [NOT_OPEN]
    return render_template("home/join.html", form=form), 422


def _held() -> Slip:
    """The slip whose code this browser has shown; NotFound without one."""
    found = cookie.get(HELD)
    if not isinstance(found, int):
        raise NotFound
    return slip(found)


@blueprint.page("/join/child", requires=PUBLIC, methods=("GET", "POST"))
def who() -> ResponseReturnValue:
    """Say for whom the slip is, with the name half hidden, and have it confirmed."""
    found, form = _held(), ConfirmForm()
    if request.method == "POST" and form.validate():
        count_try("slip", str(found.id))
        if answer_fits(found, form.last_four.data or ""):
            cookie[CONFIRMED] = found.id
            return _confirmed(found)
        form.last_four.errors = [
            _("These are not the last four digits the school knows. After five wrong answers the slip is void.")
        ]
    return render_template("home/who.html", form=form, **_half_known(found)), 422 if form.errors else 200


def _half_known(found: Slip) -> dict[str, Any]:
    """The names half hidden, and whether there is a number to compare with."""
    guardian = found.guardian
    return {
        "child": half_hidden(guardian.child.name),
        "guardian": half_hidden(guardian.name),
        "relation": RELATIONS.get(guardian.relation, ""),
        "asks": bool(guardian.telephone),
    }


def _confirmed(found: Slip) -> ResponseReturnValue:
    """On to the password; whoever is signed in as family gets the child added to what they have."""
    is_new = found.guardian.person_id is None
    if is_new and current_user.is_authenticated and current_viewer().may(Permission.SEE_HOME):
        add_child(found, by=current_viewer())
        cookie.pop(HELD, None)
        flash(_("The child is on your page now."))
        return redirect(url_for("home.index"))
    return redirect(url_for("home.own_login"))


def hashed_first() -> Mapping[str, Any]:
    """Work the hash out before the transaction."""
    count_try("slip")
    form = OwnLoginForm()
    return {"password_hash": hashed(form.password.data) if cookie.get(CONFIRMED) and form.validate() else ""}


@blueprint.page("/join/password", requires=PUBLIC, methods=("GET", "POST"), first=hashed_first)
def own_login(password_hash: str = "") -> ResponseReturnValue:
    """Choose login and password, and be in."""
    found, form = _held(), OwnLoginForm()
    if found.guardian.person_id is not None:
        return _renewed(found, form, password_hash)
    if cookie.get(CONFIRMED) != found.id:
        return redirect(url_for("home.who"))
    if request.method == "GET":
        form.login.data = found.guardian.telephone or ""
    elif password_hash and form.accepts(lambda: _enrolled(found, form, password_hash)):
        return onwards()
    return render_template("home/own_login.html", form=form), 422 if form.errors else 200


def _renewed(found: Slip, form: OwnLoginForm, password_hash: str) -> ResponseReturnValue:
    """The login is known already: only the password is chosen anew."""
    if cookie.get(CONFIRMED) != found.id:
        return redirect(url_for("home.who"))
    login = login_of(found.guardian.person_id)
    if request.method == "POST":
        form.login.data = login
    if password_hash and form.accepts(lambda: _enrolled(found, form, password_hash)):
        return onwards()
    return render_template("home/own_login.html", form=form, login=login), 422 if form.errors else 200


def _enrolled(found: Slip, form: OwnLoginForm, password_hash: str) -> None:
    own = [found.guardian.name, form.login.data]
    problem = password_problem(form.password.data, number("accounts.family_password_length"), own)
    if problem is not None:
        raise Refused(problem, field="password")
    known = found.guardian.person_id is not None
    enter(renew(found, password_hash) if known else enrol(found, form.login.data, password_hash), url_for("home.index"))
