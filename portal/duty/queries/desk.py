"""What the desk asks of the roster, in few statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, func, select

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.children.scope import within
from portal.core import clock
from portal.core.db import read_once, session
from portal.duty.models.gate import LeaveSlip
from portal.duty.models.roster import DutyAssignment, DutyShift, PostKind, ShiftState
from portal.duty.models.swaps import DutySwap, SwapState
from portal.duty.queries.stays import Stay, in_charge, stays


@dataclass(frozen=True)
class Ahead:
    """One duty ahead of somebody, whether they have seen it, and how many swaps wait for them."""

    weekend: date
    post: PostKind
    starts_at: datetime
    ends_at: datetime
    given_at: datetime
    seen_at: datetime | None


@dataclass(frozen=True)
class Waiting:
    """Duties ahead, swaps a colleague asked the viewer about, swaps that wait for consent."""

    ahead: Sequence[Ahead]
    asked: int
    to_consent: int


def waiting(viewer: Viewer) -> Waiting:
    """What the roster holds for the viewer; two statements, once a page."""
    return read_once(("duty.desk", viewer.person_id), lambda: _waiting(viewer))


def _waiting(viewer: Viewer) -> Waiting:
    given = {"person_id": viewer.person_id, "now": clock.now()}
    ahead = [Ahead(*row) for row in session().execute(_ahead(), given)]
    asked, agreed = session().execute(_swaps(), given).one()
    return Waiting(ahead, asked, agreed if viewer.may(Permission.PLAN_ROSTER) else 0)


@cache
def _ahead() -> Select[Any]:
    columns: list[Any] = [DutyShift.weekend, DutyShift.post, DutyShift.starts_at, DutyShift.ends_at]
    columns += [DutyAssignment.given_at, DutyAssignment.seen_at]
    return (
        select(*columns)
        .join(DutyAssignment, DutyAssignment.shift_id == DutyShift.id)
        .where(DutyAssignment.person_id == bindparam("person_id"), DutyAssignment.ended_at.is_(None))
        .where(DutyShift.state == ShiftState.PLANNED, DutyShift.ends_at > bindparam("now"))
        .order_by(DutyShift.starts_at)
    )


@cache
def _swaps() -> Select[Any]:
    person: BindParameter[int] = bindparam("person_id")
    sides = (DutySwap.asked_by_id != person, DutySwap.asked_id != person)
    asked = select(func.count()).where(DutySwap.asked_id == person, DutySwap.state == SwapState.ASKED)
    agreed = select(func.count()).where(DutySwap.state == SwapState.AGREED, *sides)
    return select(asked.scalar_subquery(), agreed.scalar_subquery())


@dataclass(frozen=True)
class Friday:
    """The own boarders of a weekend: without an answer, not fetched though somebody was to come."""

    unanswered: Sequence[Stay]
    unfetched: Sequence[Stay]


def friday(viewer: Viewer, weekend: date) -> Friday:
    """Of whoever keeps a stay list; two statements."""
    found = stays(in_charge(viewer), weekend)
    gone = select(LeaveSlip.child_id).where(LeaveSlip.weekend == weekend, LeaveSlip.gate_check_id.is_not(None))
    fetched = set(session().scalars(gone))
    return Friday(
        [one for one in found if one.state is None],
        [one for one in found if one.state == "fetched" and one.child_id not in fetched],
    )


def late(viewer: Viewer) -> Sequence[tuple[str, datetime]]:
    """Boarders within reach who should be back by now: name and the moment; one statement."""
    overdue = (LeaveSlip.left_at.is_not(None), LeaveSlip.returned_at.is_(None), LeaveSlip.called_off_at.is_(None))
    found = (
        select(Child.name, LeaveSlip.due_back_at)
        .join(Child, Child.id == LeaveSlip.child_id)
        .where(within(viewer, Tier.DIRECTORY), *overdue, LeaveSlip.due_back_at < clock.now())
        .order_by(LeaveSlip.due_back_at, Child.pinyin)
    )
    return [(name, due) for name, due in session().execute(found)]
