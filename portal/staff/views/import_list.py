"""Reading a staff list in: file, look at the changes, confirm."""

from __future__ import annotations

from io import BytesIO

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.staff.forms import ListForm, PlanForm
from portal.staff.listed.plan import plan_of
from portal.staff.listed.reading import StaffList, read_list
from portal.staff.listed.sent_back import from_text, to_text
from portal.staff.operations.staff_list import take_in
from portal.staff.views.door import blueprint


@blueprint.page("/staff/list", requires=Permission.MANAGE_ACCOUNTS, methods=("GET", "POST"))
def import_list() -> ResponseReturnValue:
    """Choose the file; what it would change is shown before anything is written."""
    form, found = ListForm(), []
    if form.accepts(lambda: found.append(read_list(BytesIO(form.file.data.read()), form.file.data.filename, clock.today()))):
        return _looked_at(found[0])
    return render_template("staff/import.html", form=form), 422 if form.errors else 200


def _looked_at(found: StaffList) -> ResponseReturnValue:
    return render_template("staff/import_plan.html", plan=plan_of(found), rows=to_text(found))


@blueprint.page("/staff/list/taking-in", requires=Permission.MANAGE_ACCOUNTS, methods=("POST",))
def take_list_in() -> ResponseReturnValue:
    """Take the rows in that were looked at; they are read and compared anew, so that nothing is taken on trust."""
    form = PlanForm()
    found = from_text(form.rows.data or "", clock.today())
    take_in(plan_of(found), by=current_viewer())
    flash(_("The list is taken in."))
    return redirect(url_for("staff.index"), code=303)
