"""Appointments. The database refuses the second of two that ask for the same time at the same moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from portal.access.viewer import Viewer
from portal.children.scope import find
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.counseling.codes import BookingKind, Kept
from portal.counseling.models import Booking, Period
from portal.counseling.queries.room import is_open
from portal.journal.operations import record
from portal.school.queries import calendar


@dataclass(frozen=True)
class Wish:
    """An appointment as it was asked for."""

    day: date
    period_id: int
    kind: BookingKind
    child_id: int | None = None
    words: str = ""
    referral_id: int | None = None


def book(wish: Wish, *, by: Viewer) -> Booking:
    """Within the own opening hours, once for this time and once for this child."""
    _check(wish, by)
    made = Booking(
        counselor_id=by.person_id,
        period_id=wish.period_id,
        day=wish.day,
        child_id=wish.child_id,
        referral_id=wish.referral_id,
        kind=wish.kind,
        words=wish.words or None,
        slot=f"{by.person_id}:{wish.day.isoformat()}:{wish.period_id}",
        child_slot=f"{wish.child_id}:{wish.day.isoformat()}:{wish.period_id}" if wish.child_id else None,
        made_at=clock.now(),
        made_by_id=by.person_id,
    )
    try:
        with session().begin_nested():
            session().add(made)
            session().flush()
    except IntegrityError as taken:
        raise Refused(_l("This time is taken already. Choose another."), field="period") from taken
    record("counseling.booked", subject=made, child_id=wish.child_id, by=by)
    return made


def _check(wish: Wish, by: Viewer) -> None:
    if session().get(Period, wish.period_id) is None:
        raise Refused(_l("Choose a part of the day"), field="period")
    if wish.day < clock.today():
        raise Refused(_l("Choose a day to come"), field="day")
    if wish.day in calendar().holidays:
        raise Refused(_l("There is no school on that day."), field="day")
    if wish.kind is BookingKind.BLOCKED:
        return
    if not is_open(by, wish.day, wish.period_id):
        raise Refused(_l("The room is not open then. Change the opening hours, or choose another time."), field="period")
    if wish.kind is not BookingKind.GROUP and wish.child_id is None:
        raise Refused(_l("Choose a child"), field="child")
    if wish.child_id is not None:
        find(by, wish.child_id)


def end_booking(booking: Booking, kept: Kept, *, by: Viewer) -> None:
    """Kept, missed or called off; called off, the time is free again."""
    if booking.kept is not None:
        raise Refused(_l("This was noted already."))
    booking.kept, booking.ended_at, booking.ended_by_id = kept, clock.now(), by.person_id
    if kept is Kept.CALLED_OFF:
        booking.slot = booking.child_slot = None
    session().flush()
    record("counseling.booking_ended", subject=booking, child_id=booking.child_id, by=by)
