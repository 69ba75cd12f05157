"""Pages of the school day: the classes, the list of one class, and a family's own child."""

from __future__ import annotations

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Tier
from portal.attendance.models import Reason
from portal.attendance.operations.calling import call_class
from portal.attendance.queries import class_day, class_days, records
from portal.attendance.rules import BACK, days_of, last_school_day, may_be_called
from portal.attendance.words import AT_HOME, REASONS, days_words
from portal.children.models import Child
from portal.children.scope import find
from portal.core import clock
from portal.core.blueprint import Door, current_viewer
from portal.core.calendar import DAY
from portal.core.errors import NotFound
from portal.core.filters import day as day_words
from portal.core.forms import Form
from portal.school.queries import calendar

blueprint = Door("attendance", __name__)
BOTH = ("GET", "POST")


@blueprint.page("/attendance", requires=Permission.SEE_ATTENDANCE)
def index() -> ResponseReturnValue:
    """The classes within reach on a day: called or not yet, who is away."""
    day, viewer = _day(), current_viewer()
    found = class_days(viewer, day)
    return render_template(
        "attendance/index.html", day=day, days=_days(day), found=found, REASONS=REASONS, may=viewer.may(Permission.CALL_CLASS)
    )


@blueprint.page("/attendance/<int:class_id>", requires=Permission.CALL_CLASS, methods=BOTH)
def class_list(class_id: int) -> ResponseReturnValue:
    """Call the names of one class; everybody is there who is not marked otherwise."""
    viewer, form, day = current_viewer(), Form(), _day()
    found = class_day(viewer, class_id, day)
    if form.accepts(lambda: call_class(found, day, _away(), _seen(), by=viewer)):
        flash(_("The list is saved"), "ok")
        return redirect(url_for("attendance.index", day=day.isoformat()), code=303)
    marked = {one.id: one.reason.value if one.reason else "there" for one in found.pupils}
    mine = _mine(marked) if form.errors else {}
    page = render_template("attendance/class.html", found=found, day=day, form=form, states=_states(), marked=marked, mine=mine)
    return page, 422 if form.errors else 200


@blueprint.page("/home/children/<int:child_id>/attendance", requires=Permission.SEE_HOME)
def home(child_id: int) -> ResponseReturnValue:
    """The school days of this term, for a family that may see the child's file."""
    child, today = find(current_viewer(), child_id, Tier.SCHOOLING), clock.today()
    term = calendar().current_term(today)
    first = term.first_day if term else today
    mine = next(iter(records(first, today, Child.id == child.id)), None)
    words = days_words(days_of(mine.called, mine.away, first, today)) if mine else ""
    away = sorted(mine.away.items(), reverse=True) if mine else []
    return render_template("attendance/home.html", child=child, words=words, away=away, AT_HOME=AT_HOME)


def _day() -> date:
    """The day asked for; without one, today or the last school day."""
    try:
        return date.fromisoformat(request.args.get("day", "") or last_school_day(clock.today(), calendar()).isoformat())
    except ValueError:
        raise NotFound from None


def _days(asked: date) -> list[tuple[str, str]]:
    """The days that may be called, newest first, and the one asked for, in words."""
    today = clock.today()
    found = [day for day in (today - DAY * back for back in range(BACK + 1)) if may_be_called(day, today, calendar())]
    return [(day.isoformat(), day_words(day)) for day in sorted({asked, *found}, reverse=True)]


def _states() -> list[tuple[str, str, str]]:
    tones = {Reason.ILL: "lv", Reason.LEAVE: "lv", Reason.UNKNOWN: "no"}
    short = {Reason.ILL: _("Ill"), Reason.LEAVE: _("Leave"), Reason.UNKNOWN: _("Not come")}
    return [("there", _("At school"), ""), *((reason.value, short[reason], tones[reason]) for reason in Reason)]


def _away() -> dict[int, Reason]:
    """Who was marked as away, by child."""
    found = {}
    for name, value in request.form.items():
        child = name.removeprefix("child-")
        if child != name and child.isdecimal() and len(child) < 10 and value in set(Reason):
            found[int(child)] = Reason(value)
    return found


def _seen() -> int:
    seen = request.form.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) < 6 else -1


def _mine(marked: dict[int, str]) -> dict[int, str]:
    """After a refusal because somebody else saved meanwhile: what the viewer had marked otherwise, in words, by child."""
    states, away = {value: words for value, words, _tone in _states()}, _away()
    own = {child_id: away[child_id].value if child_id in away else "there" for child_id in marked}
    return {child_id: states[value] for child_id, value in own.items() if value != marked[child_id]}
