"""This weekend on a child's page, at home, and what happened at the gate on its timeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cache
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import String, bindparam, case, cast, literal, null, select, union_all

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.children.queries.file import identity
from portal.children.scope import reaches, reaches_in_house
from portal.core import clock
from portal.core.contributions import Happening, Panel, TimelineEntry
from portal.core.db import session
from portal.core.errors import Words
from portal.core.filters import moment
from portal.duty.duties import weekend_near
from portal.duty.friday.answers import is_late
from portal.duty.models.gate import GateCheck, GateOutcome, LeaveSlip
from portal.duty.models.roster import PostKind
from portal.duty.models.stays import StayState
from portal.duty.models.tonight import Missing
from portal.duty.planning.demand import HOUSES
from portal.duty.queries.desk import waiting
from portal.duty.queries.gate import stopped
from portal.duty.queries.logs import Watch, watch
from portal.duty.queries.stays import Stay, in_charge, own_stay, stays
from portal.duty.shown.evening import search_entries
from portal.duty.words import POSTS, SOURCES, STAYS, held_span, span

GATE = "duty"
SEARCHED = "searched"
A_WEEK = timedelta(days=7)
SHOWN = 4


def child_panel(viewer: Viewer, child_id: int) -> Sequence[Panel]:
    """How a boarder spends the weekend, for the family's part of the school and for the house; one statement, near a weekend."""
    weekend = weekend_near(clock.today())
    child = identity(viewer, child_id)
    if weekend is None or not child.boarding or not (reaches(viewer, child, Tier.WELFARE) or reaches_in_house(viewer, child)):
        return []
    stay = own_stay(child_id, weekend.first_day)
    if stay is None:
        return []
    keeps = viewer.may(Permission.KEEP_STAY_LIST) and reaches(viewer, child, Tier.WELFARE)
    return [
        Panel("weekend", "duty/_panel.html", {"stay": stay, "states": STAYS, "sources": SOURCES, "keeps": keeps}, 30, aside=True)
    ]


def home_panels(viewer: Viewer) -> Sequence[Panel]:
    """For each own boarder how the weekend goes, with one tap to say it; one statement near a weekend, another one
    while a child stays: who is on duty then.
    """
    weekend, own = weekend_near(clock.today()), viewer.reaches(Tier.DIRECTORY).child_ids
    if weekend is None or not own:
        return []
    full = viewer.reaches(Tier.WELFARE).child_ids
    words = {"weekend": span(weekend), "states": STAYS}
    found = stays(Child.id.in_(sorted(own)), weekend.first_day)
    on_duty = watch(weekend.first_day) if any(stay.state is StayState.STAY for stay in found) else ()
    return [
        _at_home(stay, {"stay": stay, "names": stay.child_id in full, "there": _who_is_there(stay, on_duty), **words})
        for stay in found
    ]


def _who_is_there(stay: Stay, on_duty: Sequence[Watch]) -> str:
    """Who is in the house of a child that stays, and who leads; empty before the roster is published."""
    if stay.state is not StayState.STAY:
        return ""
    names = {
        post: _(", ").join(one.name for one in on_duty if one.post is post)
        for post in (next((post for post, sex in HOUSES.items() if sex == stay.sex), PostKind.TEACHER), PostKind.LEADER)
    }
    return " · ".join(f"{POSTS[post]} {found}" for post, found in names.items() if found)


def _at_home(stay: Stay, shown: Mapping[str, Any]) -> Panel:
    at = url_for("duty.home_weekend", child_id=stay.child_id)
    waits = [] if stay.state else [(_("The weekend of %(name)s", name=stay.name), at)]
    return Panel(f"duty.{stay.child_id}", "duty/_home.html", shown, order=20, waits=waits)


def desk_panels(viewer: Viewer) -> Sequence[Panel]:
    """The duties ahead; no statement beyond those of what is due."""
    found = waiting(viewer).ahead[:SHOWN] if viewer.may(Permission.SEE_ROSTER) else ()
    return [Panel("duty", "duty/_desk.html", {"held": found, "span": held_span, "posts": POSTS}, 15, aside=True)] if found else []


def happenings(viewer: Viewer) -> Sequence[Happening]:
    """Fetches that were stopped in the last days, for whoever keeps the list; one statement."""
    if not viewer.may(Permission.KEEP_STAY_LIST):
        return []
    return [
        Happening(at, _("At the gate somebody was stopped who came for %(name)s", name=name))
        for _child, name, _outcome, at in stopped(in_charge(viewer), clock.now() - A_WEEK)
    ]


def timeline(viewer: Viewer, child_id: int) -> Sequence[TimelineEntry]:
    """Fetches, stopped ones too, leave slips, and searches in the house, within the family's part of the file.

    One statement, a second one only for a child that was once searched for.
    """
    if not reaches(viewer, identity(viewer, child_id), Tier.WELFARE):
        return []
    rows = session().execute(_happened(), {"child_id": child_id}).all()
    searched = any(row.what == SEARCHED for row in rows)
    return [*(_entry(row) for row in rows if row.what != SEARCHED), *(search_entries(child_id) if searched else ())]


@cache
def _happened() -> Any:
    """Checks that stopped somebody, every leaving with its return, and that a search began; no encrypted column, so that one
    statement reads all."""
    left = select(LeaveSlip.left_at.label("at"), _fetched.label("what"), LeaveSlip.due_back_at, LeaveSlip.returned_at)
    checks = select(GateCheck.at, cast(GateCheck.outcome, String), cast(null(), LeaveSlip.due_back_at.type), _no_moment)
    searches = select(Missing.since, literal(SEARCHED), cast(null(), LeaveSlip.due_back_at.type), _no_moment)
    return union_all(
        left.where(LeaveSlip.child_id == bindparam("child_id"), LeaveSlip.left_at.is_not(None)),
        checks.where(GateCheck.child_id == bindparam("child_id"), GateCheck.outcome != GateOutcome.HANDED_OVER),
        searches.where(Missing.child_id == bindparam("child_id")),
    )


_fetched = case((LeaveSlip.gate_check_id.is_(None), "leave"), else_="fetched")
_no_moment = cast(null(), LeaveSlip.returned_at.type)
TITLES: Mapping[str, Words] = {
    "leave": _l("Out with a leave slip"),
    "fetched": _l("Fetched for the weekend"),
    GateOutcome.NOT_AUTHORISED.value: _l("At the gate: somebody not authorised was stopped"),
    GateOutcome.BARRED.value: _l("At the gate: somebody who must not come was stopped"),
}


def _entry(row: Any) -> TimelineEntry:
    stopped_one = row.due_back_at is None
    text = (
        ""
        if stopped_one
        else _("Due back %(due)s, back %(back)s", due=moment(row.due_back_at), back=moment(row.returned_at) or "—")
    )
    late = not stopped_one and is_late(row.due_back_at, row.returned_at, clock.now())
    return TimelineEntry(row.at, "door-open", TITLES[row.what], text, kind=GATE, tone="warn" if late or stopped_one else "")
