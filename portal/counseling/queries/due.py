"""What is due from whom, in one statement: reviews, goals, answers, confirmations, steps of a crisis, and what was left lying."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Date, Integer, Select, String, bindparam, cast, func, literal, null, or_, select, union_all

from portal.access.permissions import Permission, Role
from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.core import clock
from portal.core.db import UtcDateTime, session
from portal.counseling.codes import GrantKind, Node, StepKind, Urgency
from portal.counseling.models import (
    Case,
    Crisis,
    CrisisStep,
    Goal,
    Grant,
    Letter,
    LevelChange,
    Participant,
    Referral,
    Session,
    Step,
    Telling,
)
from portal.counseling.rules import node_of
from portal.people.models import Person
from portal.school.queries import calendar, number


@dataclass(frozen=True, slots=True)
class Due:
    """One duty: its kind, what it is about, and its clock; `note` is a code or a count."""

    kind: str
    id: int
    case_id: int | None
    name: str
    due: date | None
    due_at: datetime | None
    since: datetime
    note: str


def due_for(viewer: Viewer) -> Sequence[Due]:
    """Everything due from this viewer; one statement, none for who has nothing to do with counseling."""
    statement = _statement(
        viewer.may(Permission.KEEP_CASES), viewer.may(Permission.SEE_COUNSELING_LEVELS), Role.PRINCIPAL in viewer.roles
    )
    if statement is None:
        return []
    return [Due(*row) for row in session().execute(statement, _given(viewer))]


def _given(viewer: Viewer) -> Mapping[str, Any]:
    today, now = clock.today(), clock.now()
    return {
        "me": viewer.person_id,
        "today": today,
        "now": now,
        "untaken": now - timedelta(minutes=number("counseling.escalate_minutes")),
        "unread": now - timedelta(minutes=number("counseling.unread_minutes")),
        "unanswered": today - timedelta(days=number("counseling.unanswered_days")),
        "yesterday": now - timedelta(days=1),
        **_given_node(today),
    }


def node(day: date) -> tuple[Node, date, date] | None:
    """The time of more care this school is in."""
    return node_of(day, calendar().terms, number("counseling.term_days"), number("counseling.exam_days"))


def _given_node(today: date) -> Mapping[str, Any]:
    """Outside such a time no case is old enough to be asked for."""
    _kind, first, last = node(today) or (None, date(1970, 1, 2), today)
    return {"node_from": clock.begin_of(first), "node_until": last}


@cache
def _statement(keeps: bool, leads: bool, principal: bool) -> Any:
    """Built once for each kind of viewer: every page of today asks it."""
    parts: list[Select[Any]] = []
    if keeps:
        parts += [
            _reviews(),
            _goals(),
            _referrals(),
            _drafts(),
            _tellings(),
            _letters(),
            _levels(),
            _crises(),
            _steps(),
            _opened(),
            _node(),
        ]
    if principal:
        parts += [_levels(LevelChange.asks_leaders), _crises(Crisis.began_at < bindparam("untaken"))]
        parts += [_steps(CrisisStep.due_at < bindparam("untaken")), _late(Referral.due < bindparam("unanswered")), _lying()]
    elif leads:
        parts += [
            _levels(LevelChange.asks_leaders),
            _crises(),
            _steps(CrisisStep.due_at < bindparam("now")),
            _late(_left()),
            _lying(),
        ]
    return union_all(*parts) if parts else None


def _row(kind: str, table: Any, name: Any, since: Any, **known: Any) -> list[Any]:
    return [
        literal(kind, String()),
        table.id,
        known.get("case", cast(null(), Integer)),
        name,
        known.get("due", cast(null(), Date)),
        known.get("due_at", cast(null(), UtcDateTime())),
        since,
        known.get("note", literal("", String())),
    ]


def _mine() -> Any:
    return Case.owner_id == bindparam("me")


def _reviews() -> Select[Any]:
    row = _row("review", Case, Child.name, Case.opened_at, case=Case.id, due=Case.review_due)
    return select(*row).join(Child, Child.id == Case.child_id).where(_mine(), Case.open_child_id.is_not(None))


def _goals() -> Select[Any]:
    row = _row("goal", Goal, Child.name, Goal.made_at, case=Case.id, due=Goal.due)
    found = select(*row).join(Case, Case.id == Goal.case_id).join(Child, Child.id == Case.child_id)
    return found.where(_mine(), Goal.outcome.is_(None), Case.open_child_id.is_not(None))


def _referrals() -> Select[Any]:
    row = _row("referral", Referral, Child.name, Referral.made_at, due=Referral.due, note=cast(Referral.urgency, String()))
    return select(*row).join(Child, Child.id == Referral.child_id).where(Referral.answered_at.is_(None))


def _node() -> Select[Any]:
    """Children in the viewer's care whom nobody has met or looked at since a time of more care began: how many."""
    since = bindparam("node_from", type_=UtcDateTime())
    seen = select(Step.id).where(Step.case_id == Case.id, Step.kind == StepKind.REVIEW, Step.at >= since)
    met = select(Participant.id).join(Session, Session.id == Participant.session_id)
    met = met.where(Participant.child_id == Case.child_id, Session.signed_at.is_not(None), Session.began_at >= since)
    due, count = bindparam("node_until", type_=Date()), cast(func.count(), String())
    row = _row("node", Person, Person.name, func.min(Case.opened_at), due=due, note=count)
    waiting = (_mine(), Case.open_child_id.is_not(None), Case.opened_at < since)
    unmet = (~seen.correlate(Case).exists(), ~met.correlate(Case).exists())
    found = select(*row).join(Case, Case.owner_id == Person.id).where(*waiting, *unmet)
    return found.group_by(Person.id, Person.name)


def _drafts() -> Select[Any]:
    """Drafts of yesterday and before: memory fades."""
    row = _row("draft", Session, func.coalesce(Child.name, ""), Session.made_at, case=Session.case_id, due_at=Session.made_at)
    found = select(*row).outerjoin(Case, Case.id == Session.case_id).outerjoin(Child, Child.id == Case.child_id)
    old = Session.made_at < bindparam("yesterday")
    return found.where(Session.author_id == bindparam("me"), Session.signed_at.is_(None), old)


def _tellings() -> Select[Any]:
    row = _row("telling", Telling, Child.name, Telling.at, case=Case.id, due=Telling.answer_due)
    found = select(*row).join(Case, Case.id == Telling.case_id).join(Child, Child.id == Case.child_id)
    return found.where(_mine(), Telling.answered_at.is_(None), Telling.answer_due.is_not(None))


def _letters() -> Select[Any]:
    row = _row("letter", Letter, Child.name, Letter.made_at, case=Case.id, due=Letter.feedback_due)
    found = select(*row).join(Case, Case.id == Letter.case_id).join(Child, Child.id == Case.child_id)
    return found.where(_mine(), Letter.feedback_at.is_(None), Case.open_child_id.is_not(None))


def _levels(asked: Any = None) -> Select[Any]:
    """Proposed by somebody else, waiting for the viewer's word."""
    row = _row("level", LevelChange, Child.name, LevelChange.proposed_at, case=Case.id, due=LevelChange.due)
    found = select(*row).join(Case, Case.id == LevelChange.case_id).join(Child, Child.id == Case.child_id)
    waits = found.where(LevelChange.pending_case_id.is_not(None), LevelChange.proposed_by_id != bindparam("me"))
    return waits if asked is None else waits.where(asked.is_(True))


def _crises(when: Any = None) -> Select[Any]:
    """Nobody but who began it has taken it up; the principal hears of it when the minutes are over."""
    row = _row(
        "crisis", Crisis, Child.name, Crisis.began_at, case=Case.id, due_at=Crisis.began_at, note=cast(Crisis.danger, String())
    )
    found = select(*row).join(Case, Case.id == Crisis.case_id).join(Child, Child.id == Case.child_id)
    open_ = found.where(Crisis.open_case_id.is_not(None), Crisis.taken_at.is_(None), Crisis.began_by_id != bindparam("me"))
    return open_ if when is None else open_.where(when)


def _steps(late: Any = None) -> Select[Any]:
    """Steps of running crises: all of them to the case's counselor, those that are late to the next person."""
    row = _row(
        "step",
        CrisisStep,
        Child.name,
        Crisis.began_at,
        case=Crisis.id,
        due_at=CrisisStep.due_at,
        note=cast(CrisisStep.act, String()),
    )
    found = select(*row).join(Crisis, Crisis.id == CrisisStep.crisis_id).join(Case, Case.id == Crisis.case_id)
    open_ = found.join(Child, Child.id == Case.child_id).where(Crisis.open_case_id.is_not(None), CrisisStep.done_at.is_(None))
    return open_.where(_mine() if late is None else late)


def _left() -> Any:
    """A referral left lying: urgent and unread for too long, or past its day."""
    unread = (Referral.urgency == Urgency.NOW) & Referral.read_at.is_(None) & (Referral.made_at < bindparam("unread"))
    return or_(unread, Referral.due < bindparam("today"))


def _late(left: Any) -> Select[Any]:
    row = _row("left", Referral, Child.name, Referral.made_at, due=Referral.due)
    return select(*row).join(Child, Child.id == Referral.child_id).where(Referral.answered_at.is_(None), left)


def _lying() -> Select[Any]:
    """Reviews a counselor has not done by their day: how many, of whom; no child is named, whatever its level."""
    count, first = cast(func.count(), String()), func.min(Case.review_due)
    row = _row("lying", Person, Person.name, func.min(Case.opened_at), due=first, note=count)
    found = select(*row).join(Person, Person.id == Case.owner_id)
    late = found.where(Case.open_child_id.is_not(None), Case.review_due < bindparam("today"))
    return late.group_by(Person.id, Person.name)


def _opened() -> Select[Any]:
    """The principal opened the viewer's sealed notes; it stands here until it was read why."""
    row = _row("opened", Grant, Person.name, Grant.from_at, case=Grant.case_id, due_at=Grant.from_at)
    found = select(*row).join(Person, Person.id == Grant.reader_id)
    return found.where(Grant.author_id == bindparam("me"), Grant.kind == GrantKind.EMERGENCY, Grant.acknowledged_at.is_(None))
