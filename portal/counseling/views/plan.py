"""The plan of a case, and the advice that comes out of it."""

from __future__ import annotations

from datetime import timedelta

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.counseling.codes import Audience, Outcome
from portal.counseling.forms import GoalForm, OutcomeForm
from portal.counseling.operations.advising import advise, take_back
from portal.counseling.operations.cases import mine
from portal.counseling.operations.plan import end_goal, set_goal
from portal.counseling.queries.cases import case_of, goal_of
from portal.counseling.queries.notes import advice_of
from portal.counseling.session_forms import AdviceForm, ReasonForm
from portal.counseling.views.blueprint import blueprint
from portal.counseling.views.filling import BOTH, asked
from portal.school.queries import number

A_MONTH = timedelta(days=30)


@blueprint.page("/counseling/cases/<int:case_id>/goals/new", requires=Permission.KEEP_CASES, methods=BOTH)
def new_goal(case_id: int) -> ResponseReturnValue:
    """One more goal."""
    found, form = case_of(current_viewer(), case_id), GoalForm()
    if request.method == "GET":
        form.due.data = clock.today() + A_MONTH

    def save(by: Viewer) -> None:
        set_goal(found, form.words.data, form.means.data or "", form.due.data, by=by)

    return asked(found, form, _("A goal"), save, said=_("The goal is in the plan"), part="plan")


@blueprint.page("/counseling/cases/<int:case_id>/goals/<int:goal_id>", requires=Permission.KEEP_CASES, methods=BOTH)
def goal(case_id: int, goal_id: int) -> ResponseReturnValue:
    """What came of a goal."""
    found, form = case_of(current_viewer(), case_id), OutcomeForm()
    one = goal_of(found, goal_id)

    def save(by: Viewer) -> None:
        end_goal(found, one, Outcome(form.outcome.data), form.words.data or "", by=by)

    return asked(found, form, _("Look back on a goal"), save, said=_("Noted"), part="plan", above=one.words)


@blueprint.page("/counseling/cases/<int:case_id>/advice/new", requires=Permission.KEEP_CASES, methods=BOTH)
def new_advice(case_id: int) -> ResponseReturnValue:
    """What teachers or the family shall do."""
    found, form = case_of(current_viewer(), case_id), AdviceForm()
    if request.method == "GET":
        form.until.data = clock.today() + timedelta(days=number("counseling.advice_days"))

    def save(by: Viewer) -> None:
        mine(found, by)
        advise(found.child_id, Audience(form.audience.data), form.words.data, form.until.data, by=by)

    return asked(found, form, _("Give advice"), save, said=_("The advice is given"), part="advice")


@blueprint.page("/counseling/cases/<int:case_id>/advice/<int:advice_id>/ending", requires=Permission.KEEP_CASES, methods=BOTH)
def end_advice(case_id: int, advice_id: int) -> ResponseReturnValue:
    """Take advice back."""
    found, form = case_of(current_viewer(), case_id), ReasonForm()
    one = advice_of(found, advice_id)

    def save(by: Viewer) -> None:
        take_back(one, form.reason.data, by=by)

    return asked(found, form, _("Take advice back"), save, said=_("Taken back"), part="advice", above=one.words)
