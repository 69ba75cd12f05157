"""Talks and what was handed over with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import select

from portal.access.permissions import Role, Tier
from portal.access.viewer import Reach, Viewer
from portal.children.models import Child
from portal.children.scope import ONE_CHILD, find, within, within_reach
from portal.core.db import session
from portal.core.errors import NotFound
from portal.pairing.models import HandOver, HandOverTaking, Mode, Pairing, PairingEnding, Receiver, Talk
from portal.pairing.queries.standing import NOT_WITHDRAWN
from portal.people.models import Person

#: Which role takes what is handed over.
TAKERS = {Receiver.COUNSELOR: Role.COUNSELOR, Receiver.LEAD: Role.SAFEGUARDING_LEAD, Receiver.AID: Role.SAFEGUARDING_LEAD}


@dataclass(frozen=True, slots=True)
class Told:
    """A talk as it is read."""

    id: int
    day: date
    mode: Mode
    minutes: int
    noticed: str
    measures: str | None
    next_step: str | None
    teacher_id: int
    teacher: str
    receiver: Receiver | None


@dataclass(frozen=True, slots=True)
class Handed:
    """A worry on somebody's desk."""

    id: int
    child_id: int
    child: str
    receiver: Receiver
    words: str
    due: date
    made_at: datetime
    made_by: str
    taken_at: datetime | None


def talks_of(viewer: Viewer, child_id: int) -> Sequence[Told]:
    """The talks of a child within reach, newest first; one statement."""
    rows = session().execute(_talks_in(viewer.reaches(Tier.WELFARE)), {"child_id": child_id})
    return [Told(*row) for row in rows]


@lru_cache(maxsize=64)
def _talks_in(reach: Reach) -> Any:
    columns = (
        Talk.id,
        Talk.day,
        Talk.mode,
        Talk.minutes,
        Talk.noticed,
        Talk.measures,
        Talk.next_step,
        Talk.teacher_id,
        Person.name,
    )
    return (
        select(*columns, HandOver.receiver)
        .join(Person, Person.id == Talk.teacher_id)
        .outerjoin(HandOver, HandOver.talk_id == Talk.id)
        .join(Child, Child.id == Talk.child_id)
        .where(ONE_CHILD, NOT_WITHDRAWN, within_reach(reach))
        .order_by(Talk.day.desc(), Talk.id.desc())
    )


def pairs_of(viewer: Viewer, child_id: int) -> Sequence[tuple[Pairing, str, PairingEnding | None]]:
    """Every pair of a child within reach, newest first, with the adult's name and the ending; one statement."""
    rows = session().execute(_pairs_in(viewer.reaches(Tier.WELFARE)), {"child_id": child_id})
    return [(row[0], row[1], row[2]) for row in rows]


@lru_cache(maxsize=64)
def _pairs_in(reach: Reach) -> Any:
    return (
        select(Pairing, Person.name, PairingEnding)
        .join(Person, Person.id == Pairing.teacher_id)
        .outerjoin(PairingEnding, PairingEnding.pairing_id == Pairing.id)
        .join(Child, Child.id == Pairing.child_id)
        .where(ONE_CHILD, within_reach(reach))
        .order_by(Pairing.from_day.desc(), Pairing.id.desc())
    )


def talk_within(viewer: Viewer, child_id: int, talk_id: int) -> Talk:
    """One talk of a child within reach, NotFound otherwise and once it is withdrawn."""
    child = find(viewer, child_id, Tier.WELFARE)
    found = session().scalar(select(Talk).where(Talk.id == talk_id, Talk.child_id == child.id, NOT_WITHDRAWN))
    if found is None:
        raise NotFound
    return found


def receivers(viewer: Viewer) -> list[Receiver]:
    """What the viewer takes."""
    return [receiver for receiver, role in TAKERS.items() if role in viewer.roles]


def handed_to(viewer: Viewer, *, open_only: bool = False) -> Sequence[Handed]:
    """What was handed to the viewer's roles, the earliest due first; one statement."""
    found = _handed(viewer)
    if open_only:
        found = found.where(HandOverTaking.id.is_(None))
    return [Handed(*row) for row in session().execute(found.order_by(HandOver.due, HandOver.id).limit(200))]


def handed(viewer: Viewer, hand_over_id: int) -> Handed:
    """One of them, or NotFound."""
    row = session().execute(_handed(viewer).where(HandOver.id == hand_over_id)).one_or_none()
    if row is None:
        raise NotFound
    return Handed(*row)


def _handed(viewer: Viewer) -> Any:
    columns: list[Any] = [HandOver.id, Child.id, Child.name, HandOver.receiver, HandOver.words, HandOver.due, HandOver.made_at]
    return (
        select(*columns, Person.name, HandOverTaking.at)
        .join(Child, Child.id == HandOver.child_id)
        .join(Person, Person.id == HandOver.made_by_id)
        .outerjoin(HandOverTaking, HandOverTaking.hand_over_id == HandOver.id)
        .where(HandOver.receiver.in_(receivers(viewer)), within(viewer, Tier.DIRECTORY))
    )
