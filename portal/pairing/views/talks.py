"""Writing down a talk."""

from __future__ import annotations

import secrets

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.filling import filled
from portal.children.scope import find
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.pairing.forms import ReasonForm, TalkForm
from portal.pairing.models import Mode, Receiver
from portal.pairing.operations import talks
from portal.pairing.queries.talks import talk_within, talks_of
from portal.pairing.views.blueprint import blueprint
from portal.pairing.words import MODES

BOTH = ("GET", "POST")


@blueprint.page("/children/<int:child_id>/talks/new", requires=Permission.RECORD_TALK, methods=BOTH)
def talk(child_id: int) -> ResponseReturnValue:
    """The record of a talk, and in the same step the hand-over of a worry."""
    viewer = current_viewer()
    child, form = find(viewer, child_id, Tier.WELFARE), TalkForm()
    if request.method == "GET":
        form.client_id.data, form.day.data = secrets.token_urlsafe(18), clock.today()
    if form.accepts(lambda: talks.record_talk(child, _written(form), by=viewer)):
        flash(_("The talk is saved, and handed on") if form.hand_to.data else _("The talk is saved"), "ok")
        return redirect(url_for("children.file", child_id=child_id, _anchor="pairing"), code=303)
    last = next(iter(talks_of(viewer, child_id)), None)
    mine = last is not None and last.teacher_id == viewer.person_id
    return render_template("pairing/talk.html", child=child, form=form, last=last, mine=mine, modes=MODES), _status(form)


def _status(form: TalkForm) -> int:
    return 422 if form.errors else 200


def _written(form: TalkForm) -> talks.Written:
    return talks.Written(
        client_id=form.client_id.data,
        day=form.day.data,
        mode=Mode(form.mode.data),
        minutes=form.minutes.data,
        noticed=form.noticed.data,
        place=form.place.data or "",
        measures=form.measures.data or "",
        next_step=form.next_step.data or "",
        hand_to=Receiver(form.hand_to.data) if form.hand_to.data else None,
        hand_words=form.hand_words.data or "",
    )


@blueprint.page("/children/<int:child_id>/talks/<int:talk_id>/withdrawal", requires=Permission.RECORD_TALK, methods=BOTH)
def withdrawal(child_id: int, talk_id: int) -> ResponseReturnValue:
    """It was recorded by mistake."""
    viewer, form = current_viewer(), ReasonForm()
    child, found = find(viewer, child_id, Tier.WELFARE), talk_within(viewer, child_id, talk_id)

    def save(by: Viewer) -> None:
        talks.withdraw_talk(found, form.reason.data, by=by)

    return filled(child, form, _("Withdraw the talk"), save, said=_("Withdrawn; your reason is kept"), part="pairing")
