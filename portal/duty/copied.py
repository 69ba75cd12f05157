"""What a guardian's copy holds of the boarding house: how each weekend was spent, and when the child was out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.core.db import session
from portal.duty.models.gate import LeaveSlip
from portal.duty.models.stays import WeekendStay


def family_copy(_viewer: Viewer, child_id: int) -> Sequence[tuple[str, Any]]:
    """Weekends and leave, newest first; nobody else is named."""
    stays = select(WeekendStay.weekend, WeekendStay.state).where(WeekendStay.child_id == child_id)
    slips = select(LeaveSlip.left_at, LeaveSlip.due_back_at, LeaveSlip.returned_at).where(LeaveSlip.child_id == child_id)
    weekends = session().execute(stays.order_by(WeekendStay.weekend.desc()))
    out = session().execute(slips.order_by(LeaveSlip.id.desc()))
    return [
        ("weekends", [{"first_day": day, "state": state.value} for day, state in weekends]),
        ("leave", [{"left": left, "due_back": due, "back": back} for left, due, back in out]),
    ]
