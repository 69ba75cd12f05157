"""What an evening asks of one person, for the desk: a search, a signature, a shift to begin, names to call; one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, select

from portal.access.viewer import Viewer
from portal.children.models import Child, Enrolment
from portal.core import clock
from portal.core.db import session
from portal.duty.models.roster import DutyAssignment, DutyShift
from portal.duty.models.shifts import HandOver, RollCall, ShiftLog
from portal.duty.models.tonight import Missing
from portal.duty.queries.logs import EARLY, HELD, tonight


@dataclass(frozen=True)
class Now:
    """`weekend` is that of the viewer's own shift which is on, `log_id` its log once begun."""

    searches: int
    to_sign: int | None
    weekend: date | None
    starts_at: datetime | None
    log_id: int | None
    handed_in: int
    houses: int
    evening: date


def now_for(viewer: Viewer) -> Now:
    """Asked once a request, however many parts of the desk want it."""
    known: Now | None = session().info.get("duty.now")
    if known is None:
        evening, moment = tonight(), clock.now()
        given = {"me": viewer.person_id, "soon": moment + EARLY, "now": moment, "evening": evening}
        row: Sequence[Any] = session().execute(_asked(), given).one()
        known = session().info["duty.now"] = Now(row[0], row[1], row[2], row[3], row[4], row[5], row[6], evening)
    return known


@cache
def _asked() -> Any:
    """Built once: every desk asks it."""
    me: Any = bindparam("me")
    on = (
        select(DutyShift.weekend, DutyShift.starts_at)
        .join(DutyAssignment, DutyAssignment.shift_id == DutyShift.id)
        .where(*HELD, DutyAssignment.person_id == me)
        .where(DutyShift.starts_at <= bindparam("soon"), DutyShift.ends_at > bindparam("now"))
        .order_by(DutyShift.starts_at)
        .limit(1)
        .subquery()
    )
    log = select(ShiftLog.id).where(ShiftLog.weekend == on.c.weekend).scalar_subquery()
    handed_in = (
        select(func.count(RollCall.house.distinct()))
        .join(ShiftLog, ShiftLog.id == RollCall.log_id)
        .where(RollCall.evening == bindparam("evening"), RollCall.submitted_at.is_not(None))
    )
    houses = select(func.count(Child.sex.distinct())).where(Child.boarding, Child.enrolment == Enrolment.ENROLLED)
    signing = select(func.min(HandOver.id)).where(HandOver.to_id == me, HandOver.taken_at.is_(None))
    return select(
        select(func.count(Missing.id)).where(Missing.ended_at.is_(None)).scalar_subquery(),
        signing.scalar_subquery(),
        select(on.c.weekend).scalar_subquery(),
        select(on.c.starts_at).scalar_subquery(),
        select(log).select_from(on).scalar_subquery(),
        handed_in.scalar_subquery(),
        houses.scalar_subquery(),
    )
