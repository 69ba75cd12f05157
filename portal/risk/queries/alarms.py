"""Alarms and whose turn it is to answer: told by the clock when they are read, so nobody needs to wake the portal up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import select

from portal.access.permissions import Role, Tier
from portal.access.viewer import Reach, Viewer
from portal.children.models import Child
from portal.children.scope import ONE_CHILD, within, within_reach
from portal.core import clock
from portal.core.collected import people_on_duty
from portal.core.db import session
from portal.core.errors import NotFound
from portal.people.models import Person
from portal.risk.models import AttentionAlarm
from portal.risk.rules import Rung, rung, rung_due
from portal.school.queries import number

RUNGS = {Role.HOMEROOM_TEACHER: Rung.HOMEROOM, Role.SAFEGUARDING_LEAD: Rung.LEAD, Role.PRINCIPAL: Rung.PRINCIPAL}


@dataclass(frozen=True, slots=True)
class Alarm:
    """One open alarm with the child; `answered_by` is set once somebody has it in hand."""

    id: int
    child_id: int
    name: str
    class_id: int | None
    sex: str
    boarding: bool
    rule: str
    evidence: Any
    raised_at: datetime
    answered_at: datetime | None
    answer: str | None
    answered_by: str | None

    @property
    def first(self) -> int:
        """The rung it starts on; without a class there is no homeroom teacher to ask."""
        return Rung.HOMEROOM if self.class_id else Rung.LEAD

    @property
    def rung(self) -> int:
        """How high it has climbed by now."""
        return rung(self.raised_at, clock.now(), minutes(), self.first)

    @property
    def due_at(self) -> datetime:
        """Until when the rung it stands on has to answer."""
        return rung_due(self.raised_at, minutes(), self.rung, self.first)


def minutes() -> tuple[int, int, int]:
    """Minutes each rung has; the last one keeps it."""
    asked = number("risk.homeroom_minutes"), number("risk.lead_minutes")
    return (*asked, asked[1])


def alarms(viewer: Viewer, child_id: int | None = None) -> Sequence[Alarm]:
    """Open alarms of children within reach, unanswered ones first; one statement."""
    given = {} if child_id is None else {"child_id": child_id}
    return [Alarm(*row) for row in session().execute(_alarms_in(viewer.reaches(Tier.WELFARE), one=bool(given)), given)]


@lru_cache(maxsize=64)
def _alarms_in(reach: Reach, *, one: bool) -> Any:
    columns: list[Any] = [
        AttentionAlarm.id, Child.id, Child.name, Child.class_id, Child.sex, Child.boarding, AttentionAlarm.rule,
        AttentionAlarm.evidence, AttentionAlarm.raised_at, AttentionAlarm.answered_at, AttentionAlarm.answer, Person.name,
    ]  # fmt: skip
    joined = select(*columns).join(Child, Child.id == AttentionAlarm.child_id)
    found = joined.outerjoin(Person, Person.id == AttentionAlarm.answered_by_id)
    lasting = (AttentionAlarm.ended_at.is_(None), within_reach(reach), *((ONE_CHILD,) if one else ()))
    return found.where(*lasting).order_by(AttentionAlarm.answered_at.is_not(None), AttentionAlarm.raised_at)


def asked_of(viewer: Viewer) -> Sequence[Alarm]:
    """Unanswered alarms that have reached the viewer's rung; those below keep them too. Whoever is on duty is asked at once."""
    own = rung_of(viewer)
    waiting = [] if own is None else [one for one in alarms(viewer) if one.answered_at is None]
    reached = [one for one in waiting if _reached(viewer, one, own or Rung.HOMEROOM)]
    if len(reached) < len(waiting) and viewer.person_id in people_on_duty(clock.now()):
        return waiting
    return reached


def _reached(viewer: Viewer, alarm: Alarm, own: int) -> bool:
    return alarm.class_id in viewer.homeroom_ids or (own > Rung.HOMEROOM and alarm.rung >= own)


def rung_of(viewer: Viewer) -> int | None:
    """Where the viewer stands on the ladder; the highest post counts."""
    return max((found for role, found in RUNGS.items() if role in viewer.roles), default=None)


def open_alarm(viewer: Viewer, alarm_id: int) -> AttentionAlarm:
    """The record of an open alarm within reach; NotFound otherwise."""
    found = select(AttentionAlarm).join(Child, Child.id == AttentionAlarm.child_id)
    lasting = (AttentionAlarm.id == alarm_id, AttentionAlarm.ended_at.is_(None))
    record = session().scalar(found.where(*lasting, within(viewer, Tier.WELFARE)))
    if record is None:
        raise NotFound
    return record
