"""What is done around a case: crises with their steps, who was told, letters, coming back, partners."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.children.scope import within
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound
from portal.counseling.codes import CrisisAct, Danger
from portal.counseling.models import Case, Crisis, CrisisStep, Letter, Partner, Return, Telling
from portal.people.models import Person


@dataclass(frozen=True, slots=True)
class Doing:
    """One step of a crisis as it is read."""

    id: int
    act: CrisisAct
    due_at: datetime
    done_at: datetime | None
    by: str | None
    needed: bool
    words: str | None

    @property
    def late(self) -> bool:
        return self.done_at is None and self.due_at < clock.now()


@dataclass(frozen=True, slots=True)
class Running:
    """A crisis in a list."""

    id: int
    child_id: int
    child: str
    class_id: int | None
    danger: Danger
    began_at: datetime
    began_by: str
    taken_at: datetime | None
    ended_at: datetime | None


def running_crisis(case: Case) -> Crisis | None:
    """The crisis of a case already found, None where there is none now."""
    return session().scalar(select(Crisis).where(Crisis.open_case_id == case.id))


def _seen_by(viewer: Viewer) -> Any:
    """The condition that a crisis concerns the viewer: its counselor, every counselor while it lasts, lead and principal."""
    if viewer.may(Permission.SEE_COUNSELING_LEVELS):
        return within(viewer, Tier.WELFARE)
    return or_(Case.owner_id == viewer.person_id, Crisis.open_case_id.is_not(None))


def crises(viewer: Viewer, case: Case | None = None) -> Sequence[Running]:
    """Crises that concern the viewer: those that run, or all of one case; one statement."""
    if not (viewer.may(Permission.KEEP_CASES) or viewer.may(Permission.SEE_COUNSELING_LEVELS)):
        return []
    columns: list[Any] = [Crisis.id, Child.id, Child.name, Child.class_id, Crisis.danger, Crisis.began_at, Person.name]
    columns += [Crisis.taken_at, Crisis.ended_at]
    found = (
        select(*columns)
        .join(Case, Case.id == Crisis.case_id)
        .join(Child, Child.id == Case.child_id)
        .join(Person, Person.id == Crisis.began_by_id)
        .where(_seen_by(viewer), Crisis.open_case_id.is_not(None) if case is None else Crisis.case_id == case.id)
    )
    return [Running(*row) for row in session().execute(found.order_by(Crisis.began_at.desc()))]


def crisis_of(viewer: Viewer, crisis_id: int) -> tuple[Crisis, Case, Child]:
    """One crisis, NotFound for whom it does not concern."""
    found = (
        select(Crisis, Case, Child)
        .join(Case, Case.id == Crisis.case_id)
        .join(Child, Child.id == Case.child_id)
        .where(Crisis.id == crisis_id, _seen_by(viewer))
    )
    may = viewer.may(Permission.KEEP_CASES) or viewer.may(Permission.SEE_COUNSELING_LEVELS)
    row = session().execute(found).one_or_none() if may else None
    if row is None:
        raise NotFound
    return row[0], row[1], row[2]


def steps_of(crisis: Crisis) -> Sequence[Doing]:
    """The steps of a crisis already found, in their order; one statement."""
    columns = (
        CrisisStep.id,
        CrisisStep.act,
        CrisisStep.due_at,
        CrisisStep.done_at,
        Person.name,
        CrisisStep.needed,
        CrisisStep.words,
    )
    found = select(*columns).outerjoin(Person, Person.id == CrisisStep.done_by_id).where(CrisisStep.crisis_id == crisis.id)
    order = {act: place for place, act in enumerate(CrisisAct)}
    return sorted((Doing(*row) for row in session().execute(found)), key=lambda step: order[step.act])


def step_of(crisis: Crisis, step_id: int) -> CrisisStep:
    """One step of a crisis already found."""
    found = session().scalar(select(CrisisStep).where(CrisisStep.id == step_id, CrisisStep.crisis_id == crisis.id))
    if found is None:
        raise NotFound
    return found


def tellings_of(case: Case) -> Sequence[tuple[Telling, str]]:
    """Who was told about a case already found, the newest first, and by whom."""
    found = select(Telling, Person.name).join(Person, Person.id == Telling.by_id).where(Telling.case_id == case.id)
    return [(row[0], row[1]) for row in session().execute(found.order_by(Telling.id.desc()))]


def telling_of(case: Case, telling_id: int) -> Telling:
    """One of them."""
    found = session().scalar(select(Telling).where(Telling.id == telling_id, Telling.case_id == case.id))
    if found is None:
        raise NotFound
    return found


def letters_of(case: Case) -> Sequence[Letter]:
    """The letters of a case already found, the newest first."""
    return session().scalars(select(Letter).where(Letter.case_id == case.id).order_by(Letter.id.desc())).all()


def letter_of(case: Case, letter_id: int) -> Letter:
    """One of them."""
    found = session().scalar(select(Letter).where(Letter.id == letter_id, Letter.case_id == case.id))
    if found is None:
        raise NotFound
    return found


def returns_of(case: Case) -> Sequence[Return]:
    """How the child of a case already found came back, the newest first."""
    return session().scalars(select(Return).where(Return.case_id == case.id).order_by(Return.id.desc())).all()


def partners(_viewer: Viewer) -> Sequence[Partner]:
    """The directory, by kind and name."""
    held = or_(Partner.until_day.is_(None), Partner.until_day >= clock.today())
    return session().scalars(select(Partner).where(held).order_by(Partner.kind, Partner.name)).all()


def partner_of(_viewer: Viewer, partner_id: int) -> Partner:
    """One partner."""
    found = session().get(Partner, partner_id)
    if found is None:
        raise NotFound
    return found
