"""What is to be done for single children this evening, and whether it was done; never why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.models import Child, Enrolment
from portal.children.scope import reaches
from portal.core.db import session
from portal.core.errors import NotFound
from portal.duty.models.tonight import CareDone, CareKind, CareOrder
from portal.duty.queries.logs import due
from portal.people.models import Person


@dataclass(frozen=True, slots=True)
class Care:
    """One thing to do, and when it was done this evening."""

    id: int
    child_id: int
    name: str
    sex: str
    kind: CareKind
    words: str
    hour: str | None
    doctor: str | None
    from_day: date
    until_day: date
    given_by: str
    done_at: datetime | None


def care(evening: date, *where: ColumnElement[bool]) -> Sequence[Care]:
    """What is to be done on an evening, by hour and name; one statement."""
    columns: list[Any] = [
        CareOrder.id, Child.id, Child.name, Child.sex, CareOrder.kind, CareOrder.words, CareOrder.hour, CareOrder.doctor,
        CareOrder.from_day, CareOrder.until_day, Person.name, CareDone.at,
    ]  # fmt: skip
    found = (
        select(*columns)
        .join(Child, Child.id == CareOrder.child_id)
        .join(Person, Person.id == CareOrder.given_by_id)
        .outerjoin(CareDone, (CareDone.order_id == CareOrder.id) & (CareDone.evening == evening))
        .where(CareOrder.from_day <= evening, CareOrder.until_day >= evening, CareOrder.ended_at.is_(None), *where)
        .where(Child.boarding, Child.enrolment == Enrolment.ENROLLED)
    )
    rows = [Care(*row) for row in session().execute(found.order_by(Child.pinyin, CareOrder.id))]
    return sorted(rows, key=lambda one: one.hour or "99")


def boarder(viewer: Viewer, child_id: int) -> Child:
    """A boarder for whom the viewer may say what to do: within the welfare tier, or the viewer is on the shift that is on."""
    child = session().scalar(select(Child).where(Child.id == child_id, Child.enrolment == Enrolment.ENROLLED, Child.boarding))
    if child is None or not (reaches(viewer, child, Tier.WELFARE) or due(viewer) is not None):
        raise NotFound
    return child


def order_within(viewer: Viewer, order_id: int) -> CareOrder:
    """One order for such a child, NotFound otherwise and once it has ended."""
    found = session().scalar(select(CareOrder).where(CareOrder.id == order_id, CareOrder.ended_at.is_(None)))
    if found is None:
        raise NotFound
    boarder(viewer, found.child_id)
    return found
