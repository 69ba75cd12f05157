"""Alarms: who has them in hand, and until when the next person is asked."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.risk.forms import AnswerForm
from portal.risk.operations.answering import answer_alarm
from portal.risk.panel import alarm_reason, tiers_at
from portal.risk.queries.alarms import alarms, open_alarm
from portal.risk.views.blueprint import blueprint
from portal.risk.words import RUNG_WORDS
from portal.school.classes import class_name


@blueprint.page("/attention/alarms", requires=Permission.DECIDE_ATTENTION)
def alarm_list() -> ResponseReturnValue:
    """Open alarms within reach, unanswered ones first."""
    viewer = current_viewer()
    rows = [(one, alarm_reason(one, tiers_at(viewer, one)), class_name(one.class_id)) for one in alarms(viewer)]
    return render_template("risk/alarms.html", rows=rows, rungs=RUNG_WORDS)


@blueprint.page("/attention/alarms/<int:alarm_id>", requires=Permission.DECIDE_ATTENTION, methods=("GET", "POST"))
def answer(alarm_id: int) -> ResponseReturnValue:
    """Take one in hand and say what is being done."""
    viewer, form = current_viewer(), AnswerForm()
    child_id = open_alarm(viewer, alarm_id).child_id
    one = next(found for found in alarms(viewer, child_id) if found.id == alarm_id)
    if form.accepts(lambda: answer_alarm(alarm_id, form.answer.data, by=viewer)):
        flash(_("Noted: you have it in hand."))
        return redirect(url_for("risk.alarm_list"), code=303)
    reason = alarm_reason(one, tiers_at(viewer, one))
    return render_template("risk/alarm.html", form=form, one=one, reason=reason), 422 if form.errors else 200
