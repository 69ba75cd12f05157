"""A crisis: begun, read by those who help, taken up, done step by step, ended."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound
from portal.core.pdf.answering import answer
from portal.counseling.care_forms import CrisisForm, EndForm, StepForm
from portal.counseling.care_words import ACT_SOURCES, ACTS, DANGERS
from portal.counseling.codes import CrisisAct, Danger
from portal.counseling.documents import care_paper
from portal.counseling.operations.crises import begin_crisis, end_crisis, note_step, take_up
from portal.counseling.queries.care import crisis_of, step_of, steps_of
from portal.counseling.queries.cases import case_of
from portal.counseling.views.blueprint import blueprint
from portal.counseling.views.filling import BOTH, asked, sheet_of, written
from portal.journal.operations import record
from portal.school.classes import class_name


@blueprint.page("/counseling/cases/<int:case_id>/crisis", requires=Permission.KEEP_CASES, methods=BOTH)
def new_crisis(case_id: int) -> ResponseReturnValue:
    """A child is in danger: every step with its clock."""
    found, form = case_of(current_viewer(), case_id), CrisisForm()

    def save(by: Viewer) -> None:
        begin_crisis(found, Danger(form.danger.data), form.words.data, by=by)

    said = _("The clocks are running. The safeguarding lead sees it now; telephone as well.")
    return asked(found, form, _("A child is in danger"), save, said=said, part="crisis")


@blueprint.page("/counseling/crises/<int:crisis_id>", requires=Permission.REFER_TO_COUNSELOR)
def crisis(crisis_id: int) -> ResponseReturnValue:
    """The steps; whom it does not concern finds no such page."""
    viewer = current_viewer()
    found, case, child = crisis_of(viewer, crisis_id)
    record("counseling.crisis_read", subject=found, child_id=child.id, by=viewer)
    page = {"crisis": found, "case": case, "child": child, "steps": steps_of(found), "mine": case.owner_id == viewer.person_id}
    page["may_watch"] = viewer.may(Permission.SEE_COUNSELING_LEVELS)
    page["may_take"] = found.taken_at is None and found.began_by_id != viewer.person_id and found.ended_at is None
    words = {"acts": ACTS, "sources": ACT_SOURCES, "dangers": DANGERS}
    return render_template("counseling/crisis.html", words=words, class_name=class_name, CrisisAct=CrisisAct, **page)


@blueprint.page("/counseling/crises/<int:crisis_id>/taking", requires=Permission.REFER_TO_COUNSELOR, methods=("POST",))
def take_crisis(crisis_id: int) -> ResponseReturnValue:
    """I know, and I am here."""
    viewer = current_viewer()
    found, _case, child = crisis_of(viewer, crisis_id)
    take_up(found, child.id, by=viewer)
    flash(_("You have taken it up"), "ok")
    return redirect(url_for("counseling.crisis", crisis_id=crisis_id), code=303)


@blueprint.page("/counseling/crises/<int:crisis_id>/steps/<int:step_id>", requires=Permission.REFER_TO_COUNSELOR, methods=BOTH)
def crisis_step(crisis_id: int, step_id: int) -> ResponseReturnValue:
    """One step is done, or is not needed."""
    viewer, form = current_viewer(), StepForm()
    found, _case, child = crisis_of(viewer, crisis_id)
    step = step_of(found, step_id)

    def save(by: Viewer) -> None:
        note_step(found, step, form.needed.data == "yes", form.words.data, child.id, by=by)

    return written(form, ACTS[step.act], url_for("counseling.crisis", crisis_id=crisis_id), save, said=_("Noted"), quiet=child.name)


@blueprint.page("/counseling/crises/<int:crisis_id>/ending", requires=Permission.REFER_TO_COUNSELOR, methods=BOTH)
def crisis_ended(crisis_id: int) -> ResponseReturnValue:
    """It is over, once every step is done or not needed."""
    viewer, form = current_viewer(), EndForm()
    found, _case, child = crisis_of(viewer, crisis_id)

    def save(by: Viewer) -> None:
        end_crisis(found, form.words.data, child.id, by=by)

    back = url_for("counseling.crisis", crisis_id=crisis_id)
    return written(form, _("End the crisis"), back, save, said=_("Ended; the case goes on"), quiet=child.name)


@blueprint.page("/counseling/crises/<int:crisis_id>/care.pdf", requires=Permission.KEEP_CASES)
def care_pdf(crisis_id: int) -> ResponseReturnValue:
    """The paper the family signs; none where somebody may be hurting the child, for it may be the family."""
    viewer = current_viewer()
    found, _case, child = crisis_of(viewer, crisis_id)
    if found.danger is Danger.HARMED:
        raise NotFound
    record("counseling.care_paper_printed", subject=found, child_id=child.id, by=viewer)
    return answer(care_paper(sheet_of(viewer), child, found), _("Looking after your child together") + ".pdf")
