"""The programme of a weekend: planning something, calling it off, noting who took part."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.duty.evening.words import ACTIVITIES
from portal.duty.forms.evening import ActivityForm, AttendanceForm
from portal.duty.models.tonight import ActivityKind
from portal.duty.operations import programme as acts
from portal.duty.queries import logs
from portal.duty.queries.programme import activity_within, boarders
from portal.duty.views.blueprint import blueprint
from portal.school.classes import class_name

BOTH = ("GET", "POST")


@blueprint.page("/duty/logs/<int:log_id>/programme/new", requires=Permission.RUN_SHIFT, methods=BOTH)
def plan(log_id: int) -> ResponseReturnValue:
    """Put something on the programme."""
    viewer = current_viewer()
    log = logs.log_within(viewer, log_id)
    form = ActivityForm([(one.person_id, one.name) for one in logs.watch(log.weekend) if one.person_id != viewer.person_id])
    if request.method == "GET":
        form.starts_at.data = clock.begin_of(log.weekend) + timedelta(hours=15)
    if form.accepts(lambda: acts.plan_activity(log, _planned(form), by=viewer)):
        flash(_("It is on the programme"), "ok")
        return redirect(url_for("duty.log", log_id=log_id), code=303)
    return render_template("duty/activity_new.html", form=form, log=log), 422 if form.errors else 200


def _planned(form: ActivityForm) -> acts.Planned:
    return acts.Planned(
        kind=ActivityKind(form.kind.data),
        title=form.title.data,
        place=form.place.data,
        starts_at=form.starts_at.data.replace(tzinfo=clock.SCHOOL_ZONE),
        minutes=form.minutes.data,
        led_by_id=form.led_by.data or None,
    )


@blueprint.page("/duty/activities/<int:activity_id>", requires=Permission.RUN_SHIFT, methods=BOTH)
def activity(activity_id: int) -> ResponseReturnValue:
    """Who took part."""
    found, log = activity_within(current_viewer(), activity_id)
    listed = boarders(activity_id)
    form = AttendanceForm([(row[0], row[1]) for row in listed])
    if request.method == "GET":
        form.children.data = [row[0] for row in listed if row[3]]
    if form.accepts(lambda: acts.note_who_took_part(found, form.children.data or [], by=current_viewer())):
        flash(_("Noted who took part"), "ok")
        return redirect(url_for("duty.log", log_id=log.id), code=303)
    shown = {"one": found, "log": log, "form": form, "listed": listed, "kind": ACTIVITIES[found.kind], "class_name": class_name}
    return render_template("duty/activity.html", **shown), 422 if form.errors else 200


@blueprint.page("/duty/activities/<int:activity_id>/calling-off", requires=Permission.RUN_SHIFT, methods=("POST",))
def calling_off(activity_id: int) -> ResponseReturnValue:
    """It does not take place."""
    found, log = activity_within(current_viewer(), activity_id)
    acts.call_off(found, by=current_viewer())
    flash(_("It is called off"), "ok")
    return redirect(url_for("duty.log", log_id=log.id), code=303)
