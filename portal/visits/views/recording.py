"""Writing down a visit, on the doorstep or at the desk."""

from __future__ import annotations

import secrets
from pathlib import Path

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.filling import filled
from portal.children.scope import find
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.errors import Refused
from portal.core.queue import kept, queued
from portal.visits.forms import DoneForm, FollowUpForm, ReasonForm, VisitForm
from portal.visits.models import Signed, VisitMode
from portal.visits.operations.recording import ToDo, add_follow_up, finish, record_visit, withdraw_visit
from portal.visits.operations.written import Written
from portal.visits.queries.visits import colleagues, visit_within
from portal.visits.views.blueprint import blueprint
from portal.visits.words import TEXTS

BOTH = ("GET", "POST")


def folder() -> Path:
    """Where pictures are kept, sealed."""
    found: Path = current_app.config["PORTAL"].uploads
    return found


@blueprint.page("/children/<int:child_id>/visits/new", requires=Permission.RECORD_VISIT, methods=BOTH)
def record(child_id: int) -> ResponseReturnValue:
    """The form of a visit."""
    viewer = current_viewer()
    child = find(viewer, child_id, Tier.WELFARE)
    form = VisitForm([each for each in colleagues(viewer) if each[0] != viewer.person_id])
    if request.method == "GET":
        form.client_id.data, form.day.data = secrets.token_urlsafe(18), clock.today()
    if form.accepts(lambda: record_visit(child, _written(form), folder(), to_do=_to_do(form, viewer), by=viewer)):
        flash(_("The visit is saved"), "ok")
        next_page = url_for("children.file", child_id=child_id, _anchor="visits")
        return kept(form.client_id.data, next_page) if queued() else redirect(next_page, code=303)
    return render_template("visits/record.html", child=child, form=form), 422 if form.errors else 200


def _written(form: VisitForm) -> Written:
    return Written(
        client_id=form.client_id.data,
        day=form.day.data,
        mode=VisitMode(form.mode.data),
        texts={key: form[key].data or "" for key in TEXTS},
        hazards=form.hazards.data or (),
        second_id=form.second.data or None,
        drawing=form.signature.data or "",
        photo=form.photo.data.stream.read() if form.photo.data else b"",
        signed=Signed(form.signed.data),
        alone=not queued() or request.form.get("anyway") == "yes",
    )


def _to_do(form: FollowUpForm, viewer: Viewer) -> ToDo | None:
    if not form.follow_words.data:
        return None
    if form.follow_due.data is None:
        raise Refused(_("Write by when it has to be done"), field="follow_due")
    return ToDo(form.follow_words.data, form.follow_owner.data or viewer.person_id, form.follow_due.data)


@blueprint.page("/children/<int:child_id>/visits/<int:visit_id>/withdrawal", requires=Permission.RECORD_VISIT, methods=BOTH)
def withdrawal(child_id: int, visit_id: int) -> ResponseReturnValue:
    """It was recorded by mistake."""
    viewer, form = current_viewer(), ReasonForm()
    child, visit = find(viewer, child_id, Tier.WELFARE), visit_within(viewer, child_id, visit_id)

    def save(by: Viewer) -> None:
        withdraw_visit(visit, form.reason.data, by=by)

    return filled(child, form, _("Withdraw the visit"), save, said=_("Withdrawn; your reason is kept"), part="visits")


@blueprint.page("/children/<int:child_id>/visits/<int:visit_id>/follow-ups/new", requires=Permission.RECORD_VISIT, methods=BOTH)
def follow_up(child_id: int, visit_id: int) -> ResponseReturnValue:
    """Something more has to follow."""
    viewer = current_viewer()
    child, visit = find(viewer, child_id, Tier.WELFARE), visit_within(viewer, child_id, visit_id)
    form = FollowUpForm(colleagues(viewer))

    def save(by: Viewer) -> None:
        to_do = _to_do(form, by)
        if to_do is None:
            raise Refused(_("Write what has to be done"), field="follow_words")
        add_follow_up(visit, to_do, by=by)

    return filled(child, form, _("What has to follow"), save, said=_("It stands on the desk of who does it"), part="visits")


@blueprint.page(
    "/children/<int:child_id>/visits/<int:visit_id>/follow-ups/<int:follow_up_id>/done",
    requires=Permission.RECORD_VISIT,
    methods=BOTH,
)
def done(child_id: int, visit_id: int, follow_up_id: int) -> ResponseReturnValue:
    """It was done."""
    viewer, form = current_viewer(), DoneForm()
    child, visit = find(viewer, child_id, Tier.WELFARE), visit_within(viewer, child_id, visit_id)

    def save(by: Viewer) -> None:
        finish(visit, follow_up_id, form.words.data or "", by=by)

    return filled(child, form, _("It is done"), save, said=_("Done; it leaves the desk"), part="visits")
