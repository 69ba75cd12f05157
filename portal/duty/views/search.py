"""A missing child: what is due, whom to call, what was done, who has it in hand, and where the child was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.children.kinship import relation_words
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound, Words
from portal.core.telephone import masked
from portal.duty.evening.ladder import next_rung, rungs
from portal.duty.evening.words import NEXT, STEPS
from portal.duty.forms.evening import FoundForm, StepForm
from portal.duty.models.tonight import SearchStep
from portal.duty.operations import missing
from portal.duty.queries import search
from portal.duty.views.blueprint import blueprint
from portal.journal.operations import record
from portal.school.classes import class_name

BOTH = ("GET", "POST")
STAFF, FAMILY = "staff", "family"


@dataclass(frozen=True)
class Telephone:
    """Somebody to call, the number half hidden until it is asked for."""

    kind: str
    id: int
    name: str
    what: Words
    number: str


@blueprint.page("/duty/missing/<int:missing_id>", requires=Permission.RUN_SHIFT)
def search_page(missing_id: int) -> ResponseReturnValue:
    """The ladder with its clocks."""
    viewer = current_viewer()
    found, known = search.missing_within(viewer, missing_id)
    record("duty.missing_opened", subject=found, child_id=found.child_id, by=viewer)
    return _page(found.id, known, StepForm(formdata=None), FoundForm(formdata=None))


def _page(
    missing_id: int, known: search.Search, step_form: StepForm, found_form: FoundForm, shown: str = ""
) -> ResponseReturnValue:
    noted = search.steps(missing_id)
    ladder = rungs(known.since, search.minutes(), search.taken(noted))
    page = render_template(
        "duty/search.html",
        one=known,
        ladder=ladder,
        following=next_rung(ladder),
        noted=noted,
        step_form=step_form,
        found_form=found_form,
        telephones=_telephones(known),
        shown=shown,
        words=STEPS,
        orders=NEXT,
        now=clock.now(),
        class_name=class_name,
    )
    return page, 422 if step_form.errors or found_form.errors else 200


def _telephones(known: search.Search) -> Sequence[Telephone]:
    staff = [
        Telephone(
            STAFF,
            one.id,
            one.name,
            _("leader on duty") if one.id == known.leader_id else _("leads the school"),
            one.telephone or "",
        )
        for one in search.superiors(known.leader_id)
    ]
    family = [
        Telephone(FAMILY, one.id, one.name, relation_words(one.relation), one.telephone or "")
        for one in search.family(known.child_id)
    ]
    return [Telephone(one.kind, one.id, one.name, one.what, masked(one.number) if one.number else "") for one in (*staff, *family)]


@blueprint.page("/duty/missing/<int:missing_id>/telephone", requires=Permission.RUN_SHIFT, methods=("POST",))
def search_call(missing_id: int) -> ResponseReturnValue:
    """The number of one of them, to call now; that it was shown is noted."""
    viewer = current_viewer()
    found, known = search.missing_within(viewer, missing_id)
    kind, who = request.form.get("kind", ""), request.form.get("who", type=int)
    people = search.family(known.child_id) if kind == FAMILY else search.superiors(known.leader_id)
    chosen = next((one for one in people if one.id == who and one.telephone), None)
    if chosen is None or found.ended_at is not None:
        raise NotFound
    record("duty.telephone_shown", subject=chosen, child_id=known.child_id, by=viewer)
    return render_template("duty/call.html", name=chosen.name, number=chosen.telephone, one=known)


@blueprint.page("/duty/missing/<int:missing_id>/answer", requires=Permission.RUN_SHIFT, methods=("POST",))
def search_answer(missing_id: int) -> ResponseReturnValue:
    """The viewer has it in hand."""
    found, _known = search.missing_within(current_viewer(), missing_id)
    missing.answer(found, by=current_viewer())
    flash(_("It is in your hands"), "ok")
    return redirect(url_for("duty.search_page", missing_id=missing_id), code=303)


@blueprint.page("/duty/missing/<int:missing_id>/steps", requires=Permission.RUN_SHIFT, methods=("POST",))
def search_step(missing_id: int) -> ResponseReturnValue:
    """Something was done."""
    viewer, form = current_viewer(), StepForm()
    found, known = search.missing_within(viewer, missing_id)
    kind = form.kind.data if form.kind.data in set(SearchStep) else SearchStep.SEARCH
    reached = form.reached.data == "yes"
    if form.accepts(lambda: missing.take_step(found, SearchStep(kind), reached=reached, words=form.words.data or "", by=viewer)):
        flash(_("Noted with the hour"), "ok")
        return redirect(url_for("duty.search_page", missing_id=missing_id), code=303)
    return _page(missing_id, known, form, FoundForm(formdata=None))


@blueprint.page("/duty/missing/<int:missing_id>/ending", requires=Permission.RUN_SHIFT, methods=("POST",))
def search_end(missing_id: int) -> ResponseReturnValue:
    """The child is there."""
    viewer, form = current_viewer(), FoundForm()
    found, known = search.missing_within(viewer, missing_id)
    if form.accepts(lambda: missing.found_again(found, form.ending.data, by=viewer)):
        flash(_("Found. The clocks have stopped; call the name on the list again."), "ok")
        return redirect(url_for("duty.log", log_id=known.log_id), code=303)
    return _page(missing_id, known, StepForm(formdata=None), form)
