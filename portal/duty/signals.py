"""What Friday tells the rules of attention: nobody came to fetch, back late."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from portal.core import clock
from portal.core.contributions import Signal, SignalDefinition, SignalKind, Signals, Worse
from portal.core.db import session
from portal.duty.models.gate import LeaveSlip
from portal.duty.models.stays import StayState, WeekendStay
from portal.duty.queries.stays import answer_stands

LOOKED_BACK = timedelta(days=60)


def read(child_ids: Sequence[int], day: date) -> Mapping[int, Mapping[str, Signal]]:
    """How often in sixty days nobody fetched a child that was to be fetched, and how often it was back late; two statements."""
    found: dict[int, dict[str, Signal]] = defaultdict(dict)
    for name, counted in (("duty.unfetched", _unfetched(child_ids, day)), ("duty.late_returns", _late(child_ids, day))):
        for child_id, number, last in session().execute(counted):
            found[child_id][name] = Signal(int(number), last if isinstance(last, date) else None)
    return found


def _unfetched(child_ids: Sequence[int], day: date) -> Any:
    gone = select(LeaveSlip.id).where(LeaveSlip.child_id == WeekendStay.child_id, LeaveSlip.weekend == WeekendStay.weekend)
    return (
        select(WeekendStay.child_id, func.count(), func.max(WeekendStay.weekend))
        .where(WeekendStay.child_id.in_(child_ids), WeekendStay.state == StayState.FETCHED, answer_stands(WeekendStay.weekend))
        .where(WeekendStay.weekend.between(day - LOOKED_BACK, day - timedelta(days=1)), ~gone.exists())
        .group_by(WeekendStay.child_id)
    )


def _late(child_ids: Sequence[int], day: date) -> Any:
    since = clock.begin_of(day - LOOKED_BACK)
    return (
        select(LeaveSlip.child_id, func.count(), func.max(LeaveSlip.weekend))
        .where(LeaveSlip.child_id.in_(child_ids), LeaveSlip.left_at.is_not(None), LeaveSlip.called_off_at.is_(None))
        .where(LeaveSlip.due_back_at >= since, func.coalesce(LeaveSlip.returned_at, clock.now()) > LeaveSlip.due_back_at)
        .group_by(LeaveSlip.child_id)
    )


signals = Signals(
    definitions=(
        SignalDefinition(
            "duty.unfetched", _l("Weekends on which nobody came to fetch, in sixty days"), SignalKind.NUMBER,
            lambda value, _detail: _l("Nobody came to fetch on %(count)s weekends", count=value), worse=Worse.MORE,
        ),
        SignalDefinition(
            "duty.late_returns", _l("Late returns in sixty days"), SignalKind.NUMBER,
            lambda value, _detail: _l("Back late %(count)s times", count=value), worse=Worse.MORE,
        ),
    ),
    read=read,
)  # fmt: skip
