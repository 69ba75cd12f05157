"""The survey of a term: opened, slips printed by class, results of groups large enough, closed."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound
from portal.core.pdf.answering import answer
from portal.journal.operations import record
from portal.prevention.documents import slips_paper
from portal.prevention.operations.surveying import close_survey, open_survey, print_slips
from portal.prevention.queries import parts, survey, whole_school
from portal.prevention.results import results
from portal.prevention.views.blueprint import blueprint
from portal.school.classes import class_name
from portal.school.queries import number, school_profile

POST = ("POST",)


def _lead() -> Viewer:
    """Whoever keeps prevention of the whole school; for others there is no such page."""
    viewer = current_viewer()
    if not whole_school(viewer):
        raise NotFound
    return viewer


@blueprint.page("/prevention/surveys", requires=Permission.KEEP_PREVENTION, methods=POST)
def begin() -> ResponseReturnValue:
    """Open the survey of this term."""
    opened = open_survey(by=_lead())
    flash(_("The survey is open. Print the slips of each class."), "ok")
    return redirect(url_for("prevention.progress", survey_id=opened.id), code=303)


@blueprint.page("/prevention/surveys/<int:survey_id>", requires=Permission.KEEP_PREVENTION)
def progress(survey_id: int) -> ResponseReturnValue:
    """Which classes have slips and how many were used; homeroom teachers see their own class."""
    viewer, found = current_viewer(), survey(survey_id)
    rows = [(one, class_name(one.class_id)) for one in parts(viewer, survey_id)]
    return render_template("prevention/progress.html", survey=found, rows=rows, leads=whole_school(viewer))


@blueprint.page("/prevention/surveys/<int:survey_id>/slips/<int:class_id>", requires=Permission.KEEP_PREVENTION, methods=POST)
def slips(survey_id: int, class_id: int) -> ResponseReturnValue:
    """Fresh slips of a class as a PDF."""
    viewer, profile = current_viewer(), school_profile()
    codes = print_slips(survey(survey_id), class_id, by=viewer)
    address = url_for("prevention.begin_answer", _external=True)
    school = profile.name if profile else ""
    return answer(slips_paper(codes, address=address, school=school, class_name=class_name(class_id)), "slips.pdf")


@blueprint.page("/prevention/surveys/<int:survey_id>/results", requires=Permission.KEEP_PREVENTION)
def shown(survey_id: int) -> ResponseReturnValue:
    """What was answered, in groups large enough; for whoever keeps the whole school."""
    viewer, found = _lead(), survey(survey_id)
    record("prevention.results_opened", subject=found, by=viewer)
    of = results(found, _("Whole school"), request.args.get("group", ""))
    return render_template("prevention/results.html", survey=found, of=of, least=number("prevention.smallest_group"))


@blueprint.page("/prevention/surveys/<int:survey_id>/closing", requires=Permission.KEEP_PREVENTION, methods=POST)
def end(survey_id: int) -> ResponseReturnValue:
    """No more answers."""
    close_survey(survey(survey_id), by=_lead())
    flash(_("The survey is closed"), "ok")
    return redirect(url_for("prevention.progress", survey_id=survey_id), code=303)
