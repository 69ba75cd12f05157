"""Alarms call: the homeroom teacher, then the lead, then the principal; whoever is on duty from the start."""

from __future__ import annotations

from sqlalchemy import select

from portal.access.permissions import Role
from portal.children.models import Child
from portal.core import clock
from portal.core.collected import people_on_duty
from portal.core.db import session
from portal.journal.operations import record
from portal.outbox.operations import queue
from portal.people.holding import holders
from portal.risk.models import AttentionAlarm
from portal.risk.queries.alarms import minutes
from portal.risk.rules import Rung, rung

ASKED = {Rung.LEAD: Role.SAFEGUARDING_LEAD, Rung.PRINCIPAL: Role.PRINCIPAL}


def call() -> None:
    """Tell those whose turn it is about alarms nobody has in hand; each once."""
    waiting = (AttentionAlarm.ended_at.is_(None), AttentionAlarm.answered_at.is_(None))
    found = select(AttentionAlarm, Child.class_id).join(Child, Child.id == AttentionAlarm.child_id).where(*waiting)
    for alarm, class_id in session().execute(found.order_by(AttentionAlarm.id)).all():
        first = Rung.HOMEROOM if class_id else Rung.LEAD
        at = rung(alarm.raised_at, clock.now(), minutes(), first)
        if queue(_people(at, first, class_id), kind="urgent", key=f"risk.alarm.{alarm.id}.{at}", path="/today"):
            record("risk.alarm_called", subject=alarm, child_id=alarm.child_id, by=None)


def _people(at: int, first: int, class_id: int | None) -> set[int]:
    """Whoever is on duty is called from the start, when the post reaches the whole school's families anyway."""
    today = clock.today()
    near = holders([Role.HOMEROOM_TEACHER], today, class_id) if at == Rung.HOMEROOM else holders([ASKED[at]], today)
    on_duty = people_on_duty(clock.now()) & set(holders(list(ASKED.values()), today)) if at == first else frozenset[int]()
    return {*near, *on_duty}
