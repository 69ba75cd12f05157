"""The secret address of somebody's duty calendar: made, and revoked."""

from __future__ import annotations

import secrets

from sqlalchemy import update

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.duty.models.fairness import DutyFeed
from portal.journal.operations import record


def make_feed(*, by: Viewer) -> str:
    """A fresh secret, shown once; an earlier address of the viewer no longer works."""
    _end(by)
    secret = secrets.token_urlsafe(32)
    made = DutyFeed(person_id=by.person_id, secret=secret, made_at=clock.now())
    session().add(made)
    session().flush()
    record("duty.feed_made", subject=made, by=by)
    return secret


def revoke_feed(*, by: Viewer) -> None:
    """The address no longer works."""
    _end(by)
    record("duty.feed_revoked", by=by)


def _end(by: Viewer) -> None:
    own = update(DutyFeed).where(DutyFeed.person_id == by.person_id, DutyFeed.revoked_at.is_(None))
    session().execute(own.values(revoked_at=clock.now()))
