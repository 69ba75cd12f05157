"""What is asked of the people on duty for one child: saying it, doing it, taking it back; never why."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core.addresses import inside
from portal.core.blueprint import current_viewer
from portal.duty.evening.words import CARE
from portal.duty.forms.evening import CareForm
from portal.duty.models.tonight import CareKind, CareOrder
from portal.duty.operations import care as acts
from portal.duty.queries import logs
from portal.duty.queries.care import boarder, care, order_within
from portal.duty.views.blueprint import blueprint
from portal.duty.views.reading import note_care_read

BOTH = ("GET", "POST")


@blueprint.page("/children/<int:child_id>/evenings", requires=Permission.RUN_SHIFT, methods=BOTH)
def asked_for(child_id: int) -> ResponseReturnValue:
    """Keep an eye on a child, or give a medicine as the doctor said."""
    viewer, form = current_viewer(), CareForm()
    child = boarder(viewer, child_id)
    if request.method == "GET":
        form.from_day.data = form.until_day.data = logs.tonight()
    if form.accepts(lambda: acts.order(child, _wanted(form), by=viewer)):
        flash(_("The people on duty see it on those evenings"), "ok")
        return redirect(url_for("duty.asked_for", child_id=child_id), code=303)
    asked = care(logs.tonight(), CareOrder.child_id == child_id)
    note_care_read(asked, viewer)
    return render_template("duty/asked_for.html", child=child, form=form, asked=asked, kinds=CARE), 422 if form.errors else 200


def _wanted(form: CareForm) -> acts.Wanted:
    return acts.Wanted(
        kind=CareKind(form.kind.data),
        words=form.words.data,
        hour=form.hour.data or "",
        doctor=form.doctor.data or "",
        from_day=form.from_day.data,
        until_day=form.until_day.data,
    )


@blueprint.page("/duty/asked/<int:order_id>/done", requires=Permission.RUN_SHIFT, methods=("POST",))
def asked_done(order_id: int) -> ResponseReturnValue:
    """It was done this evening."""
    acts.done(order_within(current_viewer(), order_id), logs.tonight(), by=current_viewer())
    flash(_("Noted with the hour"), "ok")
    return redirect(inside(request.form.get("back"), url_for("duty.tonight")), code=303)


@blueprint.page("/duty/asked/<int:order_id>/ending", requires=Permission.RUN_SHIFT, methods=("POST",))
def asked_ending(order_id: int) -> ResponseReturnValue:
    """It is not asked any more."""
    found = order_within(current_viewer(), order_id)
    acts.end(found, by=current_viewer())
    flash(_("It is no longer asked of the people on duty"), "ok")
    return redirect(url_for("duty.asked_for", child_id=found.child_id), code=303)
