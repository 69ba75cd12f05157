"""The room's week, and appointments."""

from __future__ import annotations

from datetime import date, timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.children.scope import find
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.pdf.answering import answer
from portal.counseling.codes import BookingKind, Kept
from portal.counseling.documents import slip_paper
from portal.counseling.operations.booking import Wish, book, end_booking
from portal.counseling.queries.referrals import referral_for, waiting
from portal.counseling.queries.room import bookable, booking_of, openings, periods, slots
from portal.counseling.room_forms import BookingForm
from portal.counseling.rules import half_name
from portal.counseling.views.blueprint import blueprint
from portal.counseling.views.filling import BOTH, sheet_of
from portal.counseling.week import week_of
from portal.counseling.words import BOOKINGS, KEPT, URGENCIES
from portal.journal.operations import record
from portal.school.classes import class_name
from portal.school.queries import calendar, setting

WEEK = timedelta(days=7)


@blueprint.page("/counseling/room", requires=Permission.KEEP_CASES)
def room() -> ResponseReturnValue:
    """The week of the room; names are half hidden, since others look at this screen."""
    viewer, chosen = current_viewer(), _day("day") or clock.today()
    monday = chosen - timedelta(days=chosen.weekday())
    until = monday + timedelta(days=6)
    week = week_of(chosen, periods(monday), openings(viewer, monday, until), slots(viewer, monday, until), calendar())
    return render_template(
        "counseling/room.html",
        week=week,
        waiting=[one for one in waiting(viewer) if not one.booked],
        before=monday - WEEK,
        after=monday + WEEK,
        half_name=half_name,
        words={"kinds": BOOKINGS, "urgencies": URGENCIES, "kept": KEPT},
        class_name=class_name,
    )


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(request.values.get(name, ""))
    except ValueError:
        return None


@blueprint.page("/counseling/room/appointments/new", requires=Permission.KEEP_CASES, methods=BOTH)
def new_booking() -> ResponseReturnValue:
    """An appointment, perhaps for a child who waits."""
    viewer = current_viewer()
    child_id = request.values.get("child", type=int)
    offered = [(one.id, f"{one.name} {one.begins:%H:%M}") for one in periods(clock.today())]
    form = BookingForm(offered, list(bookable(viewer, child_id)))
    if request.method == "GET":
        _prefill(form, child_id)
    if form.accepts(lambda: book(_wish(viewer, form), by=viewer)):
        flash(_("The appointment stands"), "ok")
        return redirect(url_for("counseling.room", day=form.day.data), code=303)
    page = render_template("counseling/form.html", title=_("New appointment"), form=form, back=url_for("counseling.room"))
    return page, 422 if form.errors else 200


def _prefill(form: BookingForm, child_id: int | None) -> None:
    form.day.data, form.period.data = _day("day") or clock.today(), request.args.get("period", type=int)
    if child_id:
        form.child.data = child_id


def _wish(viewer: Viewer, form: BookingForm) -> Wish:
    child_id = form.child.data or None
    if child_id:
        find(viewer, child_id)
    referral_id = referral_for(viewer, request.args.get("referral", type=int), child_id)
    return Wish(form.day.data, form.period.data, BookingKind(form.kind.data), child_id, form.words.data or "", referral_id)


@blueprint.page("/counseling/room/appointments/<int:booking_id>", requires=Permission.KEEP_CASES)
def booking(booking_id: int) -> ResponseReturnValue:
    """One appointment: its slip, and what became of it."""
    found, period, child = booking_of(current_viewer(), booking_id)
    words = {"kinds": BOOKINGS, "kept": KEPT}
    return render_template("counseling/booking.html", booking=found, period=period, child=child, words=words, Kept=Kept)


@blueprint.page(
    "/counseling/room/appointments/<int:booking_id>/<any(came,missed,called_off):kept>",
    requires=Permission.KEEP_CASES,
    methods=("POST",),
)
def booking_ended(booking_id: int, kept: str) -> ResponseReturnValue:
    """The child came, did not come, or it was called off."""
    viewer = current_viewer()
    found, _period, _child = booking_of(viewer, booking_id)
    end_booking(found, Kept(kept), by=viewer)
    flash(_("Noted"), "ok")
    return redirect(url_for("counseling.room", day=found.day.isoformat()), code=303)


@blueprint.page("/counseling/room/appointments/<int:booking_id>/slip.pdf", requires=Permission.KEEP_CASES)
def slip(booking_id: int) -> ResponseReturnValue:
    """What the child is handed: who would like to see it, when and where; nothing of what for."""
    viewer = current_viewer()
    found, period, child = booking_of(viewer, booking_id)
    record("counseling.slip_printed", subject=found, child_id=found.child_id, by=viewer)
    content = slip_paper(sheet_of(viewer), child, found.day, period, str(setting("counseling.place")))
    return answer(content, _("Slip %(number)s", number=found.id) + ".pdf")
