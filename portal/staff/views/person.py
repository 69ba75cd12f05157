"""One person's page, and correcting what identifies them."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.staff.forms import DetailsForm
from portal.staff.operations.office import correct
from portal.staff.queries import account_of, posts_of, staff_line, staff_person, vettings_of
from portal.staff.views.door import back_to, blueprint


@blueprint.page("/staff/<int:person_id>", requires=Permission.SEE_STAFF)
def person(person_id: int) -> ResponseReturnValue:
    """Posts, vetting and account of somebody who works here."""
    viewer = current_viewer()
    found = staff_person(viewer, person_id)
    return render_template(
        "staff/person.html",
        person=found,
        line=staff_line(viewer, person_id),
        posts=posts_of([person_id]).get(person_id, ()),
        vettings=vettings_of(viewer, found),
        account=account_of(found),
        own=person_id == viewer.person_id,
    )


@blueprint.page("/staff/<int:person_id>/details", requires=Permission.MANAGE_ACCOUNTS, methods=("GET", "POST"))
def details(person_id: int) -> ResponseReturnValue:
    """Correct name, sex, staff number, telephone."""
    found = staff_person(current_viewer(), person_id)
    form = DetailsForm(obj=found) if request.method == "GET" else DetailsForm()
    if form.accepts(lambda: correct(found, form.version.data, form.identity(), by=current_viewer())):
        return back_to(person_id, _("The details are saved."))
    return render_template("staff/details.html", form=form, person=found), 422 if form.errors else 200
