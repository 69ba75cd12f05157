"""At the gate, on a phone: whom a child may go with, who is stopped; leave slips out and back."""

from __future__ import annotations

import secrets
from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.filling import filled
from portal.children.models import Child
from portal.children.scope import find
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.clock import SCHOOL_ZONE
from portal.core.errors import NotFound
from portal.core.forms import Form
from portal.duty.forms.friday import GateForm, ReturnForm, SlipForm
from portal.duty.models.gate import CheckedBy, GateCheck, GateOutcome
from portal.duty.operations.gate import Arrival, call_off, check, give_slip, note_leaving, note_return
from portal.duty.planning.weekends import ends_at
from portal.duty.queries.collectors import pickers
from portal.duty.queries.gate import looked_for, out_within, slip_within, to_fetch
from portal.duty.queries.stays import own_stay, this_weekend
from portal.duty.views.blueprint import blueprint
from portal.duty.views.stays import weekend_or_404
from portal.duty.words import STAYS, span
from portal.journal.operations import record
from portal.school.classes import class_name
from portal.school.queries import number

BOTH = ("GET", "POST")


@blueprint.page("/duty/gate", requires=Permission.CHECK_GATE)
def gate() -> ResponseReturnValue:
    """Who is still to be fetched, who goes out alone, and a search among all boarders within reach."""
    viewer, weekend, words = current_viewer(), this_weekend(), request.args.get("q", "")
    if weekend is None:
        return render_template("duty/no_weekend.html")
    slips = out_within(viewer)
    out = {one.slip.child_id: one for one in slips if one.slip.left_at is not None}
    shown = {"waiting": [one for one in slips if one.slip.left_at is None], "weekend": span(weekend), "out": out}
    found = looked_for(viewer, words, weekend.first_day) if words.strip() else to_fetch(viewer, weekend.first_day, out)
    return render_template("duty/gate.html", found=found, words=words, class_name=class_name, states=STAYS, **shown)


@blueprint.page("/duty/gate/<int:child_id>", requires=Permission.CHECK_GATE, methods=BOTH)
def gate_child(child_id: int) -> ResponseReturnValue:
    """Whom this child may go with. Whoever is not among them is stopped, and that is written down."""
    viewer, weekend, form = current_viewer(), weekend_or_404(), GateForm()
    child = find(viewer, child_id)
    made: list[GateCheck] = []
    if form.accepts(lambda: made.append(check(child, weekend, _arrival(form), by=viewer))):
        return _decided(made[0], child)
    form.client_id.data = form.client_id.data or secrets.token_urlsafe(18)
    record("duty.collectors_read", child_id=child.id, by=viewer)
    near, stay = pickers([child.id], clock.today())[child.id], own_stay(child.id, weekend.first_day)
    return render_template(
        "duty/gate_child.html", child=child, near=near, stay=stay, form=form, states=STAYS, class_name=class_name
    ), (422 if form.errors else 200)


def _arrival(form: GateForm) -> Arrival:
    known = CheckedBy(form.checked_by.data) if form.checked_by.data else None
    return Arrival(form.client_id.data, form.picker.data or "", form.name.data or "", form.words.data or "", known)


def _decided(made: GateCheck, child: Child) -> ResponseReturnValue:
    """Say what was decided, in words a gate keeper can repeat."""
    if made.outcome is GateOutcome.HANDED_OVER:
        flash(_("%(child)s goes with %(name)s", child=child.name, name=made.who), "ok")
        return redirect(url_for("duty.gate"), code=303)
    flash(_("Stop: %(child)s stays here. Call the leader on duty; it is written down.", child=child.name), "hot")
    return redirect(url_for("duty.gate_child", child_id=child.id), code=303)


@blueprint.page("/duty/out", requires=Permission.CHECK_GATE)
def out() -> ResponseReturnValue:
    """Who is out, who is late, who may go out."""
    found = out_within(current_viewer())
    return render_template("duty/out.html", found=found, class_name=class_name, form=ReturnForm(formdata=None))


@blueprint.page("/duty/slips/<int:slip_id>/leaving", requires=Permission.CHECK_GATE, methods=("POST",))
def leaving(slip_id: int) -> ResponseReturnValue:
    """The child goes out with its slip."""
    slip, form = slip_within(current_viewer(), slip_id), Form()
    if form.accepts(lambda: note_leaving(slip, by=current_viewer())):
        flash(_("Noted: out"), "ok")
    return _back(form)


def _back(form: Form) -> ResponseReturnValue:
    for words in [*form.form_errors, *(each for field in form for each in field.errors)]:
        flash(str(words), "warn")
    return redirect(url_for("duty.out"), code=303)


@blueprint.page("/duty/slips/<int:slip_id>/return", requires=Permission.CHECK_GATE, methods=("POST",))
def returned(slip_id: int) -> ResponseReturnValue:
    """The child is back."""
    slip, form = slip_within(current_viewer(), slip_id), ReturnForm()
    if form.accepts(lambda: note_return(slip, form.words.data or "", by=current_viewer())):
        flash(_("Noted: back"), "ok")
    return _back(form)


@blueprint.page("/children/<int:child_id>/leave-slips/new", requires=Permission.KEEP_STAY_LIST, methods=BOTH)
def slip_new(child_id: int) -> ResponseReturnValue:
    """Permission for a boarder to be out for some hours of this weekend."""
    child, weekend, form = find(current_viewer(), child_id, Tier.WELFARE), this_weekend(), SlipForm()
    if weekend is None or not child.boarding:
        raise NotFound
    if not form.is_submitted():
        form.due_day.data = weekend.last_day
        form.due_time.data = clock.local(ends_at(weekend, number("duty.ends_hour"))).time()

    def save(by: Viewer) -> None:
        due = datetime.combine(form.due_day.data, form.due_time.data, SCHOOL_ZONE)
        give_slip(child, weekend, form.reason.data, due, by=by)

    return filled(
        child, form, _("Leave slip for %(name)s", name=child.name), save, said=_("The gate sees the slip now"), part="weekend"
    )


@blueprint.page(
    "/children/<int:child_id>/leave-slips/<int:slip_id>/calling-off", requires=Permission.KEEP_STAY_LIST, methods=("POST",)
)
def slip_calling_off(child_id: int, slip_id: int) -> ResponseReturnValue:
    """The slip no longer holds."""
    child, form = find(current_viewer(), child_id, Tier.WELFARE), Form()
    slip = slip_within(current_viewer(), slip_id)
    if slip.child_id != child.id:
        raise NotFound
    form.accepts(lambda: call_off(slip, by=current_viewer()))
    for words in form.form_errors:
        flash(str(words), "warn")
    return redirect(url_for("children.file", child_id=child.id, _anchor="weekend"), code=303)
