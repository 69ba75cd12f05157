"""What a screening asks of whoever sets a level (scales, working rules): never less than the answers, never before a talk."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from portal.core import clock
from portal.core.calendar import academic_year
from portal.core.db import session
from portal.core.watch import Watch
from portal.screening.models import Flag, FlagKind, Interview, Outcome, TalkDue
from portal.screening.rules import watched_as


def watch_asked(child_id: int) -> Watch:
    """After an answer about safety in this school year the strictest, until a person who met the child judged otherwise."""
    waits = select(func.min(TalkDue.made_at)).where(TalkDue.child_id == child_id, TalkDue.settled_at.is_(None))
    return Watch(_closeness(child_id), session().scalar(waits))


def _closeness(child_id: int) -> int:
    raised = session().scalar(select(func.max(Flag.raised_at)).where(Flag.child_id == child_id, Flag.kind == FlagKind.URGENT))
    if raised is None or academic_year(clock.local(raised).date()) != academic_year(clock.today()):
        return 0
    return watched_as(_judged_since(child_id, raised))


def _judged_since(child_id: int, raised: datetime) -> int | None:
    """The attention set by the last talk that took place after the answer; None where nobody has met the child."""
    talks = select(Interview.content).where(Interview.child_id == child_id, Interview.at >= raised).order_by(Interview.id.desc())
    met = (found for found in session().scalars(talks) if found["outcome"] != Outcome.NOT_MET)
    return next((int(found["attention"]) for found in met), None)
