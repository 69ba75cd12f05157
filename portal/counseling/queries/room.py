"""The room's week: hours of the day, when it is open, who has an appointment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import or_, select

from portal.access.viewer import Viewer
from portal.children.dated import holds_on
from portal.children.models import Child, Enrolment
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound
from portal.counseling.codes import BookingKind, Kept
from portal.counseling.models import Booking, Case, Feed, Opening, Period, Referral

DAY = timedelta(days=1)
FEED_BACK, FEED_AHEAD = timedelta(days=14), timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Slot:
    """An appointment in a cell of the week."""

    id: int
    day: date
    period_id: int
    kind: BookingKind
    words: str | None
    child: str | None
    kept: Kept | None


def periods(day: date) -> Sequence[Period]:
    """The parts of the school day, in order."""
    holds = or_(Period.until_day.is_(None), Period.until_day >= day)
    return session().scalars(select(Period).where(holds).order_by(Period.begins, Period.id)).all()


def openings(viewer: Viewer, since: date, until: date) -> Sequence[Opening]:
    """When the viewer keeps the room open in some days of a span; one statement."""
    found = select(Opening).where(Opening.counselor_id == viewer.person_id, Opening.from_day <= until)
    return session().scalars(found.where(or_(Opening.until_day.is_(None), Opening.until_day >= since))).all()


def is_open(viewer: Viewer, day: date, period_id: int) -> bool:
    """Whether the viewer keeps the room open then."""
    found = select(Opening.id).where(
        Opening.counselor_id == viewer.person_id,
        Opening.period_id == period_id,
        Opening.weekday == day.weekday(),
        holds_on(Opening, day),
    )
    return session().scalar(found.limit(1)) is not None


def slots(viewer: Viewer, since: date, until: date) -> Mapping[tuple[date, int], Slot]:
    """The viewer's appointments of a span by day and part of the day; one statement."""
    columns: list[Any] = [Booking.id, Booking.day, Booking.period_id, Booking.kind, Booking.words, Child.name, Booking.kept]
    found = (
        select(*columns)
        .outerjoin(Child, Child.id == Booking.child_id)
        .where(Booking.counselor_id == viewer.person_id, Booking.day.between(since, until), Booking.slot.is_not(None))
    )
    return {(slot.day, slot.period_id): slot for slot in (Slot(*row) for row in session().execute(found))}


def booking_of(viewer: Viewer, booking_id: int) -> tuple[Booking, Period, Child | None]:
    """One of the viewer's own appointments."""
    found = (
        select(Booking, Period, Child)
        .join(Period, Period.id == Booking.period_id)
        .outerjoin(Child, Child.id == Booking.child_id)
        .where(Booking.id == booking_id, Booking.counselor_id == viewer.person_id)
    )
    row = session().execute(found).one_or_none()
    if row is None:
        raise NotFound
    return row[0], row[1], row[2]


def bookable(viewer: Viewer, child_id: int | None = None) -> Sequence[tuple[int, str]]:
    """Whom an appointment can be for: children with a case of the viewer, those asked for, and the one chosen; one statement."""
    owned = select(Case.open_child_id).where(Case.owner_id == viewer.person_id, Case.open_child_id.is_not(None))
    asked = select(Referral.child_id).where(Referral.answered_at.is_(None))
    found = select(Child.id, Child.name).where(
        Child.enrolment == Enrolment.ENROLLED, or_(Child.id.in_(owned), Child.id.in_(asked), Child.id == (child_id or 0))
    )
    return [(row[0], row[1]) for row in session().execute(found.order_by(Child.pinyin, Child.id))]


def feeds(viewer: Viewer) -> Sequence[Feed]:
    """The viewer's secret addresses that still work."""
    return session().scalars(select(Feed).where(Feed.person_id == viewer.person_id, Feed.revoked_at.is_(None))).all()


@dataclass(frozen=True, slots=True)
class Taken:
    """A time that is taken, as a calendar outside the portal may know it: no child, no purpose."""

    id: int
    begins: datetime
    ends: datetime


def taken_times(token: str) -> Sequence[Taken]:
    """What the holder of a secret address may know; NotFound once it was revoked."""
    person_id = session().scalar(select(Feed.person_id).where(Feed.token == token, Feed.revoked_at.is_(None)))
    if person_id is None:
        raise NotFound
    today = clock.today()
    found = (
        select(Booking.id, Booking.day, Period.begins, Period.minutes)
        .join(Period, Period.id == Booking.period_id)
        .where(Booking.counselor_id == person_id, Booking.slot.is_not(None))
        .where(Booking.day.between(today - FEED_BACK, today + FEED_AHEAD))
    )
    return [_taken(*row) for row in session().execute(found.order_by(Booking.day, Period.begins))]


def _taken(id_: int, day: date, begins: Any, minutes: int) -> Taken:
    start = datetime.combine(day, begins, clock.SCHOOL_ZONE)
    return Taken(id_, start, start + timedelta(minutes=minutes))
