"""The family's pages about one child: what the school knows, words to the school, consents, a copy."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Tier
from portal.children.models import Rights
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound
from portal.home.copies import copy_of
from portal.home.fields import FIELDS, OTHER, known
from portal.home.forms import ProposalForm, WordForm
from portal.home.models import Purpose
from portal.home.operations.proposals import propose
from portal.home.operations.rights import ask_for_copy, decide_consent, say
from portal.home.queries.family import consents, own_guardian, own_proposals, own_requests, own_words
from portal.home.views.door import blueprint
from portal.home.words import PURPOSES
from portal.journal.operations import record

BOTH = ("GET", "POST")
HOME = Permission.SEE_HOME
CHILD = "/home/children/<int:child_id>"


@blueprint.page(CHILD, requires=HOME)
def child_page(child_id: int) -> ResponseReturnValue:
    """Where everything about one child begins; each place is a page of its own."""
    guardian, child = own_guardian(current_viewer(), child_id)
    return render_template("home/child.html", child=child, guardian=guardian, full=guardian.rights is Rights.FULL)


@blueprint.page(f"{CHILD}/facts", requires=HOME)
def facts(child_id: int) -> ResponseReturnValue:
    """What the school has written down, and what became of proposals."""
    guardian, child = own_guardian(current_viewer(), child_id)
    full = guardian.rights is Rights.FULL
    shown = [(name, one.label, known(name, guardian, child)) for name, one in FIELDS.items() if one.own or full]
    return render_template(
        "home/facts.html", child=child, facts=shown, proposals=own_proposals(guardian), FIELDS=FIELDS, OTHER=OTHER
    )


@blueprint.page(f"{CHILD}/facts/<field>", requires=HOME, methods=BOTH)
def correct(child_id: int, field: str) -> ResponseReturnValue:
    """Propose that one fact is otherwise."""
    if field not in FIELDS:
        raise NotFound
    viewer, form = current_viewer(), ProposalForm()
    guardian, child = own_guardian(viewer, child_id, FIELDS[field].tier)
    if request.method == "GET":
        form.text.data = known(field, guardian, child)
    if form.accepts(lambda: propose(guardian, child, field, form.text.data, by=viewer)):
        flash(_("The school looks at it and answers"), "ok")
        return redirect(url_for("home.facts", child_id=child_id), code=303)
    return render_template("home/correct.html", child=child, form=form, label=FIELDS[field].label), 422 if form.errors else 200


@blueprint.page(f"{CHILD}/words", requires=HOME, methods=BOTH)
def words(child_id: int) -> ResponseReturnValue:
    """Write to the school, and read what it answered."""
    viewer, form = current_viewer(), WordForm()
    guardian, child = own_guardian(viewer, child_id)
    if form.accepts(lambda: say(guardian, form.words.data, by=viewer)):
        flash(_("The teacher reads it"), "ok")
        return redirect(url_for("home.words", child_id=child_id), code=303)
    return render_template("home/words.html", child=child, form=form, words=own_words(guardian)), 422 if form.errors else 200


@blueprint.page(f"{CHILD}/consents", requires=HOME)
def own_consents(child_id: int) -> ResponseReturnValue:
    """What the family agreed to; each can be withdrawn as easily as it was given."""
    guardian, child = own_guardian(current_viewer(), child_id, Tier.WELFARE)
    return render_template("home/consents.html", child=child, guardian=guardian, PURPOSES=PURPOSES, held=consents(child_id))


@blueprint.page(f"{CHILD}/consents/<purpose>", requires=HOME, methods=("POST",))
def consent(child_id: int, purpose: str) -> ResponseReturnValue:
    """Give or withdraw one consent."""
    viewer = current_viewer()
    guardian, _child = own_guardian(viewer, child_id, Tier.WELFARE)
    if purpose not in set(Purpose):
        raise NotFound
    given = request.form.get("given") == "yes"
    decide_consent(guardian, Purpose(purpose), given=given, by=viewer)
    flash(_("Consent given") if given else _("Consent withdrawn"), "ok")
    return redirect(url_for("home.own_consents", child_id=child_id), code=303)


@blueprint.page(f"{CHILD}/copy", requires=HOME, methods=BOTH)
def copy(child_id: int) -> ResponseReturnValue:
    """Ask for a copy of what the portal holds, and see how far it is."""
    viewer = current_viewer()
    guardian, child = own_guardian(viewer, child_id, Tier.WELFARE)
    if request.method == "POST":
        ask_for_copy(guardian, by=viewer)
        flash(_("The school was asked"), "ok")
        return redirect(url_for("home.copy", child_id=child_id), code=303)
    return render_template("home/copy.html", child=child, guardian=guardian, requests=own_requests(guardian))


@blueprint.page(f"{CHILD}/copy/<int:request_id>.zip", requires=HOME)
def copy_file(child_id: int, request_id: int) -> ResponseReturnValue:
    """The copy, put together now and noted in the journal; only after the school opened it."""
    viewer = current_viewer()
    guardian, child = own_guardian(viewer, child_id, Tier.WELFARE)
    asked = next((one for one in own_requests(guardian) if one.id == request_id and one.answer and one.answer.given), None)
    if asked is None:
        raise NotFound
    record("home.copy_taken", subject=asked, child_id=child_id, by=viewer)
    content: Any = BytesIO(copy_of(viewer, guardian, child))
    return send_file(content, mimetype="application/zip", as_attachment=True, download_name="copy.zip", max_age=0)
