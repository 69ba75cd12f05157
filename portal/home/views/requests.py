"""The staff's pages: what families propose, write and ask for, and the register of consents."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Tier
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound, Refused
from portal.home.fields import FIELDS
from portal.home.forms import AnswerForm, YesNoForm
from portal.home.models import DataRequest, FamilyWord, Proposal
from portal.home.operations.proposals import decide
from portal.home.operations.rights import answer_request, answer_word
from portal.home.queries.staff import answers_requests, open_proposals, open_requests, open_words, register, sent_by_family
from portal.home.views.door import blueprint
from portal.home.words import PURPOSES
from portal.journal.operations import record
from portal.school.classes import classes

EDIT = Permission.EDIT_CHILD


@blueprint.page("/from-families", requires=EDIT)
def requests() -> ResponseReturnValue:
    """Everything that waits for an answer; reading it is noted."""
    viewer = current_viewer()
    shown = {"proposals": open_proposals(viewer), "words": open_words(viewer), "copies": open_requests(viewer)}
    sent: list[Any] = [one for rows in shown.values() for one, _name in rows]
    for one in sent:
        record("home.sent_read", subject=one, child_id=one.child_id, by=viewer)
    return render_template("home/requests.html", **shown, FIELDS=FIELDS)


def _answered(said: str) -> ResponseReturnValue:
    flash(said, "ok")
    return redirect(url_for("home.requests"), code=303)


def _first_error(form: AnswerForm) -> str:
    return str(next(iter(form.form_errors or [error for errors in form.errors.values() for error in errors]), ""))


def _asked_again(form: AnswerForm) -> ResponseReturnValue:
    flash(_first_error(form), "warn")
    return redirect(url_for("home.requests"), code=303)


@blueprint.page("/from-families/proposals/<int:number>", requires=EDIT, methods=("POST",))
def decide_proposal(number: int) -> ResponseReturnValue:
    """Take one fact over, or say why not."""
    viewer, form = current_viewer(), YesNoForm()
    found = sent_by_family(viewer, Proposal, number)
    yes = form.decision.data == "yes"
    if form.accepts(lambda: decide(found, accepted=yes, words=form.words.data or "", by=viewer)):
        return _answered(_("Taken over into the file") if yes else _("Answered; the file stays as it was"))
    return _asked_again(form)


@blueprint.page("/from-families/words/<int:number>", requires=EDIT, methods=("POST",))
def answer_family(number: int) -> ResponseReturnValue:
    """Answer what a family wrote."""
    viewer, form = current_viewer(), AnswerForm()
    found = sent_by_family(viewer, FamilyWord, number)

    def act() -> None:
        if not form.words.data:
            raise Refused(_("Write a few words"), field="words")
        answer_word(found, form.words.data, by=viewer)

    return _answered(_("The family can read your answer")) if form.accepts(act) else _asked_again(form)


@blueprint.page("/from-families/copies/<int:number>", requires=EDIT, methods=("POST",))
def answer_copy(number: int) -> ResponseReturnValue:
    """Open the copy, or refuse it in writing."""
    viewer, form = current_viewer(), YesNoForm()
    if not answers_requests(viewer):
        raise NotFound
    found, yes = sent_by_family(viewer, DataRequest, number), form.decision.data == "yes"
    if form.accepts(lambda: answer_request(found, given=yes, words=form.words.data or "", by=viewer)):
        return _answered(_("The guardian can take the copy now") if yes else _("Refused in writing"))
    return _asked_again(form)


@blueprint.page("/consents", requires=EDIT)
def consent_register() -> ResponseReturnValue:
    """What the families of a class agreed to, child by child."""
    viewer = current_viewer()
    reach = viewer.reaches(Tier.WELFARE)
    offered = [one for one in classes().values() if one.ended_on is None and (reach.whole_school or one.id in reach.class_ids)]
    asked = request.args.get("class", type=int)
    chosen = next((one for one in offered if one.id == asked), offered[0] if offered else None)
    rows = register(viewer, chosen.id) if chosen else []
    return render_template("home/register.html", offered=offered, chosen=chosen, rows=rows, PURPOSES=PURPOSES)
