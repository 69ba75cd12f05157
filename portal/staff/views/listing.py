"""The staff list, and adding somebody."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.access.permissions import FAMILY, Permission
from portal.access.words import ROLE_WORDS
from portal.core.blueprint import current_viewer
from portal.staff.forms import NewPersonForm
from portal.staff.operations.office import hire
from portal.staff.queries import Conditions, open_classes, staff_page
from portal.staff.views.door import back_to, blueprint
from portal.staff.words import STATE_WORDS

VETTING_CHOICES = [
    ("", _l("any")),
    ("valid", _l("valid")),
    ("expiring", _l("ends within 30 days")),
    ("missing", _l("missing or over")),
]
CHOICES = {
    "roles": [("", _l("any")), *((role.value, words) for role, words in ROLE_WORDS.items() if role not in FAMILY)],
    "states": [("", _l("any")), *((state.value, words) for state, words in STATE_WORDS.items())],
    "vettings": VETTING_CHOICES,
}


@blueprint.page("/staff", requires=Permission.SEE_STAFF)
def index() -> ResponseReturnValue:
    """Who works here, in which post, with which account and vetting."""
    asked = Conditions(**{name: request.args.get(name, "").strip() for name in ("q", "role", "state", "vetting")})
    page = staff_page(current_viewer(), asked, request.args.get("page", 1, int))
    person_url = url_for("staff.person", person_id=0)[:-1]
    narrowed = {name: value for name, value in vars(asked).items() if value}

    def page_url(number: int) -> str:
        return url_for("staff.index", page=number, **narrowed)

    return render_template("staff/index.html", page=page, asked=asked, person_url=person_url, page_url=page_url, **CHOICES)


@blueprint.page("/staff/new", requires=Permission.MANAGE_ACCOUNTS, methods=("GET", "POST"))
def new() -> ResponseReturnValue:
    """Add somebody with a first post."""
    form, made = NewPersonForm(), []
    form.offer(open_classes())
    if form.accepts(lambda: made.append(hire(form.identity(), form.chosen, by=current_viewer(), **form.post()))):
        return back_to(made[0].id, _("%(name)s is added.", name=form.name.data))
    return render_template("staff/new.html", form=form), 422 if form.errors else 200
