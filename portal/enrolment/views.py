"""Pages of the roll: acts so far, one child's place, arrivals, the new school year, files that may be the same child."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.children.models import Child
from portal.children.scope import find
from portal.children.words import ENROLMENTS
from portal.core import clock
from portal.core.blueprint import Door, current_viewer
from portal.core.errors import NotFound
from portal.enrolment.forms import ArrivalForm, MoveForm
from portal.enrolment.models import Reason
from portal.enrolment.operations.acts import UNDO_FOR
from portal.enrolment.operations.arriving import Arrival, arrive
from portal.enrolment.operations.joining import join_files, part_files
from portal.enrolment.operations.moving import move
from portal.enrolment.operations.new_year import begin_year, take_back
from portal.enrolment.queries import acts_page, found_act, history_of, likenesses, years_of_classes
from portal.enrolment.rules import INTO_CLASS, moves_from
from portal.enrolment.words import MOVES, REASONS
from portal.school.classes import class_name

blueprint = Door("enrolment", __name__)
ROLL = Permission.MANAGE_ENROLMENT


@blueprint.page("/roll", requires=ROLL)
def index() -> ResponseReturnValue:
    """Acts on the roll, with the way back of each."""
    page = acts_page(current_viewer(), request.args.get("page", 1, type=int))
    return render_template(
        "enrolment/index.html",
        page=page,
        reasons=REASONS,
        oldest=clock.now() - UNDO_FOR,
        page_url=lambda number: url_for("enrolment.index", page=number),
    )


@blueprint.page("/roll/children/<int:child_id>", requires=ROLL)
def place(child_id: int) -> ResponseReturnValue:
    """Where one child stands, how it came there, and what can come next."""
    child = find(current_viewer(), child_id)
    return render_template(
        "enrolment/place.html",
        child=child,
        class_name=class_name,
        standing=ENROLMENTS[child.enrolment],
        history=history_of(child.id),
        reasons=REASONS,
        moves=[(reason, MOVES[reason]) for reason in moves_from(child.enrolment)],
    )


@blueprint.page("/roll/children/<int:child_id>/moves/<reason>", requires=ROLL, methods=("GET", "POST"))
def new_move(child_id: int, reason: str) -> ResponseReturnValue:
    """One move of one child."""
    child, kind, form = find(current_viewer(), child_id), _move(reason), MoveForm()
    form.offer_classes()
    if kind not in INTO_CLASS:
        del form.class_id

    def save() -> None:
        class_id = form.class_id.data if form.class_id else None
        move(child, kind, form.day.data, class_id=class_id, note=form.note.data or "", by=current_viewer())

    if form.accepts(save):
        flash(_("The roll is changed"), "ok")
        return redirect(url_for("enrolment.place", child_id=child.id), code=303)
    back = url_for("enrolment.place", child_id=child.id)
    page = render_template("enrolment/form.html", title=MOVES[kind], name=child.name, form=form, back=back)
    return page, 422 if form.errors else 200


def _move(reason: str) -> Reason:
    if reason not in MOVES:
        raise NotFound
    return Reason(reason)


@blueprint.page("/roll/arrivals/new", requires=ROLL, methods=("GET", "POST"))
def arrival() -> ResponseReturnValue:
    """A child who comes before the registry knows it."""
    form = ArrivalForm()
    form.offer_classes()
    made: list[Child] = []
    if form.accepts(lambda: made.append(arrive(_arrival(form), by=current_viewer()))):
        flash(_("The file is made"), "ok")
        return redirect(url_for("children.file", child_id=made[0].id), code=303)
    page = render_template("enrolment/form.html", title=_("A child comes"), name="", form=form, back=url_for("enrolment.index"))
    return page, 422 if form.errors else 200


def _arrival(form: ArrivalForm) -> Arrival:
    return Arrival(
        name=form.name.data,
        sex=form.sex.data,
        birth_date=form.birth_date.data,
        id_number=form.id_number.data or "",
        class_id=form.class_id.data,
        boarding=form.boarding.data,
        day=form.day.data,
        note=form.note.data or "",
    )


@blueprint.page("/roll/new-year", requires=ROLL)
def new_year() -> ResponseReturnValue:
    """What the new school year means for every class, before anything is done."""
    years = years_of_classes()
    leaving = [year for year in years if year.leaves]
    return render_template("enrolment/new_year.html", leaving=leaving, staying=[year for year in years if not year.leaves])


@blueprint.page("/roll/new-year", requires=ROLL, methods=("POST",))
def begin_new_year() -> ResponseReturnValue:
    """Classes that have finished leave."""
    begin_year(by=current_viewer())
    flash(_("The new school year has begun"), "ok")
    return redirect(url_for("enrolment.index"), code=303)


@blueprint.page("/roll/acts/<int:act_id>/undoing", requires=ROLL, methods=("POST",))
def undo_act(act_id: int) -> ResponseReturnValue:
    """Take an act back."""
    act = found_act(act_id)
    (part_files if act.reason is Reason.MERGED else take_back)(act, by=current_viewer())
    flash(_("Everything stands as before"), "ok")
    return redirect(url_for("enrolment.index"), code=303)


@blueprint.page("/roll/likenesses", requires=ROLL)
def likeness() -> ResponseReturnValue:
    """Files that may be the same child."""
    groups = likenesses(current_viewer())
    return render_template("enrolment/likenesses.html", groups=groups, class_name=class_name, standings=ENROLMENTS)


@blueprint.page("/roll/likenesses", requires=ROLL, methods=("POST",))
def join() -> ResponseReturnValue:
    """Make two files one."""
    viewer = current_viewer()
    kept, other = (find(viewer, request.form.get(name, 0, type=int)) for name in ("kept", "other"))
    join_files(kept, other, by=viewer)
    flash(_("The two files are one now"), "ok")
    return redirect(url_for("children.file", child_id=kept.id), code=303)
