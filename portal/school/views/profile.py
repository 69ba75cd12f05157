"""The school's profile, and its first set-up."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.school.forms import ProfileForm
from portal.school.operations.keeping import change_profile
from portal.school.operations.setting_up import create_school
from portal.school.queries import school_row
from portal.school.views.blueprint import blueprint


@blueprint.page("/", requires=Permission.MANAGE_SCHOOL)
def profile() -> ResponseReturnValue:
    """The profile as it is; empty before the school was set up."""
    school = school_row()
    form = ProfileForm(obj=school)
    return render_template("school/profile.html", form=form, school=school)


@blueprint.page("/", requires=Permission.MANAGE_SCHOOL, methods=("POST",))
def save_profile() -> ResponseReturnValue:
    """Set the school up, or change its profile."""
    school, form = school_row(), ProfileForm()
    if school is None:
        form.version.validators = ()
        form.version.data = 0
    if form.accepts(lambda: _save(form, is_new=school is None)):
        flash(_("The profile is saved."))
        return redirect(url_for("school.calendar" if school is None else "school.profile"))
    return render_template("school/profile.html", form=form, school=school), 422


def _save(form: ProfileForm, *, is_new: bool) -> None:
    name, code, district, boarding = form.name.data, form.code.data, form.district_code.data or "", form.boarding.data
    if is_new:
        create_school(name, code, boarding=boarding, district_code=district, telephone=form.office, by=current_viewer())
    else:
        changed = {"boarding": boarding, "telephone": form.office, "version": form.version.data}
        change_profile(name, code, district, **changed, by=current_viewer())
