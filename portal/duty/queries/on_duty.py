"""Who keeps watch at a moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from portal.core.db import session
from portal.duty.models.roster import DutyAssignment, DutyShift, PostKind, ShiftState


def people_on_duty(at: datetime) -> Sequence[tuple[int, PostKind]]:
    """Whoever holds a shift at this moment, with the post, leaders first; one statement."""
    held = (
        select(DutyAssignment.person_id, DutyShift.post)
        .join(DutyShift, DutyShift.id == DutyAssignment.shift_id)
        .where(DutyAssignment.ended_at.is_(None), DutyShift.state == ShiftState.PLANNED)
        .where(DutyShift.starts_at <= at, DutyShift.ends_at > at)
        .order_by(DutyShift.place)
    )
    order = list(PostKind)
    found = [(person_id, post) for person_id, post in session().execute(held)]
    return sorted(found, key=lambda one: order.index(one[1]))


def ids_on_duty(at: datetime) -> Sequence[int]:
    """The same without the posts, for the rest of the house."""
    return [person_id for person_id, _post in people_on_duty(at)]
