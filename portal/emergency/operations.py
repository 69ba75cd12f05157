"""Opening in an emergency, ending it early, taking note of it."""

from __future__ import annotations

from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import update

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.models import AccessGrant
from portal.children.scope import find, reaches
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound, Refused
from portal.emergency.models import Acknowledgement
from portal.emergency.queries import grant
from portal.journal.operations import record
from portal.school.queries import number

SHORTEST_REASON = 10


def open_in_emergency(child_id: int, tier: Tier, reason: str, hours: int, *, by: Viewer) -> AccessGrant:
    """Reach one tier of one child for some hours; NotFound when the viewer may not even know the child."""
    child = find(by, child_id, Tier.DIRECTORY)
    if reaches(by, child, tier):
        raise Refused(_l("This is open to you already."), field="tier")
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(_l("Write in a sentence why it cannot wait; the principal reads it."), field="reason")
    if not 1 <= hours <= number("emergency.longest_hours"):
        raise Refused(_l("Choose at most %(count)s hours.", count=number("emergency.longest_hours")), field="hours")
    now = clock.now()
    made = AccessGrant(
        person_id=by.person_id,
        child_id=child.id,
        tier=tier.value,
        reason=reason.strip(),
        from_at=now,
        until_at=now + timedelta(hours=hours),
    )
    session().add(made)
    record("emergency.opened", subject=made, child_id=child.id, by=by)
    return made


def end_early(grant_id: int, *, by: Viewer) -> None:
    """The need is over; only whoever opened it ends it here."""
    own = update(AccessGrant).where(
        AccessGrant.id == grant_id, AccessGrant.person_id == by.person_id, AccessGrant.ended_at.is_(None)
    )
    ended = session().execute(own.values(ended_at=clock.now()).returning(AccessGrant.child_id)).first()
    if ended is None:
        raise NotFound
    record("emergency.ended", subject=session().get_one(AccessGrant, grant_id), child_id=ended[0], by=by)


def acknowledge(grant_id: int, *, by: Viewer) -> None:
    """Take note of somebody else's opening, once."""
    found = grant(by, grant_id)
    if found.person_id == by.person_id:
        raise Refused(_l("Somebody else takes note of what you opened."))
    if found.acknowledged:
        return
    session().add(Acknowledgement(grant_id=grant_id, person_id=by.person_id, at=clock.now()))
    record("emergency.acknowledged", subject=session().get_one(AccessGrant, grant_id), by=by)
