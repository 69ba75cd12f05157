"""Which children somebody reaches because they are on duty: the boarders of the house, or of both, for the days of the shift."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer, bindparam, cast, func, literal, null, or_, select

from portal.access.permissions import Tier
from portal.access.viewer import ReachRows
from portal.duty.models.roster import DutyAssignment, DutyShift, PostKind, ShiftState

ON_DUTY = "duty"
BOTH = "12"
FAR = (PostKind.DOCTOR, PostKind.COUNSELOR)  # on call by telephone: no house of their own, no children


def _held() -> Any:
    """The houses in one's care, on the days of the duty."""
    begin, end = (bindparam(name, type_=DutyShift.starts_at.type) for name in ("begin", "end"))
    return (
        select(literal(ON_DUTY), cast(null(), Integer), func.coalesce(DutyShift.house, BOTH))
        .join(DutyAssignment, DutyAssignment.shift_id == DutyShift.id)
        .where(DutyAssignment.person_id == bindparam("person_id"), DutyAssignment.ended_at.is_(None))
        .where(DutyShift.state == ShiftState.PLANNED, DutyShift.starts_at < end, DutyShift.ends_at >= begin)
        .where(or_(DutyShift.house.is_not(None), DutyShift.post.not_in(FAR)))
    )


#: Name, class and the emergency card, no more.
ON_DUTY_REACH = ReachRows(_held, {ON_DUTY: (Tier.DIRECTORY,)})
