"""Terms, holidays and make-up days: every clock of the portal follows them."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.school import queries
from portal.school.forms import DayForm, TermForm, YearForm
from portal.school.operations.keeping import confirm_year, set_day, set_term
from portal.school.views.blueprint import blueprint


@blueprint.page("/calendar", requires=Permission.MANAGE_SCHOOL)
def calendar() -> ResponseReturnValue:
    """The terms, and one year's days off and make-up days."""
    return _shown(TermForm(formdata=None), DayForm(formdata=None))


def _shown(term_form: TermForm, day_form: DayForm, status: int = 200) -> ResponseReturnValue:
    year = request.args.get("year", clock.today().year, type=int)
    return render_template(
        "school/calendar.html",
        year=year,
        confirmed=year in queries.calendar().confirmed_years,
        terms=queries.terms(),
        entries=queries.calendar_entries(year),
        term_form=term_form,
        day_form=day_form,
    ), status


@blueprint.page("/calendar/terms", requires=Permission.MANAGE_SCHOOL, methods=("POST",))
def save_term() -> ResponseReturnValue:
    """Write or change a term."""
    form = TermForm()
    first, last = form.first_day, form.last_day
    if form.accepts(lambda: set_term(form.academic_year.data, int(form.ordinal.data), first.data, last.data, by=current_viewer())):
        flash(_("The term is saved."))
        return redirect(url_for("school.calendar"))
    return _shown(form, DayForm(formdata=None), 422)


@blueprint.page("/calendar/days", requires=Permission.MANAGE_SCHOOL, methods=("POST",))
def save_day() -> ResponseReturnValue:
    """Write or change a day."""
    form = DayForm()
    if form.accepts(lambda: set_day(form.day.data, form.kind.data, form.name.data or "", by=current_viewer())):
        flash(_("The day is saved."))
        return redirect(url_for("school.calendar", year=form.day.data.year))
    return _shown(TermForm(formdata=None), form, 422)


@blueprint.page("/calendar/confirmed-years", requires=Permission.MANAGE_SCHOOL, methods=("POST",))
def save_year() -> ResponseReturnValue:
    """A year's holidays agree with the notice."""
    form = YearForm()
    if form.accepts(lambda: confirm_year(form.year.data, by=current_viewer())):
        flash(_("The year is confirmed."))
    return redirect(url_for("school.calendar", year=form.year.data))
