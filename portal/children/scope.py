"""Within reach: the one place where a child is found, always through the person who asks, tier by tier."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from sqlalchemy import ColumnElement, Integer, and_, bindparam, false, or_, select, true

from portal.access.permissions import Tier
from portal.access.viewer import Reach, Viewer
from portal.children.models import Child, Enrolment
from portal.core.db import session
from portal.core.errors import NotFound

#: Conditions with a place for their values, so that a statement is put together once and asked with {"child_id": ...} or
#: {"child_ids": [...]}: putting one together costs more than carrying it out.
ONE_CHILD: ColumnElement[bool] = Child.id == bindparam("child_id", type_=Integer)
ENROLLED: ColumnElement[bool] = Child.enrolment == Enrolment.ENROLLED
#: A file of one who left, closed by the school; one who comes back has an open file again, whatever the column says.
ARCHIVED: ColumnElement[bool] = Child.archived_at.is_not(None) & Child.enrolment.not_in((Enrolment.ENROLLED, Enrolment.SUSPENDED))
THESE_CHILDREN: ColumnElement[bool] = Child.id.in_(bindparam("child_ids", expanding=True))


def within(viewer: Viewer, tier: Tier = Tier.DIRECTORY) -> ColumnElement[bool]:
    """The condition on `Child` that holds for children the viewer reaches in a tier."""
    return within_reach(viewer.reaches(tier))


@lru_cache(maxsize=256)
def within_reach(reach: Reach) -> ColumnElement[bool]:
    """The same for a reach; put together once for each. A file in the archive is found only by who reaches the whole school."""
    if reach.whole_school:
        return true()
    parts: list[ColumnElement[bool]] = []
    if reach.class_ids:
        parts.append(Child.class_id.in_(sorted(reach.class_ids)))
    if reach.houses:
        parts.append(Child.boarding & Child.sex.in_(sorted(reach.houses)))
    if reach.child_ids:
        parts.append(Child.id.in_(sorted(reach.child_ids)))
    return and_(or_(*parts), ~ARCHIVED) if parts else false()


def find(viewer: Viewer, child_id: int, tier: Tier = Tier.DIRECTORY) -> Child:
    """The child, or NotFound: absent and out of reach look the same. A merged file is not found; its successor is."""
    found = select(Child).where(Child.id == child_id, Child.enrolment != Enrolment.MERGED, within(viewer, tier))
    child = session().scalar(found)
    if child is None:
        raise NotFound
    return child


class Placed(Protocol):
    """A child, or a row of one, with what reach is decided by."""

    @property
    def id(self) -> int: ...
    @property
    def class_id(self) -> int | None: ...
    @property
    def boarding(self) -> bool: ...
    @property
    def sex(self) -> str: ...


def reaches(viewer: Viewer, child: Placed, tier: Tier) -> bool:
    """Whether the viewer reaches this child in a tier, decided from the child already found."""
    reach = viewer.reaches(tier)
    return (
        reach.whole_school
        or child.class_id in reach.class_ids
        or (child.boarding and child.sex in reach.houses)
        or child.id in reach.child_ids
    )


def reaches_in_house(viewer: Viewer, child: Placed) -> bool:
    """Whether the child sleeps in a house the viewer looks after: then the emergency card is open (whom to call, what to know)."""
    return child.boarding and child.sex in viewer.reaches(Tier.DIRECTORY).houses
