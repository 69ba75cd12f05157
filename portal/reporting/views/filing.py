"""Filing a report: guided, safety first; past the chain when that is needed."""

from __future__ import annotations

from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Role
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.reporting.forms import FileReportForm
from portal.reporting.models import MandatoryReport, Suspect
from portal.reporting.operations.filing import Found, file_report
from portal.reporting.queries.reports import limits, reports
from portal.reporting.rules import running
from portal.reporting.shown import counts, this_term
from portal.reporting.views.blueprint import blueprint
from portal.reporting.words import CLOCKS, HOTLINES, LAW, SHEET, STEPS
from portal.school.classes import class_name, classes

BOTH = ("GET", "POST")
AT_HAND = {"hotlines": HOTLINES, "law": LAW}


@blueprint.page("/mandatory-reports", requires=Permission.FILE_REPORT)
def index() -> ResponseReturnValue:
    """The own reports; for handler, principal and legal vice principal all of them."""
    page = reports(current_viewer(), request.args.get("page", 1, type=int))
    due = {one.id: running(one.found_at, one.first, limits()) for one in page.items}
    return render_template(
        "reporting/index.html",
        page_of=page,
        due=due,
        clocks=CLOCKS,
        steps=STEPS,
        here_url=lambda number: url_for("reporting.index", page=number),
        **AT_HAND,
    )


@blueprint.page("/mandatory-reports/new", requires=Permission.FILE_REPORT, methods=BOTH)
def file() -> ResponseReturnValue:
    """The guided form; the police can be called before it is filled in."""
    viewer, form = current_viewer(), FileReportForm()
    here = [one for one in classes().values() if one.grade(clock.today())]
    form.child_class.choices = [(0, _("not known")), *((one.id, one.name()) for one in here)]
    if request.method == "GET":
        form.found_at.data, form.how.data = clock.local(clock.now()), request.args.get("how", "seen")
    kept: list[MandatoryReport] = []
    if form.accepts(lambda: kept.append(file_report(found_in(form), by=viewer))):
        flash(_("The report is kept. Now tell the police, and write it down here."), "ok")
        return redirect(url_for("reporting.report", report_id=kept[0].id), code=303)
    return render_template("reporting/file.html", form=form, **AT_HAND), 422 if form.errors else 200


def found_in(form: FileReportForm) -> Found:
    """What the form holds; its texts and choices become the sheet."""
    sheet = {key: form[key].data for key in SHEET if key != "child_class"}
    sheet["child_class"] = class_name(form.child_class.data or None)
    return Found(
        found_at=aware(form.found_at.data),
        sheet=sheet,
        suspect=Suspect(form.suspect.data),
        class_id=form.child_class.data or None,
        kept_from=Role(form.kept_from.data) if form.kept_from.data else None,
    )


def aware(moment: datetime) -> datetime:
    """A moment as it is typed is one of the school's clock."""
    return moment.replace(tzinfo=clock.SCHOOL_ZONE)


@blueprint.page("/mandatory-reports/counts", requires=Permission.SEE_REPORT_COUNTS)
def counted() -> ResponseReturnValue:
    """How many there are this term and whether they were in time; no names."""
    since, until = this_term()
    return render_template("reporting/counts.html", counts=counts(since, until), since=since)
