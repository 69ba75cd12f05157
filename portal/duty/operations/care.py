"""Saying what to do for a child this evening, doing it, taking it back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.duty.models.tonight import CareDone, CareKind, CareOrder
from portal.journal.operations import record

HOUR = re.compile(r"([01]?\d|2[0-3])[:：][0-5]\d")
LONGEST = timedelta(days=62)


@dataclass(frozen=True)
class Wanted:
    """What is asked of the people on duty."""

    kind: CareKind
    words: str
    hour: str
    doctor: str
    from_day: date
    until_day: date


def order(child: Child, wanted: Wanted, *, by: Viewer) -> CareOrder:
    """Keep it for the evenings of these days."""
    if not wanted.from_day <= wanted.until_day <= wanted.from_day + LONGEST:
        raise Refused(_l("The last day lies before the first, or more than two months away."), field="until_day")
    if wanted.hour and not HOUR.fullmatch(wanted.hour):
        raise Refused(_l("Write the hour as in 21:30"), field="hour")
    if wanted.kind is CareKind.MEDICINE and not wanted.doctor:
        raise Refused(_l("Write which doctor said so"), field="doctor")
    made = CareOrder(
        child_id=child.id,
        kind=wanted.kind,
        words=wanted.words,
        hour=wanted.hour.replace("：", ":").zfill(5) if wanted.hour else None,
        doctor=wanted.doctor or None,
        from_day=wanted.from_day,
        until_day=wanted.until_day,
        given_at=clock.now(),
        given_by_id=by.person_id,
    )
    session().add(made)
    session().flush()
    record("duty.care_ordered", subject=made, child_id=child.id, by=by)
    return made


def done(found: CareOrder, evening: date, *, by: Viewer) -> None:
    """It was done this evening, once."""
    if not found.from_day <= evening <= found.until_day:
        raise Refused(_l("That is not asked for on this evening."))
    same = select(CareDone.id).where(CareDone.order_id == found.id, CareDone.evening == evening)
    if session().scalar(same) is not None:
        return
    session().add(CareDone(order_id=found.id, evening=evening, at=clock.now(), by_id=by.person_id))
    session().flush()
    record("duty.care_done", subject=found, child_id=found.child_id, by=by)


def end(found: CareOrder, *, by: Viewer) -> None:
    """It is not needed any more; it stays to be read who asked and who ended it."""
    found.ended_at, found.ended_by_id = clock.now(), by.person_id
    session().flush()
    record("duty.care_ended", subject=found, child_id=found.child_id, by=by)
