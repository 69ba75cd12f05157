"""The search for a missing child: raised by the list, answered by somebody, every step noted, ended when the child is there."""

from __future__ import annotations

from datetime import datetime

from flask_babel import lazy_gettext as _l

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.duty.models.tonight import Missing, MissingStep, SearchStep
from portal.journal.operations import record


def raise_alarm(log_id: int, child_id: int, since: datetime, *, by: Viewer) -> Missing:
    """A child was not there; its clocks run from when it was seen to be missing."""
    made = Missing(child_id=child_id, log_id=log_id, since=since, raised_by_id=by.person_id)
    session().add(made)
    session().flush()
    record("duty.missing_raised", subject=made, child_id=child_id, by=by)
    return made


def answer(missing: Missing, *, by: Viewer) -> None:
    """Somebody takes the search in hand, the first who says so; it stops climbing."""
    if missing.answered_at is not None or missing.ended_at is not None:
        return
    missing.answered_at, missing.answered_by_id = clock.now(), by.person_id
    session().flush()
    record("duty.missing_answered", subject=missing, child_id=missing.child_id, by=by)


def take_step(missing: Missing, kind: SearchStep, *, reached: bool, words: str = "", by: Viewer) -> MissingStep:
    """Something was done in the search, and whether anybody was reached."""
    if missing.ended_at is not None:
        raise Refused(_l("The search is over."))
    made = MissingStep(missing_id=missing.id, kind=kind, reached=reached, words=words or None, at=clock.now(), by_id=by.person_id)
    session().add(made)
    session().flush()
    record("duty.missing_step", subject=made, child_id=missing.child_id, by=by)
    return made


def found_again(missing: Missing, ending: str, *, by: Viewer) -> None:
    """The child is there; how it was found is kept. Said twice, it is said once."""
    if missing.ended_at is not None:
        return
    missing.ended_at, missing.ended_by_id, missing.ending = clock.now(), by.person_id, ending
    session().flush()
    record("duty.missing_ended", subject=missing, child_id=missing.child_id, by=by)
