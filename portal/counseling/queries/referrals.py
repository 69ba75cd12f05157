"""Referrals: as who made them sees them (that they were seen), and as the counselor reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.children.scope import within
from portal.core.db import session
from portal.core.errors import NotFound
from portal.counseling.codes import Reply, Urgency, Wanted
from portal.counseling.models import Booking, Referral
from portal.people.models import Person


@dataclass(frozen=True, slots=True)
class Asked:
    """A referral of the viewer's own: what became of it, in the counselor's words for them."""

    id: int
    child_id: int
    child: str
    wanted: Wanted
    made_at: datetime
    read_at: datetime | None
    answered_at: datetime | None
    reply: Reply | None
    words: str | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A referral nobody has answered yet; `booked` once an appointment stands for it."""

    id: int
    child_id: int
    child: str
    class_id: int | None
    urgency: Urgency
    wanted: Wanted
    due: date
    made_at: datetime
    made_by: str
    read_at: datetime | None
    booked: bool


def asked_by(viewer: Viewer) -> Sequence[Asked]:
    """What the viewer asked the counselor, the newest first; one statement."""
    columns: list[Any] = [Referral.id, Child.id, Child.name, Referral.wanted, Referral.made_at]
    more: list[Any] = [Referral.read_at, Referral.answered_at, Referral.reply, Referral.words]
    found = select(*columns, *more).join(Child, Child.id == Referral.child_id).where(Referral.made_by_id == viewer.person_id)
    rows = session().execute(found.where(within(viewer, Tier.DIRECTORY)).order_by(Referral.id.desc()).limit(100))
    return [Asked(*row) for row in rows]


def waiting(_viewer: Viewer) -> Sequence[Waiting]:
    """What no counselor has answered, the earliest due first; one statement."""
    booked = select(Booking.id).where(Booking.referral_id == Referral.id, Booking.slot.is_not(None)).exists()
    columns: list[Any] = [Referral.id, Child.id, Child.name, Child.class_id, Referral.urgency, Referral.wanted, Referral.due]
    found = (
        select(*columns, Referral.made_at, Person.name, Referral.read_at, booked)
        .join(Child, Child.id == Referral.child_id)
        .join(Person, Person.id == Referral.made_by_id)
        .where(Referral.answered_at.is_(None))
    )
    return [Waiting(*row) for row in session().execute(found.order_by(Referral.due, Referral.id).limit(100))]


def referral_of(viewer: Viewer, referral_id: int) -> tuple[Referral, Child, str]:
    """One referral with the child and who asked; only counselors read what was seen."""
    found = (
        select(Referral, Child, Person.name)
        .join(Child, Child.id == Referral.child_id)
        .join(Person, Person.id == Referral.made_by_id)
        .where(Referral.id == referral_id)
    )
    row = session().execute(found).one_or_none() if viewer.may(Permission.KEEP_CASES) else None
    if row is None:
        raise NotFound
    return row[0], row[1], row[2]


def referral_for(_viewer: Viewer, referral_id: int | None, child_id: int | None) -> int | None:
    """The referral an appointment or a case answers, when it is one of this child."""
    found = select(Referral.id).where(Referral.id == (referral_id or 0), Referral.child_id == (child_id or 0))
    return session().scalar(found)
