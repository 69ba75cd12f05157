"""Asking the counselor, and what is told back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.counseling.codes import Origin, Reply, Urgency, Wanted
from portal.counseling.models import Referral
from portal.counseling.rules import ANSWERED_IN
from portal.journal.operations import record
from portal.school.queries import calendar, number


@dataclass(frozen=True)
class Asking:
    """A referral as it was written; the same client id makes one."""

    client_id: str
    seen: str
    urgency: Urgency
    wanted: Wanted = Wanted.TALK
    origin: Origin = Origin.TEACHER


def refer(child: Child, asking: Asking, *, by: Viewer) -> Referral:
    """What was seen goes to the counselors; whoever asked is told that it was seen and what to do."""
    known = session().scalar(select(Referral).where(Referral.client_id == asking.client_id))
    if known is not None:
        if (known.child_id, known.made_by_id) != (child.id, by.person_id):
            raise Refused(_l("This form was used before. Open a new one."))
        return known
    made = Referral(
        client_id=asking.client_id,
        child_id=child.id,
        origin=asking.origin,
        wanted=asking.wanted,
        urgency=asking.urgency,
        seen=asking.seen,
        due=_due(asking.urgency),
        made_at=clock.now(),
        made_by_id=by.person_id,
    )
    session().add(made)
    session().flush()
    record("counseling.referred", subject=made, child_id=child.id, by=by)
    return made


def _due(urgency: Urgency) -> date:
    name = ANSWERED_IN[urgency]
    return calendar().add_working_days(clock.today(), number(name)) if name else clock.today()


def mark_read(referral: Referral, *, by: Viewer) -> None:
    """A counselor has read it; the first reading is what the asker is told."""
    if referral.read_at is None:
        referral.read_at = clock.now()
        session().flush()
        record("counseling.referral_read", subject=referral, child_id=referral.child_id, by=by)


def answer(referral: Referral, reply: Reply, words: str, *, by: Viewer) -> None:
    """What becomes of it, in words for who asked: what to do, never what the child said."""
    if referral.answered_at is not None:
        raise Refused(_l("Somebody has answered this already."))
    referral.read_at = referral.read_at or clock.now()
    referral.answered_at, referral.answered_by_id = clock.now(), by.person_id
    referral.reply, referral.words = reply, words or None
    session().flush()
    record("counseling.referral_answered", subject=referral, child_id=referral.child_id, by=by)
