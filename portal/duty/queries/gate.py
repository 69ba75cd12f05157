"""Who is to be fetched, who is out, and what happened at the gate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from portal.access.viewer import Viewer
from portal.children.models import Child, Enrolment
from portal.children.scope import within
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound
from portal.duty.friday.answers import is_late
from portal.duty.models.gate import GateCheck, GateOutcome, LeaveSlip
from portal.duty.models.stays import StayState
from portal.duty.queries.stays import Stay, stays

FOUND = 20


def to_fetch(viewer: Viewer, weekend: date, out: Mapping[int, Any]) -> list[Stay]:
    """Boarders within reach who are to be fetched and are not out yet."""
    found = stays(within(viewer), weekend)
    return [one for one in found if one.state is StayState.FETCHED and one.child_id not in out]


def looked_for(viewer: Viewer, words: str, weekend: date) -> Sequence[Stay]:
    """Boarders within reach by name or pinyin."""
    pattern = f"%{words.strip().lower()}%"
    return stays(within(viewer) & Child.search.like(pattern), weekend)[:FOUND]


@dataclass(frozen=True)
class Out:
    """A leave slip in force: who is out or may go out, until when, with whom."""

    slip: LeaveSlip
    name: str
    class_id: int | None
    with_whom: str | None

    @property
    def late(self) -> bool:
        return self.slip.left_at is not None and is_late(self.slip.due_back_at, self.slip.returned_at, clock.now())


def slips(where: ColumnElement[bool]) -> Sequence[Out]:
    """Slips in force, the earliest return first; one statement."""
    columns: list[Any] = [LeaveSlip, Child.name, Child.class_id, GateCheck.who]
    found = (
        select(*columns)
        .join(Child, Child.id == LeaveSlip.child_id)
        .outerjoin(GateCheck, GateCheck.id == LeaveSlip.gate_check_id)
        .where(where, LeaveSlip.returned_at.is_(None), LeaveSlip.called_off_at.is_(None))
        .where(Child.enrolment == Enrolment.ENROLLED)
        .order_by(LeaveSlip.due_back_at, Child.pinyin, LeaveSlip.id)
    )
    return [Out(*row) for row in session().execute(found)]


def out_within(viewer: Viewer) -> Sequence[Out]:
    """Slips in force of children within reach."""
    return slips(within(viewer))


def slip_within(viewer: Viewer, slip_id: int) -> LeaveSlip:
    """One slip of a child within reach."""
    found = session().scalar(
        select(LeaveSlip).join(Child, Child.id == LeaveSlip.child_id).where(LeaveSlip.id == slip_id, within(viewer))
    )
    if found is None:
        raise NotFound
    return found


def away_at(at: datetime) -> Mapping[int, StayState]:
    """Who is out of the house at a moment: fetched, or on leave; one statement. For the roll call."""
    left = select(LeaveSlip.child_id, LeaveSlip.gate_check_id).where(
        LeaveSlip.left_at <= at, LeaveSlip.called_off_at.is_(None), (LeaveSlip.returned_at.is_(None)) | (LeaveSlip.returned_at > at)
    )
    return {child_id: StayState.LEAVE if check_id is None else StayState.FETCHED for child_id, check_id in session().execute(left)}


def stopped(where: ColumnElement[bool], since: datetime) -> Sequence[tuple[int, str, GateOutcome, datetime]]:
    """Fetches that were stopped, newest first: child, name, why, when; one statement."""
    found = (
        select(GateCheck.child_id, Child.name, GateCheck.outcome, GateCheck.at)
        .join(Child, Child.id == GateCheck.child_id)
        .where(where, GateCheck.outcome != GateOutcome.HANDED_OVER, GateCheck.at >= since)
        .order_by(GateCheck.at.desc())
    )
    return [(row[0], row[1], row[2], row[3]) for row in session().execute(found)]


def checks_of(child_id: int) -> Sequence[GateCheck]:
    """Everybody who came for a child, newest first."""
    return (
        session().scalars(select(GateCheck).where(GateCheck.child_id == child_id).order_by(GateCheck.at.desc()).limit(FOUND)).all()
    )


def slips_of(child_id: int) -> Sequence[LeaveSlip]:
    """Leave slips a school gave a child, newest first."""
    own = (LeaveSlip.child_id == child_id, LeaveSlip.gate_check_id.is_(None))
    return session().scalars(select(LeaveSlip).where(*own).order_by(LeaveSlip.given_at.desc()).limit(FOUND)).all()
