"""Grants as those who made them and those who were told see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from portal.access.permissions import Permission, Role, Tier
from portal.access.viewer import Viewer
from portal.children.models import AccessGrant, Child
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound
from portal.emergency.models import Acknowledgement
from portal.people.models import Person

TOLD_FOR = timedelta(days=90)


@dataclass(frozen=True)
class Grant:
    """One opening; `reason` is empty for those who may know that it happened but not why."""

    id: int
    person_id: int
    person: str
    child: str
    tier: Tier
    reason: str
    from_at: datetime
    until_at: datetime
    ended_at: datetime | None
    acknowledged: bool

    @property
    def is_open(self) -> bool:
        return self.ended_at is None and self.until_at > clock.now()


def grants(viewer: Viewer) -> Sequence[Grant]:
    """The viewer's own openings and those they are told of, newest first."""
    found = _grants(viewer).where(AccessGrant.from_at > clock.now() - TOLD_FOR).order_by(AccessGrant.from_at.desc())
    return [_shown(viewer, row) for row in session().execute(found)]


def unread(viewer: Viewer) -> Sequence[Grant]:
    """Openings by others the viewer was told of and has not acknowledged."""
    return [one for one in grants(viewer) if one.person_id != viewer.person_id and not one.acknowledged]


def grant(viewer: Viewer, grant_id: int) -> Grant:
    """One of them, or NotFound."""
    row = session().execute(_grants(viewer).where(AccessGrant.id == grant_id)).one_or_none()
    if row is None:
        raise NotFound
    return _shown(viewer, row)


def _grants(viewer: Viewer) -> Any:
    seen = select(Acknowledgement.id).where(
        Acknowledgement.grant_id == AccessGrant.id, Acknowledgement.person_id == viewer.person_id
    )
    columns = (
        AccessGrant.id,
        AccessGrant.person_id,
        Person.name,
        Child.name.label("child"),
        AccessGrant.tier,
        AccessGrant.reason,
        AccessGrant.from_at,
        AccessGrant.until_at,
        AccessGrant.ended_at,
        seen.exists(),
    )
    joined = select(*columns).join(Person, Person.id == AccessGrant.person_id).join(Child, Child.id == AccessGrant.child_id)
    return joined.where(_told(viewer))


def _told(viewer: Viewer) -> ColumnElement[bool]:
    """The principal of every opening, the counselors of those into their records, everyone of their own."""
    told: list[ColumnElement[bool]] = [AccessGrant.person_id == viewer.person_id]
    if viewer.may(Permission.SEE_WHO_LOOKED):
        told.append(AccessGrant.id.is_not(None))
    if Role.COUNSELOR in viewer.roles:
        told.append(AccessGrant.tier == Tier.CLINICAL.value)
    if Role.SAFEGUARDING_LEAD in viewer.roles:
        told.append(AccessGrant.tier != Tier.CLINICAL.value)
    return or_(*told)


def _shown(viewer: Viewer, row: Any) -> Grant:
    return Grant(row[0], row[1], row[2], row[3], Tier(row[4]), *row[5:])
