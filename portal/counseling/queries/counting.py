"""How the room is used, counted so that no child can be found in the figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.counseling.codes import SessionMode
from portal.counseling.models import Booking, Case, Participant, Referral, Session
from portal.counseling.rules import hidden, middle
from portal.school.queries import number

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the statistics; the number is None where it stays hidden."""

    key: str
    sessions: int | None
    hours: float | None


@dataclass(frozen=True)
class Usage:
    """A span of the room's work: the whole, its months, what talks were about, how long children waited."""

    total: Shown
    groups: Shown
    months: Sequence[Shown]
    themes: Sequence[Shown]
    waiting: float | None
    asked: int | None


@dataclass(frozen=True, slots=True)
class _Held:
    """A signed session with who took part."""

    day: date
    minutes: int
    mode: SessionMode
    themes: Sequence[str]
    children: frozenset[int]


def usage(_viewer: Viewer, since: date, until: date) -> Usage:
    """Two statements whatever the size; parts with few children are left out, and where that would tell, one more."""
    held, least = _held(since, until), number("counseling.smallest")
    whole = _parts({"all": held}, least)
    by_month, by_theme = defaultdict(list), defaultdict(list)
    for one in held:
        by_month[f"{one.day:%Y-%m}"].append(one)
        for theme in one.themes:
            by_theme[theme].append(one)
    groups = [one for one in held if one.mode is SessionMode.GROUP]
    single = [one for one in held if one.mode is not SessionMode.GROUP]
    modes = _parts({"group": groups, "single": single}, least)
    waits = _waits(since, until)
    enough = len(waits) >= least
    return Usage(
        total=whole["all"],
        groups=modes["group"],
        months=[shown for _key, shown in sorted(_parts(by_month, least).items())],
        themes=sorted(_parts(by_theme, least).values(), key=lambda shown: -(shown.sessions or 0)),
        waiting=middle(list(waits.values())) if enough else None,
        asked=len(waits) if enough else None,
    )


def _held(since: date, until: date) -> Sequence[_Held]:
    columns: list[Any] = [Session.id, Session.began_at, Session.minutes, Session.mode, Session.themes, Participant.child_id]
    span = Session.began_at.between(clock.begin_of(since), clock.begin_of(until + DAY))
    found = select(*columns).join(Participant, Participant.session_id == Session.id).where(Session.signed_at.is_not(None), span)
    rows: dict[int, list[Any]] = defaultdict(list)
    for row in session().execute(found):
        rows[row[0]].append(row)
    return [
        _Held(clock.local(of[0][1]).date(), of[0][2], of[0][3], of[0][4], frozenset(row[5] for row in of)) for of in rows.values()
    ]


def _parts(parts: Mapping[str, Sequence[_Held]], least: int) -> dict[str, Shown]:
    counts = {key: len(frozenset().union(*(one.children for one in held))) for key, held in parts.items()}
    kept_back = hidden(counts, least)
    return {
        key: Shown(key, None, None) if key in kept_back else Shown(key, len(held), round(sum(one.minutes for one in held) / 60, 1))
        for key, held in parts.items()
    }


def _waits(since: date, until: date) -> Mapping[int, float]:
    """Days from being asked to the first talk or appointment after it, one a child."""
    talked = (
        select(func.min(Session.began_at))
        .join(Participant, Participant.session_id == Session.id)
        .where(Participant.child_id == Referral.child_id, Session.began_at >= Referral.made_at, Session.signed_at.is_not(None))
        .correlate(Referral)
        .scalar_subquery()
    )
    met = (
        select(func.min(Booking.day))
        .where(Booking.child_id == Referral.child_id, Booking.slot.is_not(None), Booking.made_at >= Referral.made_at)
        .correlate(Referral)
        .scalar_subquery()
    )
    span = Referral.made_at.between(clock.begin_of(since), clock.begin_of(until + DAY))
    waits: dict[int, float] = {}
    for child_id, made_at, first, booked in session().execute(select(Referral.child_id, Referral.made_at, talked, met).where(span)):
        asked = clock.local(made_at).date()
        days = [(day - asked).days for day in (clock.local(first).date() if first else None, booked) if day]
        if days:
            waits[child_id] = max(0, min(days))
    return waits


def cases_on(day: date) -> Any:
    """The condition that a child has an open case begun by a day, as a select of child ids."""
    return select(Case.open_child_id).where(Case.open_child_id.is_not(None), Case.opened_at < clock.begin_of(day + DAY))
