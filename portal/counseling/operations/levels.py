"""How closely a child is watched: proposed by its counselor with a written assessment, confirmed by another person."""

from __future__ import annotations

from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.collected import watch_asked
from portal.core.db import session
from portal.core.errors import Refused
from portal.counseling.codes import Level
from portal.counseling.models import Case, LevelChange, Participant, Session
from portal.counseling.operations.cases import mine, review_after
from portal.counseling.queries.people import other_counselors
from portal.counseling.rules import LEADERS_KNOW, stricter
from portal.journal.operations import record
from portal.school.queries import number


def propose(case: Case, level: Level, reason: str, *, by: Viewer) -> LevelChange:
    """Until somebody confirms, the stricter of both levels sets the clock: proposing never makes a child less safe."""
    mine(case, by)
    if level is case.watched:
        raise Refused(_l("This is the level already."), field="level")
    if session().scalar(select(LevelChange.id).where(LevelChange.pending_case_id == case.id)) is not None:
        raise Refused(_l("A proposed level waits to be confirmed."), field="level")
    _talk_came_first(case)
    made = LevelChange(
        case_id=case.id,
        pending_case_id=case.id,
        levels={"old": case.level, "new": level.value},
        reason=reason,
        asks_leaders=bool({level, case.watched} & LEADERS_KNOW) or not other_counselors(by),
        due=clock.today() + timedelta(days=number("counseling.level_days")),
        proposed_at=clock.now(),
        proposed_by_id=by.person_id,
    )
    session().add(made)
    case.review_due = min(case.review_due, review_after(stricter(case.watched, level)))
    session().flush()
    record("counseling.level_proposed", subject=made, child_id=case.child_id, by=by)
    return made


def _talk_came_first(case: Case) -> None:
    """No level from a sheet alone (scales, working rules): where a talk is due, it took place, here or as a signed session."""
    since = watch_asked(case.child_id).talk_since
    if since is None:
        return
    met = select(Participant.id).join(Session, Session.id == Participant.session_id)
    if session().scalar(met.where(Participant.child_id == case.child_id, Session.signed_at >= since).limit(1)) is None:
        raise Refused(
            _l("A talk with this child is still due after the screening. Note it first, then set the level."), field="level"
        )


def decide(change: LevelChange, confirmed: bool, words: str, *, by: Viewer) -> None:
    """The second person's word; nobody confirms what they proposed."""
    if change.pending_case_id is None:
        raise Refused(_l("This was decided already."))
    if change.proposed_by_id == by.person_id:
        raise Refused(_l("Somebody else confirms what you proposed."))
    if not confirmed and not words:
        raise Refused(_l("Write why not"), field="words")
    case = session().get_one(Case, change.case_id)
    change.pending_case_id = None
    change.decided_at, change.decided_by_id = clock.now(), by.person_id
    change.confirmed, change.words = confirmed, words or None
    if confirmed:
        case.level = change.levels["new"]
    case.review_due = review_after(case.watched)
    session().flush()
    record("counseling.level_decided", subject=change, child_id=case.child_id, by=by)
