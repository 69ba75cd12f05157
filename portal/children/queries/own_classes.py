"""A homeroom teacher's classes in a few figures, each of which opens its list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, select

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.models import Child, Enrolment
from portal.children.queries.counted import counts_as_left_behind
from portal.children.scope import within
from portal.core import clock
from portal.core.db import session


@dataclass(frozen=True)
class OwnClass:
    """How many are enrolled in a class, how many of them sleep here, how many count as left behind today."""

    class_id: int
    children: int
    boarders: int
    left_behind: int


def own_classes(viewer: Viewer) -> Sequence[OwnClass]:
    """The classes the viewer is homeroom teacher of; one statement."""
    if not viewer.homeroom_ids:
        return ()
    counted = (
        Child.class_id,
        func.count(),
        func.sum(case((Child.boarding, 1), else_=0)),
        func.sum(case((counts_as_left_behind(clock.today()), 1), else_=0)),
    )
    found = (
        select(*counted)
        .where(Child.class_id.in_(sorted(viewer.homeroom_ids)), Child.enrolment == Enrolment.ENROLLED, within(viewer, Tier.WELFARE))
        .group_by(Child.class_id)
        .order_by(Child.class_id)
    )
    return [OwnClass(*row) for row in session().execute(found)]
