"""The term in sight: what it owes, what was held, places nobody sees."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound
from portal.core.forms import choices
from portal.prevention.forms import ActivityForm, ReasonForm, SpotForm
from portal.prevention.models import ActivityKind, Cover
from portal.prevention.operations.keeping import Holding, Seen, add_spot, change_spot, withdraw, write_down
from portal.prevention.queries import activities, activity, own_classes, spot, spots, term, whole_school
from portal.prevention.shown import counts
from portal.prevention.views.blueprint import blueprint
from portal.prevention.words import COVERS, KINDS
from portal.school.classes import class_name
from portal.school.queries import number

BOTH = ("GET", "POST")


@blueprint.page("/prevention", requires=Permission.KEEP_PREVENTION)
def index() -> ResponseReturnValue:
    """What the term owes and what was held; homeroom teachers see their class and the school's own."""
    viewer, found = current_viewer(), term()
    return render_template(
        "prevention/index.html",
        term=found,
        counts=counts(found) if found else None,
        held=activities(viewer, found.days) if found else (),
        rows=[(class_name(id_), found.meetings.get(id_, 0)) for id_ in own_classes(viewer)] if found else (),
        least=number("prevention.class_meetings"),
        spots=spots(),
        leads=whole_school(viewer),
        kinds=KINDS,
        covers=COVERS,
        class_name=class_name,
        me=viewer.person_id,
    )


@blueprint.page("/prevention/activities/new", requires=Permission.KEEP_PREVENTION, methods=BOTH)
def hold() -> ResponseReturnValue:
    """Write down what was held."""
    viewer, form = current_viewer(), ActivityForm()
    own = [(id_, class_name(id_)) for id_ in own_classes(viewer)]
    form.class_id.choices = [(0, _("no single class")), *own]
    if not whole_school(viewer):
        form.kind.choices = choices([(ActivityKind.CLASS_MEETING, KINDS[ActivityKind.CLASS_MEETING])])
    if request.method == "GET":
        form.day.data, form.kind.data = clock.today(), request.args.get("kind", ActivityKind.CLASS_MEETING.value)
        form.class_id.data = own[0][0] if len(own) == 1 else 0
    if form.accepts(lambda: write_down(_holding(form), by=viewer)):
        flash(_("Written down"), "ok")
        return redirect(url_for("prevention.index"), code=303)
    return render_template("prevention/hold.html", form=form), 422 if form.errors else 200


def _holding(form: ActivityForm) -> Holding:
    kind, class_id = ActivityKind(form.kind.data), form.class_id.data or None
    return Holding(kind, form.day.data, form.topic.data, class_id, form.people.data)


@blueprint.page("/prevention/activities/<int:activity_id>/withdrawal", requires=Permission.KEEP_PREVENTION, methods=BOTH)
def take_back(activity_id: int) -> ResponseReturnValue:
    """It was written down by mistake."""
    viewer, form = current_viewer(), ReasonForm()
    found = activity(viewer, activity_id)
    if form.accepts(lambda: withdraw(found, form.reason.data, by=viewer)):
        flash(_("Withdrawn; your reason is kept"), "ok")
        return redirect(url_for("prevention.index"), code=303)
    return render_template("prevention/withdraw.html", form=form, found=found, kinds=KINDS), 422 if form.errors else 200


@blueprint.page("/prevention/blind-spots/new", requires=Permission.KEEP_PREVENTION, methods=BOTH)
def find_spot() -> ResponseReturnValue:
    """A place nobody sees; every homeroom teacher may name one."""
    viewer, form = current_viewer(), SpotForm()
    if request.method == "GET":
        form.version.data = 1
    if form.accepts(lambda: add_spot(_seen(form), by=viewer)):
        flash(_("Written down"), "ok")
        return redirect(url_for("prevention.index", _anchor="spots"), code=303)
    return render_template("prevention/spot.html", form=form, found=None), 422 if form.errors else 200


@blueprint.page("/prevention/blind-spots/<int:spot_id>", requires=Permission.KEEP_PREVENTION, methods=BOTH)
def change(spot_id: int) -> ResponseReturnValue:
    """How the place is covered now."""
    viewer, found = current_viewer(), spot(spot_id)
    form = SpotForm(obj=found, cover=found.cover.value)
    if form.accepts(lambda: change_spot(found, _seen(form), form.version.data, by=viewer)):
        flash(_("Written down"), "ok")
        return redirect(url_for("prevention.index", _anchor="spots"), code=303)
    return render_template("prevention/spot.html", form=form, found=found), 422 if form.errors else 200


def _seen(form: SpotForm) -> Seen:
    return Seen(form.place.data, Cover(form.cover.data), form.note.data or "")


@blueprint.page("/prevention/counts", requires=Permission.SEE_BULLYING_COUNTS)
def counted() -> ResponseReturnValue:
    """The term in figures, without names."""
    found = term()
    if found is None:
        raise NotFound
    return render_template("prevention/counts.html", counts=counts(found), term=found)
