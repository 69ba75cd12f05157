"""One published duty: an absence on the day, and who is called to stand in."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound, Refused
from portal.core.forms import Form
from portal.duty.forms.changing import CallForm
from portal.duty.models.roster import DutyShift
from portal.duty.models.swaps import CallAnswer
from portal.duty.operations.replacing import give, note_call, tell_absence
from portal.duty.queries.exchange import term_at
from portal.duty.queries.replacing import absent_of, holder_of, shift_within, stand_ins
from portal.duty.views.blueprint import blueprint
from portal.duty.words import ANSWERS, POSTS, held_span, load


@blueprint.page("/duty/shifts/<int:shift_id>", requires=Permission.PLAN_ROSTER)
def shift(shift_id: int) -> ResponseReturnValue:
    """Who holds it; while nobody does, whom to call first."""
    found = shift_within(shift_id)
    holder, absent = holder_of(found), absent_of(found)
    able = [] if holder is not None else stand_ins(found, absent, term_at(found.weekend))
    title = f"{held_span(found.weekend, found.ends_at)} {POSTS[found.post]}"
    shown = {"holder": holder, "absent": absent, "able": able, "title": title, "answers": ANSWERS, "load": load}
    return render_template("duty/shift.html", shift=found, CallAnswer=CallAnswer, **shown)


@blueprint.page("/duty/shifts/<int:shift_id>/absence", requires=Permission.PLAN_ROSTER, methods=("POST",))
def absence(shift_id: int) -> ResponseReturnValue:
    """The holder cannot come."""
    found, form = shift_within(shift_id), Form()
    if form.accepts(lambda: tell_absence(found, by=current_viewer())):
        flash(_("The duty is open. Call whoever carries least first."), "ok")
    return _back(form, shift_id)


def _back(form: Form, shift_id: int) -> ResponseReturnValue:
    for words in form.form_errors:
        flash(str(words), "warn")
    return redirect(url_for("duty.shift", shift_id=shift_id), code=303)


@blueprint.page("/duty/shifts/<int:shift_id>/call", requires=Permission.PLAN_ROSTER, methods=("POST",))
def call(shift_id: int) -> ResponseReturnValue:
    """What a called colleague said; who takes it holds the duty."""
    found, form = shift_within(shift_id), CallForm()
    if form.accepts(lambda: _called(found, form.person_id.data, CallAnswer(form.answer.data))):
        flash(str(ANSWERS[CallAnswer(form.answer.data)]), "ok")
    return _back(form, shift_id)


def _called(found: DutyShift, person_id: int, answer: CallAnswer) -> None:
    """Note the call; whom a hard rule keeps away cannot take it."""
    viewer, absent = current_viewer(), absent_of(found)
    one = next((each for each in stand_ins(found, absent, term_at(found.weekend)) if each.person_id == person_id), None)
    if one is None:
        raise NotFound
    if one.reasons and answer is CallAnswer.TAKES_IT:
        raise Refused(_("%(name)s: cannot, %(why)s", name=one.name, why=_(", ").join(str(each) for each in one.reasons)))
    if absent is not None:
        note_call(found, absent, person_id, answer, by=viewer)
    elif answer is CallAnswer.TAKES_IT:
        give(found, person_id, by=viewer)
