"""Tonight: the shift that is on, its lists, what is asked, its log, the hand-over, and closing it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound
from portal.core.forms import Form
from portal.core.queue import kept, queued
from portal.core.submissions import new_submission
from portal.duty.evening.words import ACTIVITIES, CARE, NOTES, house_name
from portal.duty.forms.evening import HandOverForm, NoteForm
from portal.duty.models.shifts import HandOver, NoteKind, ShiftLog
from portal.duty.models.tonight import Missing
from portal.duty.operations import shift
from portal.duty.operations.roll_call import open_roll
from portal.duty.queries import logs
from portal.duty.queries.care import care
from portal.duty.queries.colleagues import colleagues
from portal.duty.queries.lists import rolls
from portal.duty.queries.open_things import counted, open_things
from portal.duty.queries.programme import programme
from portal.duty.queries.search import searches
from portal.duty.views.blueprint import blueprint
from portal.duty.views.reading import note_care_read
from portal.duty.words import POSTS
from portal.school.queries import number

BOTH = ("GET", "POST")


@blueprint.page("/duty/tonight", requires=Permission.RUN_SHIFT)
def tonight() -> ResponseReturnValue:
    """The log of the shift that is on; else the button that begins it, or when the next one is."""
    due = logs.due(current_viewer())
    if due is not None and due.log_id is not None:
        return redirect(url_for("duty.log", log_id=due.log_id))
    return render_template("duty/tonight.html", due=due, watch=logs.watch(due.weekend) if due else [], posts=POSTS)


@blueprint.page("/duty/logs", requires=Permission.RUN_SHIFT, methods=("POST",))
def begin() -> ResponseReturnValue:
    """Begin the shift."""
    opened = shift.open_shift(by=current_viewer())
    flash(_("The shift has begun"), "ok")
    return redirect(url_for("duty.log", log_id=opened.id), code=303)


@blueprint.page("/duty/logs/<int:log_id>", requires=Permission.RUN_SHIFT)
def log(log_id: int) -> ResponseReturnValue:
    """Everything of one shift on one page; a fixed number of statements."""
    viewer = current_viewer()
    found, evening, known = logs.log_within(viewer, log_id), logs.tonight(), rolls_of(log_id)
    asked, stands = care(evening), counted(found)
    note_care_read(asked, viewer)
    return render_template(
        "duty/log.html",
        log=found,
        evening=evening,
        rows=[(one, known.get((one.day, one.house))) for one in stands if one.day <= evening],
        asked=asked,
        hand_overs=logs.hand_overs(HandOver.log_id == log_id),
        searches=searches(viewer, Missing.log_id == log_id, Missing.ended_at.is_(None)),
        still=open_things(found, stands) if found.closed_at is None else [],
        watch=logs.watch(found.weekend),
        programme=programme(found.weekend),
        **_told(found, evening),
        **_words(found, viewer.person_id),
    )


def _told(found: ShiftLog, evening: date) -> dict[str, Any]:
    told = logs.told(found)
    return {"told": told, "done": logs.rounds_of(told, evening)}


def _words(found: ShiftLog, person_id: int) -> dict[str, Any]:
    words = {"house_name": house_name, "kinds": NOTES, "care_kinds": CARE, "posts": POSTS, "activities": ACTIVITIES}
    here = {"last_day": logs.last_day(found), "me": person_id, "now": clock.now(), "rounds": number("duty.rounds")}
    return {**words, **here, "NoteKind": NoteKind, "client_id": new_submission()}


def rolls_of(log_id: int) -> Mapping[tuple[date, str], int]:
    """The last list of each evening and house."""
    return {(roll.evening, roll.house): roll.id for roll in rolls(log_id)}


@blueprint.page("/duty/logs/<int:log_id>/rolls", requires=Permission.RUN_SHIFT, methods=("POST",))
def call_names(log_id: int) -> ResponseReturnValue:
    """Begin a list for a house, or go on with the one that was begun."""
    viewer = current_viewer()
    evening = day_of(request.form.get("evening", ""))
    made = open_roll(logs.log_within(viewer, log_id), request.form.get("house", ""), evening, by=viewer)
    return redirect(url_for("duty.roll", roll_id=made.id), code=303)


def day_of(text: str) -> date:
    """The day a form names; tonight when it names none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return logs.tonight()


@blueprint.page("/duty/logs/<int:log_id>/rounds", requires=Permission.RUN_SHIFT, methods=("POST",))
def round_done(log_id: int) -> ResponseReturnValue:
    """One round through the house, with one tap."""
    viewer = current_viewer()
    client_id = request.form.get("client_id") or new_submission()
    shift.write_note(logs.log_within(viewer, log_id), client_id, NoteKind.ROUND, "", by=viewer)
    flash(_("The round is noted"), "ok")
    next_page = url_for("duty.log", log_id=log_id)
    return kept(client_id, next_page) if queued() else redirect(next_page, code=303)


@blueprint.page("/duty/logs/<int:log_id>/notes/new", requires=Permission.RUN_SHIFT, methods=BOTH)
def note(log_id: int) -> ResponseReturnValue:
    """Something happened; also typed in from paper, with its own hour and author."""
    viewer = current_viewer()
    found = logs.log_within(viewer, log_id)
    form = NoteForm([(one.person_id, one.name) for one in logs.watch(found.weekend) if one.person_id != viewer.person_id])
    if request.method == "GET":
        form.client_id.data = new_submission()
    if form.accepts(lambda: _written(found, form)):
        flash(_("It is in the log"), "ok")
        next_page = url_for("duty.log", log_id=log_id)
        return kept(form.client_id.data, next_page) if queued() else redirect(next_page, code=303)
    return render_template("duty/note.html", form=form, log=found), 422 if form.errors else 200


def _written(found: ShiftLog, form: NoteForm) -> None:
    at = form.at.data.replace(tzinfo=clock.SCHOOL_ZONE) if form.at.data else None
    words, kind = form.words.data or "", NoteKind(form.kind.data)
    shift.write_note(found, form.client_id.data, kind, words, at=at, seen_by=form.seen_by.data or None, by=current_viewer())


@blueprint.page("/duty/logs/<int:log_id>/hand-over", requires=Permission.RUN_SHIFT, methods=BOTH)
def handing_over(log_id: int) -> ResponseReturnValue:
    """Sign the shift over to a colleague."""
    viewer = current_viewer()
    found = logs.log_within(viewer, log_id)
    form = HandOverForm([(one.id, one.name) for one in colleagues(clock.today()) if one.id != viewer.person_id])
    if form.accepts(lambda: shift.hand_over(found, form.words.data, form.to.data, by=viewer)):
        flash(_("You have signed; now your colleague signs"), "ok")
        return redirect(url_for("duty.log", log_id=log_id), code=303)
    return render_template("duty/hand_over.html", form=form, log=found), 422 if form.errors else 200


@blueprint.page("/duty/hand-overs/<int:hand_over_id>", requires=Permission.RUN_SHIFT, methods=BOTH)
def taking_over(hand_over_id: int) -> ResponseReturnValue:
    """What was handed over to the viewer, and the second signature."""
    viewer = current_viewer()
    found = logs.hand_overs(HandOver.id == hand_over_id, HandOver.to_id == viewer.person_id)
    if not found:
        raise NotFound
    if request.method == "POST":
        shift.take_over(hand_over_id, by=viewer)
        flash(_("You have taken over"), "ok")
        return redirect(url_for("duty.taking_over", hand_over_id=hand_over_id), code=303)
    return render_template("duty/take_over.html", one=found[0])


@blueprint.page("/duty/logs/<int:log_id>/closing", requires=Permission.RUN_SHIFT, methods=("POST",))
def closing(log_id: int) -> ResponseReturnValue:
    """End the shift, once nothing is open."""
    viewer = current_viewer()
    found, form = logs.log_within(viewer, log_id), Form()
    if form.accepts(lambda: shift.close_shift(found, by=viewer)):
        flash(_("The shift is closed. Good night."), "ok")
    elif form.form_errors:
        flash(str(form.form_errors[0]), "warn")
    return redirect(url_for("duty.log", log_id=log_id), code=303)
