"""The plan of a case: goals, and what came of them."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.counseling.codes import Outcome
from portal.counseling.models import Case, Goal
from portal.counseling.operations.cases import mine
from portal.journal.operations import record


def set_goal(case: Case, words: str, means: str, due: date, *, by: Viewer) -> Goal:
    """What shall be different, how, and when it is looked back on."""
    mine(case, by)
    if due < clock.today():
        raise Refused(_l("Choose a day to come"), field="due")
    made = Goal(case_id=case.id, words=words, means=means or None, due=due, made_at=clock.now(), made_by_id=by.person_id)
    session().add(made)
    session().flush()
    record("counseling.goal_set", subject=made, child_id=case.child_id, by=by)
    return made


def end_goal(case: Case, goal: Goal, outcome: Outcome, words: str, *, by: Viewer) -> None:
    """Looked back on, once."""
    mine(case, by)
    if goal.outcome is not None:
        raise Refused(_l("This goal was looked back on already."))
    goal.outcome, goal.outcome_words = outcome, words or None
    goal.outcome_at, goal.outcome_by_id = clock.now(), by.person_id
    session().flush()
    record("counseling.goal_ended", subject=goal, child_id=case.child_id, by=by)
