"""Which children somebody reaches because they are on duty: the boarders of the house, or of both, for the days of the shift."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from sqlalchemy import BindParameter, Select, bindparam, select

from portal.access.permissions import Tier
from portal.access.viewer import Reach
from portal.core import clock
from portal.core.db import session
from portal.duty.models.roster import DutyAssignment, DutyShift, PostKind, ShiftState

BOTH = frozenset({"1", "2"})
FAR = (PostKind.DOCTOR, PostKind.COUNSELOR)  # on call by telephone


def on_duty_reach(person_id: int, day: date) -> Mapping[Tier, Reach]:
    """Name, class and the emergency card of the boarders in one's care, on the days of the duty; one statement."""
    begin = clock.begin_of(day)
    given = {"person_id": person_id, "begin": begin, "end": begin + timedelta(days=1)}
    houses: set[str] = set()
    for post, house in session().execute(_held(), given):
        houses |= {house} if house else set() if post in FAR else BOTH
    return {Tier.DIRECTORY: Reach(houses=frozenset(houses))} if houses else {}


@cache
def _held() -> Select[PostKind, str | None]:
    """Built once: every page asks it."""
    person: BindParameter[int] = bindparam("person_id")
    return (
        select(DutyShift.post, DutyShift.house)
        .join(DutyAssignment, DutyAssignment.shift_id == DutyShift.id)
        .where(DutyAssignment.person_id == person, DutyAssignment.ended_at.is_(None), DutyShift.state == ShiftState.PLANNED)
        .where(DutyShift.starts_at < bindparam("end"), DutyShift.ends_at >= bindparam("begin"))
    )
