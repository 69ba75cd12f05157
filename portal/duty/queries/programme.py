"""The programme of a weekend and who took part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from portal.access.viewer import Viewer
from portal.children.models import Child, Enrolment
from portal.core.db import session
from portal.core.errors import NotFound
from portal.duty.models.shifts import ShiftLog
from portal.duty.models.tonight import Activity, ActivityKind, TakingPart
from portal.duty.queries.logs import within_shift
from portal.people.models import Person


@dataclass(frozen=True, slots=True)
class Planned:
    """A line of the programme."""

    id: int
    kind: ActivityKind
    title: str
    place: str
    starts_at: datetime
    minutes: int
    led_by: str
    children: int
    called_off: bool


def programme(weekend: date) -> Sequence[Planned]:
    """What a weekend holds, in order; one statement."""
    took_part = select(func.count(TakingPart.id)).where(TakingPart.activity_id == Activity.id, TakingPart.taken_back_at.is_(None))
    columns: list[Any] = [
        Activity.id, Activity.kind, Activity.title, Activity.place, Activity.starts_at, Activity.minutes, Person.name,
        took_part.scalar_subquery(), Activity.called_off_at.is_not(None),
    ]  # fmt: skip
    found = select(*columns).join(Person, Person.id == Activity.led_by_id).where(Activity.weekend == weekend)
    return [Planned(*row) for row in session().execute(found.order_by(Activity.starts_at, Activity.id))]


def activity_within(viewer: Viewer, activity_id: int) -> tuple[Activity, ShiftLog]:
    """One line with its log; NotFound for whoever is not on that shift."""
    found = select(Activity, ShiftLog).join(ShiftLog, ShiftLog.weekend == Activity.weekend)
    row = session().execute(found.where(Activity.id == activity_id, within_shift(viewer))).one_or_none()
    if row is None:
        raise NotFound
    return row[0], row[1]


def boarders(activity_id: int) -> Sequence[tuple[int, str, int | None, bool]]:
    """Every boarder with whether it took part; one statement."""
    part = select(TakingPart.id).where(
        TakingPart.activity_id == activity_id, TakingPart.child_id == Child.id, TakingPart.taken_back_at.is_(None)
    )
    found = select(Child.id, Child.name, Child.class_id, part.exists()).where(Child.boarding, Child.enrolment == Enrolment.ENROLLED)
    return [(row[0], row[1], row[2], bool(row[3])) for row in session().execute(found.order_by(Child.class_id, Child.pinyin))]
