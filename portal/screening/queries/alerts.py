"""Flags nobody has taken and talks that are due, each to those who hear of it by now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import func, select

from portal.access.permissions import Permission, Role
from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.core import clock
from portal.core.collected import people_on_duty
from portal.core.db import session
from portal.core.errors import NotFound
from portal.school.queries import number
from portal.screening.models import Flag, FlagKind, Participant, Round, TalkDue
from portal.screening.rules import Hears, hears

LEADERS = {Role.SAFEGUARDING_LEAD: Hears.LEAD, Role.PRINCIPAL: Hears.PRINCIPAL}


@dataclass(frozen=True, slots=True)
class Due:
    """A talk that is due; `raised_at` while an urgent flag waits to be taken."""

    participant_id: int
    round_id: int
    round_name: str
    child_id: int
    name: str
    class_id: int | None
    due: date
    due_at: datetime | None
    made_at: datetime
    raised_at: datetime | None

    @property
    def answer_by(self) -> datetime | None:
        """Until when somebody takes the flag, before the next person is asked."""
        return self.raised_at and self.raised_at + timedelta(minutes=number("screening.acknowledge_minutes"))


@cache
def _due() -> Any:
    waiting = (Flag.participant_id == TalkDue.participant_id, Flag.acknowledged_at.is_(None), Flag.kind == FlagKind.URGENT)
    raised = select(func.min(Flag.raised_at)).where(*waiting).correlate(TalkDue).scalar_subquery()
    columns: list[Any] = [
        TalkDue.participant_id, TalkDue.round_id, Round.name, TalkDue.child_id, Child.name, Child.class_id, TalkDue.due,
        TalkDue.due_at, TalkDue.made_at, raised,
    ]  # fmt: skip
    return (
        select(*columns)
        .join(Child, Child.id == TalkDue.child_id)
        .join(Round, Round.id == TalkDue.round_id)
        .where(TalkDue.settled_at.is_(None))
        .order_by(TalkDue.due, TalkDue.id)
    )


def hears_of(viewer: Viewer) -> Sequence[Hears]:
    """In which part the viewer hears of flags: the counselor first, lead and principal when nobody took it."""
    own = [Hears.COUNSELOR] if viewer.may(Permission.RUN_SCREENING) else []
    return own + [part for role, part in LEADERS.items() if role in viewer.roles]


def dues(viewer: Viewer) -> Sequence[Due]:
    """Everything due for the counselor; for lead and principal flags that have come to them, at once when they are on duty.

    One statement, none for most people; who is on duty is asked only while a flag waits.
    """
    parts = hears_of(viewer)
    if not parts:
        return []
    found = [Due(*row) for row in session().execute(_due())]
    if Hears.COUNSELOR in parts:
        return found
    raised = [one for one in found if one.raised_at is not None]
    return raised if raised and viewer.person_id in people_on_duty(clock.now()) else [one for one in raised if _came_to(one, parts)]


def _came_to(one: Due, parts: Sequence[Hears]) -> bool:
    if one.raised_at is None:
        return False
    asked = hears(one.raised_at, clock.now(), number("screening.acknowledge_minutes"))
    return any(part in asked for part in parts)


def alert(viewer: Viewer, participant_id: int) -> tuple[Due, Participant]:
    """A child whose flag the viewer hears of; NotFound for everybody else and once it is taken."""
    found = next((one for one in dues(viewer) if one.participant_id == participant_id and one.raised_at), None)
    participant = session().get(Participant, participant_id) if found else None
    if found is None or participant is None:
        raise NotFound
    return found, participant
