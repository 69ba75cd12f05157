"""The list of a roll call: who is expected in a house, and where everybody was seen last. A fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from portal.access.viewer import Viewer
from portal.children.models import Child, Enrolment
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound
from portal.duty.evening.balance import Count, Seen, count, latest
from portal.duty.models.gate import LeaveSlip
from portal.duty.models.shifts import RollCall, RollMark, ShiftLog, Standing
from portal.duty.models.stays import StayState, WeekendStay
from portal.duty.queries.logs import within_shift
from portal.duty.queries.stays import answer_stands
from portal.people.models import Person
from portal.school.queries import number

HOUSES = ("2", "1")


@dataclass(frozen=True, slots=True)
class Line:
    """One boarder on the list; `mark` is the last tap, `state` where the child is by all that is known."""

    child_id: int
    name: str
    class_id: int | None
    planned: StayState | None
    state: Standing | None
    mark: Standing | None
    marked_at: datetime | None
    marked_by: str
    left_at: datetime | None
    due_back_at: datetime | None
    expected: bool

    @property
    def came_back(self) -> bool:
        """Whether the gate let the child in again and nobody has called its name since."""
        return self.state is None and self.mark is not None

    @property
    def left(self) -> bool:
        """Whether the gate knows that the child went, later than anybody saw it here."""
        return self.state in (Standing.LEAVE, Standing.FETCHED) and self.state is not self.mark


@dataclass(frozen=True)
class Roll:
    """A roll call with its weekend and whether its shift is closed."""

    id: int
    log_id: int
    weekend: date
    evening: date
    house: str
    opened_at: datetime
    submitted_at: datetime | None
    closed: bool


def roll_within(viewer: Viewer, roll_id: int) -> Roll:
    """The roll call, NotFound for whoever is not on that shift; one statement."""
    columns: list[Any] = [
        RollCall.id, RollCall.log_id, ShiftLog.weekend, RollCall.evening, RollCall.house, RollCall.opened_at,
        RollCall.submitted_at, ShiftLog.closed_at.is_not(None),
    ]  # fmt: skip
    found = select(*columns).join(ShiftLog, ShiftLog.id == RollCall.log_id)
    row = session().execute(found.where(RollCall.id == roll_id, within_shift(viewer))).one_or_none()
    if row is None:
        raise NotFound
    return Roll(*row)


def newest_mark(roll_id: int) -> int:
    """The number of the last tap that arrived, so that a page knows whether it is up to date; one statement."""
    return session().scalar(select(func.max(RollMark.id)).where(RollMark.roll_call_id == roll_id)) or 0


def lines(roll: Roll) -> Sequence[Line]:
    """Everybody on the list by class and name; three statements."""
    marks, slips = _marks([roll.id])[roll.id], _slips(roll.weekend)
    return [_line(row, marks.get(row.id), slips.get(row.id), roll) for row in _children(roll, list(marks))]


def _children(roll: Roll, marked: Sequence[int]) -> Sequence[Any]:
    """Boarders of the house, and whoever was marked although not of the house any more."""
    belongs = (Child.enrolment == Enrolment.ENROLLED) & Child.boarding & (Child.sex == roll.house)
    stays = (WeekendStay.child_id == Child.id) & (WeekendStay.weekend == roll.weekend) & answer_stands(roll.weekend)
    columns: list[Any] = [Child.id, Child.name, Child.class_id, WeekendStay.state.label("planned"), belongs.label("belongs")]
    found = select(*columns).outerjoin(WeekendStay, stays).where(belongs | Child.id.in_(marked))
    return session().execute(found.order_by(Child.class_id, Child.pinyin, Child.id)).all()


def _line(row: Any, mark: Any, slip: Any, roll: Roll) -> Line:
    gone = _gone(slip, over_at(roll.evening))
    return Line(
        child_id=row.id,
        name=row.name,
        class_id=row.class_id,
        planned=row.planned,
        state=latest(Seen(mark.state, mark.marked_at) if mark else None, gone),
        mark=mark.state if mark else None,
        marked_at=mark.marked_at if mark else None,
        marked_by=mark.name if mark else "",
        left_at=slip.left_at if slip and gone else None,
        due_back_at=slip.due_back_at if slip and gone and gone.state else None,
        expected=bool(row.belongs),
    )


def over_at(evening: date) -> datetime:
    """When an evening is over, and what happens belongs to the next."""
    return clock.begin_of(evening + timedelta(days=1)) + timedelta(hours=number("duty.day_turns_at"))


def _gone(slip: Any, until: datetime) -> Seen | None:
    """What the gate knows up to a moment: went, or came back."""
    if slip is None or slip.left_at >= until:
        return None
    if slip.returned_at is not None and slip.returned_at < until:
        return Seen(None, slip.returned_at)
    return Seen(Standing.LEAVE if slip.gate_check_id is None else Standing.FETCHED, slip.left_at)


def _marks(roll_ids: Sequence[int]) -> Mapping[int, Mapping[int, Any]]:
    """The tap seen last for each child of each roll call; one statement."""
    columns: list[Any] = [RollMark.roll_call_id, RollMark.child_id, RollMark.state, RollMark.marked_at, Person.name]
    found = select(*columns).join(Person, Person.id == RollMark.by_id).where(RollMark.roll_call_id.in_(roll_ids))
    kept: dict[int, dict[int, Any]] = defaultdict(dict)
    for row in session().execute(found.order_by(RollMark.marked_at, RollMark.id)):
        kept[row.roll_call_id][row.child_id] = row
    return kept


def _slips(weekend: date) -> Mapping[int, Any]:
    """The last leave slip of each child with which it went out on that weekend; one statement."""
    columns: list[Any] = [
        LeaveSlip.child_id,
        LeaveSlip.left_at,
        LeaveSlip.returned_at,
        LeaveSlip.due_back_at,
        LeaveSlip.gate_check_id,
    ]
    out = (LeaveSlip.weekend == weekend, LeaveSlip.left_at.is_not(None), LeaveSlip.called_off_at.is_(None))
    return {row.child_id: row for row in session().execute(select(*columns).where(*out).order_by(LeaveSlip.left_at))}


def count_of(found: Sequence[Line]) -> Count:
    """How a list stands."""
    return count([one.child_id for one in found if one.expected], {one.child_id: one.state for one in found})


def late(weekend: date) -> Sequence[str]:
    """Children of a weekend who were due back and are not; one statement."""
    out = (LeaveSlip.weekend == weekend, LeaveSlip.left_at.is_not(None), LeaveSlip.called_off_at.is_(None))
    late = (LeaveSlip.returned_at.is_(None), LeaveSlip.due_back_at < clock.now())
    found = select(Child.name).join(LeaveSlip, LeaveSlip.child_id == Child.id).where(*out, *late)
    return session().scalars(found.order_by(Child.pinyin)).all()


def houses() -> Sequence[str]:
    """The houses in which anybody boards."""
    found = select(Child.sex).where(Child.boarding, Child.enrolment == Enrolment.ENROLLED).distinct()
    there = set(session().scalars(found))
    return [house for house in HOUSES if house in there]


def rolls(log_id: int) -> Sequence[RollCall]:
    """The roll calls of a shift, oldest first; one statement."""
    return session().scalars(select(RollCall).where(RollCall.log_id == log_id).order_by(RollCall.opened_at, RollCall.id)).all()
