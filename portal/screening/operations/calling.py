"""An answer that cannot wait calls: the counselor and the leader on duty, then lead, then principal, until somebody takes it."""

from __future__ import annotations

from sqlalchemy import select

from portal.access.permissions import Role
from portal.core import clock
from portal.core.collected import people_on_duty
from portal.core.db import session
from portal.journal.operations import record
from portal.outbox.operations import queue
from portal.people.holding import holders
from portal.school.queries import number
from portal.screening.models import Flag, FlagKind
from portal.screening.rules import Hears, hears

LEADERS = (Role.SAFEGUARDING_LEAD, Role.PRINCIPAL)
ASKED = {Hears.COUNSELOR: Role.COUNSELOR, Hears.LEAD: Role.SAFEGUARDING_LEAD, Hears.PRINCIPAL: Role.PRINCIPAL}


def call() -> None:
    """Tell those whose turn it is about urgent flags nobody took; each once."""
    waiting = (Flag.acknowledged_at.is_(None), Flag.kind == FlagKind.URGENT)
    for flag in session().scalars(select(Flag).where(*waiting).order_by(Flag.id)).all():
        for part in hears(flag.raised_at, clock.now(), number("screening.acknowledge_minutes")):
            people = _people(part)
            if queue(people, kind="urgent", key=f"screening.flag.{flag.id}.{part}", path="/today"):
                record("screening.flag_called", subject=flag, child_id=flag.child_id, by=None)


def _people(part: Hears) -> set[int]:
    """The counselor's turn is also that of the lead or principal on duty: both hear at once (scales, working rules)."""
    today = clock.today()
    turn = set(holders([ASKED[part]], today))
    if part is not Hears.COUNSELOR:
        return turn
    return turn | (people_on_duty(clock.now()) & set(holders(list(LEADERS), today)))
