"""What safeguarding lead and principal see: children watched most closely, changes that ask for a second person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select

from portal.access.permissions import Permission, Role, Tier
from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.children.scope import within
from portal.core.db import session
from portal.core.errors import NotFound
from portal.counseling.codes import Level
from portal.counseling.models import Case, LevelChange
from portal.counseling.rules import LEADERS_KNOW, SEVERITY
from portal.people.models import Person


@dataclass(frozen=True, slots=True)
class Watched:
    """A child at one of the levels leaders know."""

    case_id: int
    child_id: int
    child: str
    class_id: int | None
    level: Level
    review_due: date
    counselor: str


@dataclass(frozen=True, slots=True)
class Asking:
    """A change that waits for the viewer's word."""

    id: int
    child_id: int
    child: str
    class_id: int | None
    old: Level
    new: Level
    due: date
    proposed_at: datetime
    proposed_by: str


def watched(viewer: Viewer) -> Sequence[Watched]:
    """Red and orange by name, the strictest first; levels are opened here, few as they are; one statement."""
    if not viewer.may(Permission.SEE_COUNSELING_LEVELS):
        return []
    columns: list[Any] = [Case.id, Child.id, Child.name, Child.class_id, Case.level, Case.review_due, Person.name]
    found = (
        select(*columns)
        .join(Child, Child.id == Case.child_id)
        .join(Person, Person.id == Case.owner_id)
        .where(Case.open_child_id.is_not(None), within(viewer, Tier.WELFARE))
    )
    rows = session().execute(found.order_by(Case.review_due, Case.id))
    lines = [Watched(*[*row[:4], Level(row[4]), *row[5:]]) for row in rows if Level(row[4]) in LEADERS_KNOW]
    return sorted(lines, key=lambda line: -SEVERITY[line.level])


def may_confirm(viewer: Viewer) -> ColumnElement[bool]:
    """The condition on `LevelChange` that the viewer is a second person for it; never for what they proposed."""
    asked: list[ColumnElement[bool]] = []
    if viewer.may(Permission.KEEP_CASES):
        asked.append(LevelChange.id.is_not(None))
    if viewer.may(Permission.SEE_COUNSELING_LEVELS):
        asked.append(LevelChange.asks_leaders.is_(True))
    return and_(LevelChange.proposed_by_id != viewer.person_id, or_(*asked) if asked else false())


def to_confirm(viewer: Viewer) -> Sequence[Asking]:
    """Changes that wait for a second person, the earliest due first; one statement."""
    columns: list[Any] = [LevelChange.id, Child.id, Child.name, Child.class_id, LevelChange.levels, LevelChange.due]
    found = (
        select(*columns, LevelChange.proposed_at, Person.name)
        .join(Case, Case.id == LevelChange.case_id)
        .join(Child, Child.id == Case.child_id)
        .join(Person, Person.id == LevelChange.proposed_by_id)
        .where(LevelChange.pending_case_id.is_not(None), may_confirm(viewer))
    )
    return [
        Asking(*[*row[:4], Level(row[4]["old"]), Level(row[4]["new"]), *row[5:]])
        for row in session().execute(found.order_by(LevelChange.due, LevelChange.id))
    ]


def change_of(viewer: Viewer, change_id: int) -> tuple[LevelChange, Child, str]:
    """One waiting change with the child and who proposed it, NotFound for who is not asked."""
    found = (
        select(LevelChange, Child, Person.name)
        .join(Case, Case.id == LevelChange.case_id)
        .join(Child, Child.id == Case.child_id)
        .join(Person, Person.id == LevelChange.proposed_by_id)
        .where(LevelChange.id == change_id, LevelChange.pending_case_id.is_not(None), may_confirm(viewer))
    )
    row = session().execute(found).one_or_none()
    if row is None:
        raise NotFound
    return row[0], row[1], row[2]


def case_in_need(viewer: Viewer, case_id: int) -> str:
    """The number of a case the principal may open in need; NotFound for everybody else."""
    number = session().scalar(select(Case.number).where(Case.id == case_id)) if Role.PRINCIPAL in viewer.roles else None
    if number is None:
        raise NotFound
    return number
