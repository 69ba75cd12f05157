"""A crisis: begun with every step and its clock, taken up by somebody else, done step by step, ended with words."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.counseling.codes import CrisisAct, Danger
from portal.counseling.models import Case, Crisis, CrisisStep
from portal.counseling.operations.cases import mine
from portal.counseling.rules import CLOCKS, due_times
from portal.journal.operations import record
from portal.school.queries import number

#: Steps that may be found unnecessary, with a reason; the others are always done.
OPTIONAL = frozenset({CrisisAct.POLICE, CrisisAct.HOSPITAL, CrisisAct.BUREAU, CrisisAct.AFTERCARE})


def begin_crisis(case: Case, danger: Danger, words: str, *, by: Viewer) -> Crisis:
    """The clocks start now; a crisis that runs already is not begun twice."""
    mine(case, by)
    if case.open_child_id is None:
        raise Refused(_l("The case is closed. Open it again first."))
    running = session().scalar(select(Crisis).where(Crisis.open_case_id == case.id))
    if running is not None:
        return running
    now = clock.now()
    made = Crisis(case_id=case.id, open_case_id=case.id, danger=danger, words=words, began_at=now, began_by_id=by.person_id)
    session().add(made)
    session().flush()
    due = due_times(danger, now, {name: number(name) for name, _minutes in CLOCKS.values()})
    session().add_all(CrisisStep(crisis_id=made.id, act=act, due_at=due_at) for act, due_at in due.items())
    session().flush()
    record("counseling.crisis_begun", subject=made, child_id=case.child_id, by=by)
    return made


def take_up(crisis: Crisis, child_id: int, *, by: Viewer) -> None:
    """Somebody other than who began it says: I know, and I am here."""
    if by.person_id == crisis.began_by_id:
        raise Refused(_l("Somebody else takes it up with you."))
    if crisis.taken_at is None:
        crisis.taken_at, crisis.taken_by_id = clock.now(), by.person_id
        session().flush()
        record("counseling.crisis_taken", subject=crisis, child_id=child_id, by=by)


def note_step(crisis: Crisis, step: CrisisStep, needed: bool, words: str, child_id: int, *, by: Viewer) -> None:
    """Done, or not needed with a reason."""
    if step.done_at is not None:
        raise Refused(_l("This step was noted already."))
    if not needed and step.act not in OPTIONAL:
        raise Refused(_l("This step is always done."), field="needed")
    step.done_at, step.done_by_id, step.needed, step.words = clock.now(), by.person_id, needed, words
    session().flush()
    record("counseling.crisis_step_done", subject=step, child_id=child_id, by=by)


def settle(crisis_id: int | None, act: CrisisAct, words: str, child_id: int, *, by: Viewer) -> None:
    """What was done is written once: a telling or a letter does the step of the crisis it belongs to."""
    of = (CrisisStep.crisis_id == (crisis_id or 0), CrisisStep.act == act, CrisisStep.done_at.is_(None))
    step = session().scalar(select(CrisisStep).where(*of))
    if step is not None:
        step.done_at, step.done_by_id, step.words = clock.now(), by.person_id, words
        session().flush()
        record("counseling.crisis_step_done", subject=step, child_id=child_id, by=by)


def end_crisis(crisis: Crisis, words: str, child_id: int, *, by: Viewer) -> None:
    """Over, once every step was done or found unnecessary; begun by mistake, the words say so for each step."""
    if crisis.open_case_id is None:
        raise Refused(_l("It was ended already."))
    left = session().scalar(select(CrisisStep.id).where(CrisisStep.crisis_id == crisis.id, CrisisStep.done_at.is_(None)).limit(1))
    if left is not None:
        raise Refused(_l("Some steps are still open. Note each as done, or why it is not needed."))
    crisis.open_case_id = None
    crisis.ended_at, crisis.ended_by_id, crisis.end_words = clock.now(), by.person_id, words
    session().flush()
    record("counseling.crisis_ended", subject=crisis, child_id=child_id, by=by)
