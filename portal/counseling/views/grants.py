"""Who else may read sealed notes: a named supervisor, and the principal in need."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core.blueprint import current_viewer
from portal.counseling.operations.granting import end_grant, grant_supervision, open_in_need, take_note
from portal.counseling.queries.cases import case_of
from portal.counseling.queries.notes import grant_of, grants_around, opened_talks
from portal.counseling.queries.people import other_counselors
from portal.counseling.queries.watch import case_in_need
from portal.counseling.session_forms import NeedForm, SupervisionForm
from portal.counseling.views.blueprint import blueprint
from portal.counseling.views.filling import BOTH, asked, written
from portal.counseling.words import MODES


@blueprint.page("/counseling/cases/<int:case_id>/supervision", requires=Permission.KEEP_CASES, methods=BOTH)
def supervision(case_id: int) -> ResponseReturnValue:
    """A colleague may read my signed notes of this case, until a day."""
    viewer = current_viewer()
    found, form = case_of(viewer, case_id), SupervisionForm(list(other_counselors(viewer)))

    def save(by: Viewer) -> None:
        grant_supervision(found, form.reader.data, form.reason.data, form.days.data, by=by)

    said = _("Your colleague can read your signed notes of this case")
    return asked(found, form, _("Let a supervisor read"), save, said=said, part="grants")


@blueprint.page("/counseling/grants", requires=Permission.REFER_TO_COUNSELOR)
def grants() -> ResponseReturnValue:
    """What the viewer let others read, was let read, and what was opened in need."""
    viewer = current_viewer()
    may = {"keep": viewer.may(Permission.KEEP_CASES), "watch": viewer.may(Permission.SEE_COUNSELING_LEVELS)}
    return render_template("counseling/grants.html", grants=grants_around(viewer), may=may)


@blueprint.page("/counseling/grants/<int:grant_id>", requires=Permission.REFER_TO_COUNSELOR)
def opened(grant_id: int) -> ResponseReturnValue:
    """The signed sessions a grant opens, while it lasts; each note is noted when it is read."""
    viewer = current_viewer()
    found = grant_of(viewer, grant_id)
    return render_template("counseling/opened.html", grant=found, talks=opened_talks(viewer, found), modes=MODES)


@blueprint.page("/counseling/grants/<int:grant_id>/ending", requires=Permission.REFER_TO_COUNSELOR, methods=("POST",))
def close_grant(grant_id: int) -> ResponseReturnValue:
    """The need is over."""
    viewer = current_viewer()
    end_grant(grant_of(viewer, grant_id), by=viewer)
    flash(_("Closed again"), "ok")
    return redirect(url_for("counseling.grants"), code=303)


@blueprint.page("/counseling/grants/<int:grant_id>/acknowledgement", requires=Permission.REFER_TO_COUNSELOR, methods=("POST",))
def acknowledge_grant(grant_id: int) -> ResponseReturnValue:
    """The author has read why their notes were opened."""
    viewer = current_viewer()
    take_note(grant_of(viewer, grant_id), by=viewer)
    flash(_("Taken note of"), "ok")
    return redirect(url_for("counseling.grants"), code=303)


@blueprint.page("/counseling/cases/<int:case_id>/need", requires=Permission.BREAK_GLASS, methods=BOTH)
def need(case_id: int) -> ResponseReturnValue:
    """The principal opens sealed notes in need; the counselor is told. For anybody else there is no such page."""
    viewer, form = current_viewer(), NeedForm()
    number = case_in_need(viewer, case_id)

    def save(by: Viewer) -> None:
        open_in_need(case_id, form.reason.data, form.hours.data, by=by)

    warning = _("Do this only when waiting would harm the child. The counselor reads your reason; every note you open is noted.")
    said = _("Open until the hours are over. The counselor has been told.")
    return written(form, _("Open sealed notes"), url_for("counseling.grants"), save, said=said, number=number, warning=warning)
