"""Showing a number that pages keep masked; that it was shown is noted."""

from __future__ import annotations

from sqlalchemy import select

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.dated import holds_on
from portal.children.models import Guardian
from portal.children.scope import find, reaches, reaches_in_house
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound
from portal.journal.operations import record


def reveal_telephone(child_id: int, guardian_id: int, *, by: Viewer) -> Guardian:
    """A guardian or carer of today with their number; NotFound unless the file or the emergency card is open to the viewer."""
    child = find(by, child_id)
    if not (reaches(by, child, Tier.WELFARE) or reaches_in_house(by, child)):
        raise NotFound
    theirs = select(Guardian).where(Guardian.id == guardian_id, Guardian.child_id == child.id, holds_on(Guardian, clock.today()))
    guardian = session().scalar(theirs)
    if guardian is None or not guardian.telephone:
        raise NotFound
    record("children.telephone_shown", subject=guardian, child_id=child.id, by=by)
    return guardian
