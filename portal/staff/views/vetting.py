"""Recording what police and procuratorate answered (未成年人保护法 62)."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.people.models import VettingStatus
from portal.staff.forms import VettingForm
from portal.staff.operations.office import take_vetting
from portal.staff.queries import staff_person
from portal.staff.views.door import back_to, blueprint


@blueprint.page("/staff/<int:person_id>/vettings/new", requires=Permission.RECORD_VETTING, methods=("GET", "POST"))
def new_vetting(person_id: int) -> ResponseReturnValue:
    """Record a query; the portal only ever opens accounts on a clear and valid one."""
    viewer, form = current_viewer(), VettingForm()
    found = staff_person(viewer, person_id)
    if not viewer.may(Permission.SEE_VETTING_HIT):
        form.status.choices = [choice for choice in form.status.choices if choice.value != VettingStatus.HIT]
    status, queried_on, valid_until, reference = form.status, form.queried_on, form.valid_until, form.reference

    def take() -> None:
        answer = VettingStatus(status.data)
        days = {"queried_on": queried_on.data, "valid_until": valid_until.data, "reference": reference.data or None}
        take_vetting(found, answer, by=viewer, **days)

    if form.accepts(take):
        return back_to(person_id, _("The vetting is recorded."))
    return render_template("staff/new_vetting.html", form=form, person=found), 422 if form.errors else 200
