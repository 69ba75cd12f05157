"""Cases as their counselor reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.children.scope import within
from portal.core.db import session
from portal.core.errors import NotFound
from portal.counseling.codes import Level, State
from portal.counseling.models import Case, Goal, LevelChange, Step
from portal.counseling.queries.people import counsels
from portal.counseling.rules import SEVERITY, stricter
from portal.people.models import Person


@dataclass(frozen=True, slots=True)
class Line:
    """A case in the list of its counselor."""

    id: int
    number: str
    child_id: int
    child: str
    class_id: int | None
    state: State
    level: Level
    proposed: Level | None
    review_due: date
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class Happened:
    """One step of a case."""

    kind: str
    state: State
    words: str | None
    at: datetime
    by: str | None
    to: str | None


@dataclass(frozen=True, slots=True)
class Proposed:
    """A change of level, waiting or decided."""

    id: int
    old: Level
    new: Level
    reason: str
    proposed_at: datetime
    proposed_by: str
    decided_at: datetime | None
    confirmed: bool | None
    words: str | None


def readable(viewer: Viewer) -> ColumnElement[bool]:
    """The condition on `Case` joined to `Child`: the own cases, and those a clinical reach opens (an emergency)."""
    return or_(Case.owner_id == viewer.person_id, within(viewer, Tier.CLINICAL))


def case_of(viewer: Viewer, case_id: int) -> Case:
    """One case, NotFound for everybody but its counselor and who reaches the child's clinical tier."""
    found = select(Case).join(Child, Child.id == Case.child_id).where(Case.id == case_id, readable(viewer))
    case = session().scalar(found) if viewer.may(Permission.KEEP_CASES) else None
    if case is None:
        raise NotFound
    return case


def open_cases(viewer: Viewer) -> Sequence[Line]:
    """The viewer's open cases, the strictest level first; one statement."""
    columns: list[Any] = [Case.id, Case.number, Child.id, Child.name, Child.class_id, Case.state, Case.level]
    found = (
        select(*columns, LevelChange.levels, Case.review_due, Case.opened_at)
        .join(Child, Child.id == Case.child_id)
        .outerjoin(LevelChange, LevelChange.pending_case_id == Case.id)
        .where(Case.owner_id == viewer.person_id, Case.open_child_id.is_not(None))
    )
    lines = [_line(row) for row in session().execute(found.order_by(Case.review_due, Case.id))]
    return sorted(lines, key=lambda line: -SEVERITY[stricter(line.level, line.proposed)])


def _line(row: Any) -> Line:
    proposed = Level(row[7]["new"]) if row[7] else None
    return Line(*[*row[:6], Level(row[6]), proposed, row[8], row[9]])


def closed_cases(viewer: Viewer, limit: int = 50) -> Sequence[tuple[int, str, str, datetime]]:
    """The viewer's closed cases, the newest first: id, number, child, opened."""
    columns = (Case.id, Case.number, Child.name, Case.opened_at)
    found = select(*columns).join(Child, Child.id == Case.child_id).where(Case.owner_id == viewer.person_id)
    rows = session().execute(found.where(Case.open_child_id.is_(None)).order_by(Case.id.desc()).limit(limit))
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def orphaned(_viewer: Viewer) -> Sequence[tuple[int, str, str]]:
    """Open cases whose counselor holds the post no more: id, number, who had it; any counselor may take one over."""
    found = select(Case.id, Case.number, Person.name).join(Person, Person.id == Case.owner_id)
    left = found.where(Case.open_child_id.is_not(None), ~counsels(Case.owner_id))
    return [(row[0], row[1], row[2]) for row in session().execute(left.order_by(Case.id))]


def steps_of(case: Case) -> Sequence[Happened]:
    """The way of a case already found, the newest first; one statement."""
    mine, theirs = Person.__table__.alias("stepper"), Person.__table__.alias("receiver")
    found = (
        select(Step.kind, Step.state, Step.words, Step.at, mine.c.name, theirs.c.name)
        .outerjoin(mine, mine.c.id == Step.by_id)
        .outerjoin(theirs, theirs.c.id == Step.to_id)
        .where(Step.case_id == case.id)
    )
    return [Happened(*row) for row in session().execute(found.order_by(Step.id.desc()))]


def changes_of(case: Case) -> Sequence[Proposed]:
    """Every change of level of a case already found, the newest first; one statement."""
    columns = (
        LevelChange.id,
        LevelChange.levels,
        LevelChange.reason,
        LevelChange.proposed_at,
        Person.name,
        LevelChange.decided_at,
        LevelChange.confirmed,
        LevelChange.words,
    )
    found = select(*columns).join(Person, Person.id == LevelChange.proposed_by_id).where(LevelChange.case_id == case.id)
    return [
        Proposed(row[0], Level(row[1]["old"]), Level(row[1]["new"]), *row[2:])
        for row in session().execute(found.order_by(LevelChange.id.desc()))
    ]


def goals_of(case: Case) -> Sequence[Goal]:
    """The plan of a case already found."""
    return session().scalars(select(Goal).where(Goal.case_id == case.id).order_by(Goal.id)).all()


def goal_of(case: Case, goal_id: int) -> Goal:
    """One goal of a case already found."""
    found = session().scalar(select(Goal).where(Goal.id == goal_id, Goal.case_id == case.id))
    if found is None:
        raise NotFound
    return found


def child_of(case: Case) -> Child:
    """The child of a case already found."""
    return session().get_one(Child, case.child_id)


def orphan_of(viewer: Viewer, case_id: int) -> Case:
    """An open case whose counselor holds the post no more."""
    left = select(Case).where(Case.id == case_id, Case.open_child_id.is_not(None), ~counsels(Case.owner_id))
    case = session().scalar(left) if viewer.may(Permission.KEEP_CASES) else None
    if case is None:
        raise NotFound
    return case
