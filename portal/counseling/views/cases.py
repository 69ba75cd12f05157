"""A case: opened, read, moved on, looked at again, handed over."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.children.scope import find
from portal.core.blueprint import current_viewer
from portal.counseling.care_words import CONSENTS, DANGERS, RETURN, RETURNS, TELLING_WAYS, TOLD
from portal.counseling.codes import Origin, State
from portal.counseling.forms import HandOverForm, MoveForm, OpenForm, ReviewForm
from portal.counseling.models import Case, Referral
from portal.counseling.operations.cases import hand_over, move, open_case, review
from portal.counseling.queries.care import crises, letters_of, returns_of, tellings_of
from portal.counseling.queries.cases import case_of, changes_of, child_of, goals_of, orphan_of, steps_of
from portal.counseling.queries.notes import advice_for, grants_around, talks_of
from portal.counseling.queries.people import other_counselors
from portal.counseling.queries.referrals import referral_of
from portal.counseling.rules import WAYS
from portal.counseling.views.blueprint import blueprint
from portal.counseling.views.filling import BOTH, asked, to_case
from portal.counseling.words import AUDIENCES, MODES, ORIGINS, OUTCOMES, STATES, level_words
from portal.journal.operations import record
from portal.school.classes import class_name

WORDS = {
    "states": STATES,
    "origins": ORIGINS,
    "outcomes": OUTCOMES,
    "modes": MODES,
    "audiences": AUDIENCES,
    "dangers": DANGERS,
    "told": TOLD,
    "ways": TELLING_WAYS,
    "consents": CONSENTS,
    "returns": RETURNS,
    "return_texts": RETURN,
}


@blueprint.page("/children/<int:child_id>/counseling/case", requires=Permission.KEEP_CASES, methods=BOTH)
def begin(child_id: int) -> ResponseReturnValue:
    """Open a case, perhaps from a referral."""
    viewer, form = current_viewer(), OpenForm()
    child, referral = find(viewer, child_id), _referral(viewer, child_id)
    made: list[Case] = []
    if request.method == "GET" and referral is not None:
        form.reason.data, form.origin.data = referral.seen, referral.origin.value
    if form.accepts(lambda: made.append(open_case(child, form.reason.data, Origin(form.origin.data), referral, by=viewer))):
        flash(_("The counseling case is open, watched at the level %(level)s", level=level_words(made[0].watched)), "ok")
        return to_case(made[0])
    back = url_for("children.file", child_id=child_id)
    page = render_template("counseling/form.html", title=_("Open a counseling case"), form=form, back=back, quiet=child.name)
    return page, 422 if form.errors else 200


def _referral(viewer: Viewer, child_id: int) -> Referral | None:
    asked_for = request.values.get("referral", type=int)
    if not asked_for:
        return None
    found, child, _by = referral_of(viewer, asked_for)
    return found if child.id == child_id else None


@blueprint.page("/counseling/cases/<int:case_id>", requires=Permission.KEEP_CASES)
def case(case_id: int) -> ResponseReturnValue:
    """Everything of a case but the sealed notes; reading it is noted."""
    viewer = current_viewer()
    found = case_of(viewer, case_id)
    child = child_of(found)
    record("counseling.case_read", subject=found, child_id=child.id, by=viewer)
    page = _parts(viewer, found) | {"child": child, "mine": found.owner_id == viewer.person_id, "line": _line(found)}
    return render_template("counseling/case.html", case=found, words=WORDS, level_words=level_words, class_name=class_name, **page)


def _parts(viewer: Viewer, found: Case) -> dict[str, Any]:
    return {
        "steps": steps_of(found),
        "changes": changes_of(found),
        "goals": goals_of(found),
        "talks": talks_of(found),
        "advice": advice_for(found.child_id),
        "crises": crises(viewer, found),
        "tellings": tellings_of(found),
        "letters": letters_of(found),
        "returns": returns_of(found),
        "grants": [one for one in grants_around(viewer) if one.case_id == found.id],
    }


def _line(found: Case) -> list[tuple[Any, str, str]]:
    """The states in their order, the present one marked."""
    here = list(State).index(found.state)
    return [(STATES[state], "", "done" if at < here else "current" if at == here else "") for at, state in enumerate(State)]


@blueprint.page("/counseling/cases/<int:case_id>/state", requires=Permission.KEEP_CASES, methods=BOTH)
def move_on(case_id: int) -> ResponseReturnValue:
    """On to another state; a closed case is opened again."""
    found = case_of(current_viewer(), case_id)
    form = MoveForm(list(WAYS[found.state]))

    def save(by: Viewer) -> None:
        move(found, State(form.state.data), form.words.data, by=by)

    return asked(found, form, _("How the case goes on"), save, said=_("The case has gone on"))


@blueprint.page("/counseling/cases/<int:case_id>/review", requires=Permission.KEEP_CASES, methods=BOTH)
def look_again(case_id: int) -> ResponseReturnValue:
    """Looked at again: the clock of the level begins anew."""
    found, form = case_of(current_viewer(), case_id), ReviewForm()

    def save(by: Viewer) -> None:
        review(found, form.words.data, by=by)

    return asked(found, form, _("Look at the case again"), save, said=_("Noted; the clock begins anew"), part="way")


@blueprint.page("/counseling/cases/<int:case_id>/colleague", requires=Permission.KEEP_CASES, methods=BOTH)
def to_colleague(case_id: int) -> ResponseReturnValue:
    """The case goes to a colleague; from then on it is theirs."""
    viewer = current_viewer()
    found, form = case_of(viewer, case_id), HandOverForm(list(other_counselors(viewer)))
    if form.accepts(lambda: hand_over(found, form.to.data, form.words.data, by=viewer)):
        flash(_("The case is with your colleague now"), "ok")
        return redirect(url_for("counseling.index"), code=303)
    form.version.data = found.version
    back = url_for("counseling.case", case_id=case_id)
    page = render_template("counseling/form.html", title=_("Hand the case over"), form=form, back=back, number=found.number)
    return page, 422 if form.errors else 200


@blueprint.page("/counseling/cases/<int:case_id>/taking", requires=Permission.KEEP_CASES, methods=("POST",))
def take_over(case_id: int) -> ResponseReturnValue:
    """A case whose counselor has left comes to the viewer."""
    viewer = current_viewer()
    found = orphan_of(viewer, case_id)
    hand_over(found, viewer.person_id, _("Taken over: the counselor has left the post"), by=viewer)
    return to_case(found)
