"""Opening a case, moving it on, looking at it again, handing it over."""

from __future__ import annotations

from datetime import date, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.core import clock
from portal.core.calendar import academic_year
from portal.core.collected import watch_asked
from portal.core.db import session
from portal.core.errors import Refused
from portal.counseling.codes import Level, Origin, Reply, State, StepKind
from portal.counseling.models import Case, Crisis, LevelChange, Referral, Return, Session, Step
from portal.counseling.operations.referring import answer
from portal.counseling.queries.people import counsels
from portal.counseling.rules import LEADERS_KNOW, WAYS, level_for, stricter
from portal.counseling.words import levels_in_use
from portal.journal.operations import record
from portal.school.queries import number


def open_case(child: Child, reason: str, origin: Origin, referral: Referral | None = None, *, by: Viewer) -> Case:
    """A child comes into this counselor's care, watched at the mildest level until two people set another.

    After an answer about safety it begins with the strictest one (scales, working rules): only people take that back.
    """
    if session().scalar(select(Case.id).where(Case.open_child_id == child.id)) is not None:
        raise Refused(_l("A case of this child is open already."))
    begins = level_for(watch_asked(child.id).closeness, levels_in_use())
    made = Case(
        number=_next_number(),
        child_id=child.id,
        open_child_id=child.id,
        owner_id=by.person_id,
        state=State.OPENED,
        level=begins.value,
        reason=reason,
        origin=origin,
        referral_id=referral.id if referral else None,
        opened_at=clock.now(),
        review_due=review_after(begins),
    )
    session().add(made)
    session().flush()
    _note(made, StepKind.STATE, reason, by)
    record("counseling.case_begun", subject=made, child_id=child.id, by=by)
    if referral is not None and referral.answered_at is None:
        answer(referral, Reply.SEEING, "", by=by)
    return made


def _next_number() -> str:
    """As in 2026-007: what stands on papers that name no child."""
    year = academic_year(clock.today())
    taken = session().scalar(select(func.count()).select_from(Case).where(Case.number.startswith(f"{year}-"))) or 0
    return f"{year}-{taken + 1:03}"


def review_after(level: Level) -> date:
    """When a case of a level is to be looked at again."""
    return clock.today() + timedelta(days=number(f"counseling.review_{level.value}"))


def mine(case: Case, by: Viewer) -> None:
    """Only the counselor of a case changes it."""
    if case.owner_id != by.person_id:
        raise Refused(_l("Only the counselor of this case can do that."))


def move(case: Case, state: State, words: str, *, by: Viewer) -> None:
    """On to another state, where the way is open; a closed case is opened again."""
    mine(case, by)
    if state not in WAYS[case.state]:
        raise Refused(_l("A case does not go there from here."), field="state")
    if case.state is State.RETURNING:
        _check_return(case)
    if state is State.CLOSED:
        _check_closing(case)
    if case.state is State.CLOSED:
        _check_reopening(case)
    case.state = state
    case.open_child_id = None if state is State.CLOSED else case.child_id
    session().flush()
    _note(case, StepKind.STATE, words, by)
    record("counseling.case_moved", subject=case, child_id=case.child_id, by=by)


def _check_return(case: Case) -> None:
    away = select(func.max(Step.at)).where(Step.case_id == case.id, Step.state == State.REFERRED).scalar_subquery()
    if session().scalar(select(Return.id).where(Return.case_id == case.id, Return.made_at >= away)) is None:
        raise Refused(_l("First assess how the child comes back."), field="state")


def _check_closing(case: Case) -> None:
    """Nothing that protects the child may be left open by closing its case."""
    if case.watched in LEADERS_KNOW:
        raise Refused(_l("First let two people lower the level."), field="state")
    if session().scalar(select(LevelChange.id).where(LevelChange.pending_case_id == case.id)) is not None:
        raise Refused(_l("A proposed level waits to be confirmed."), field="state")
    if session().scalar(select(Crisis.id).where(Crisis.open_case_id == case.id)) is not None:
        raise Refused(_l("First end the crisis, step by step."), field="state")
    if session().scalar(select(Session.id).where(Session.case_id == case.id, Session.signed_at.is_(None))) is not None:
        raise Refused(_l("First sign the session that is still a draft."), field="state")


def _check_reopening(case: Case) -> None:
    if session().scalar(select(Case.id).where(Case.open_child_id == case.child_id)) is not None:
        raise Refused(_l("A newer case of this child is open already."), field="state")
    case.review_due = review_after(case.watched)


def review(case: Case, words: str, *, by: Viewer) -> None:
    """Looked at again: the clock of the level starts anew."""
    mine(case, by)
    pending = session().scalar(select(LevelChange.levels).where(LevelChange.pending_case_id == case.id))
    case.review_due = review_after(stricter(case.watched, Level(pending["new"]) if pending else None))
    session().flush()
    _note(case, StepKind.REVIEW, words, by)
    record("counseling.case_reviewed", subject=case, child_id=case.child_id, by=by)


def hand_over(case: Case, to_id: int, words: str, *, by: Viewer) -> None:
    """To a colleague; signed notes stay sealed with their author. A case whose counselor has left is taken by any other."""
    left = not session().scalar(select(counsels(case.owner_id)))
    if case.owner_id != by.person_id and not (left and to_id == by.person_id):
        raise Refused(_l("Only the counselor of this case can do that."))
    if to_id == case.owner_id or not session().scalar(select(counsels(to_id))):
        raise Refused(_l("Choose another counselor of this school."), field="to")
    if session().scalar(select(Session.id).where(Session.case_id == case.id, Session.signed_at.is_(None))) and not left:
        raise Refused(_l("First sign the session that is still a draft."), field="to")
    case.owner_id = to_id
    session().flush()
    _note(case, StepKind.HAND_OVER, words, by, to_id=to_id)
    record("counseling.case_handed_over", subject=case, child_id=case.child_id, by=by)


def _note(case: Case, kind: StepKind, words: str, by: Viewer, to_id: int | None = None) -> None:
    step = Step(case_id=case.id, kind=kind, state=case.state, to_id=to_id, words=words or None, at=clock.now(), by_id=by.person_id)
    session().add(step)
    session().flush()


def moved_by_itself(case: Case, state: State, *, by: Viewer) -> None:
    """What was done says where the case stands (a letter was written): no words are asked for."""
    if case.state is not state and state in WAYS[case.state]:
        case.state = state
        session().flush()
        _note(case, StepKind.STATE, "", by)
        record("counseling.case_moved", subject=case, child_id=case.child_id, by=by)
