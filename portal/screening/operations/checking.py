"""A doubtful sheet was looked at: somebody talked with the child, planned another sheet, or that sheet came in."""

from __future__ import annotations

from sqlalchemy import update

from portal.core import clock
from portal.core.db import session
from portal.screening.models import Participant, Result


def looked_at(participant: Participant) -> None:
    """Nothing of this child in this round waits to be looked at any more; the act it belongs to stands in the journal."""
    waits = (Result.participant_id == participant.id, Result.check_due.is_not(None), Result.checked_at.is_(None))
    session().execute(update(Result).where(*waits).values(checked_at=clock.now()))
