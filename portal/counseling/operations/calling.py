"""A crisis calls: the other counselors and the lead at once, the principal when nobody took it up in time."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from portal.access.permissions import Role
from portal.core import clock
from portal.core.db import session
from portal.counseling.models import Case, Crisis
from portal.journal.operations import record
from portal.outbox.operations import queue
from portal.people.holding import holders
from portal.school.queries import number

AT_ONCE, NEXT = (Role.COUNSELOR, Role.SAFEGUARDING_LEAD), (Role.PRINCIPAL,)


def call() -> None:
    """Tell those whose turn it is about crises only who began them knows of; each once."""
    late = clock.now() - timedelta(minutes=number("counseling.escalate_minutes"))
    waiting = (Crisis.open_case_id.is_not(None), Crisis.taken_at.is_(None))
    found = select(Crisis, Case.child_id).join(Case, Case.id == Crisis.case_id).where(*waiting)
    for crisis, child_id in session().execute(found.order_by(Crisis.id)).all():
        for step, roles in enumerate((AT_ONCE, NEXT) if crisis.began_at < late else (AT_ONCE,)):
            people = set(holders(roles, clock.today())) - {crisis.began_by_id}
            if queue(people, kind="urgent", key=f"counseling.crisis.{crisis.id}.{step}", path="/today"):
                record("counseling.crisis_called", subject=crisis, child_id=child_id, by=None)
