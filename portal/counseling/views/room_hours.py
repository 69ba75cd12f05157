"""When the room is open, and the secret address of its calendar."""

from __future__ import annotations

from datetime import timedelta

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core import clock
from portal.core.blueprint import PUBLIC, current_viewer
from portal.counseling.calendar_feed import calendar_of
from portal.counseling.operations.keeping_room import add_period, end_period, keep_open, make_feed, revoke_feeds
from portal.counseling.queries.room import feeds, openings, periods, taken_times
from portal.counseling.room_forms import PeriodForm
from portal.counseling.views.blueprint import blueprint
from portal.counseling.views.filling import BOTH, written
from portal.school.queries import number


@blueprint.page("/counseling/room/hours", requires=Permission.KEEP_CASES, methods=BOTH)
def hours() -> ResponseReturnValue:
    """Which part of which weekday is open."""
    viewer, today = current_viewer(), clock.today()
    if request.method == "POST":
        keep_open([pair for pair in map(_pair, request.form.getlist("open")) if pair], by=viewer)
        flash(_("The opening hours are saved"), "ok")
        return redirect(url_for("counseling.hours"), code=303)
    parts = periods(today)
    held = {(one.period_id, one.weekday) for one in openings(viewer, today, today + timedelta(days=6))}
    lengths = {one.id: one.minutes for one in parts}
    total = round(sum(lengths.get(period_id, 0) for period_id, _weekday in held) / 60, 1)
    page = {"parts": parts, "held": held, "total": total, "wanted": number("counseling.open_hours"), "feeds": feeds(viewer)}
    return render_template("counseling/hours.html", **page)


def _pair(value: str) -> tuple[int, int] | None:
    period, _colon, weekday = value.partition(":")
    return (int(period), int(weekday)) if period.isdigit() and weekday.isdigit() else None


@blueprint.page("/counseling/room/hours/new", requires=Permission.KEEP_CASES, methods=BOTH)
def new_period() -> ResponseReturnValue:
    """One more part of the school day."""
    form = PeriodForm()
    title, back, said = _("A part of the day"), url_for("counseling.hours"), _("It can be opened now")
    return written(form, title, back, lambda by: add_period(form.name.data, form.begins.data, form.minutes.data, by=by), said=said)


@blueprint.page("/counseling/room/hours/<int:period_id>/ending", requires=Permission.KEEP_CASES, methods=("POST",))
def period_ended(period_id: int) -> ResponseReturnValue:
    """No longer offered from tomorrow on."""
    end_period(period_id, by=current_viewer())
    flash(_("From tomorrow on it is no longer offered"), "ok")
    return redirect(url_for("counseling.hours"), code=303)


@blueprint.page("/counseling/room/address", requires=Permission.KEEP_CASES, methods=("POST",))
def feed_made() -> ResponseReturnValue:
    """A fresh secret address, shown this once."""
    token = make_feed(by=current_viewer())
    return render_template("counseling/feed.html", address=url_for("counseling.feed", token=token, _external=True))


@blueprint.page("/counseling/room/address/revocation", requires=Permission.KEEP_CASES, methods=("POST",))
def feed_revoked() -> ResponseReturnValue:
    """The secret address is dead at once."""
    revoke_feeds(by=current_viewer())
    flash(_("The address no longer works"), "ok")
    return redirect(url_for("counseling.hours"), code=303)


@blueprint.page("/counseling/feed/<token>.ics", requires=PUBLIC)
def feed(token: str) -> ResponseReturnValue:
    """Times that are taken, for whoever holds the secret address; no child, no purpose."""
    answer = Response(calendar_of(taken_times(token)), content_type="text/calendar; charset=utf-8")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
