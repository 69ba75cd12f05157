"""An answer that cannot wait calls: the counselor, then the lead, then the principal, until somebody takes it."""

from __future__ import annotations

from sqlalchemy import select

from portal.access.permissions import Role
from portal.core import clock
from portal.core.db import session
from portal.journal.operations import record
from portal.outbox.operations import queue
from portal.people.holding import holders
from portal.school.queries import number
from portal.screening.models import Flag, FlagKind
from portal.screening.rules import Hears, hears

ASKED = {Hears.COUNSELOR: Role.COUNSELOR, Hears.LEAD: Role.SAFEGUARDING_LEAD, Hears.PRINCIPAL: Role.PRINCIPAL}


def call() -> None:
    """Tell those whose turn it is about urgent flags nobody took; each once."""
    waiting = (Flag.acknowledged_at.is_(None), Flag.kind == FlagKind.URGENT)
    for flag in session().scalars(select(Flag).where(*waiting).order_by(Flag.id)).all():
        for part in hears(flag.raised_at, clock.now(), number("screening.acknowledge_minutes")):
            people = holders([ASKED[part]], clock.today())
            if queue(people, kind="urgent", key=f"screening.flag.{flag.id}.{part}", path="/today"):
                record("screening.flag_called", subject=flag, child_id=flag.child_id, by=None)
