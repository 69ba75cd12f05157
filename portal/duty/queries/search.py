"""Searches for missing children as those find them who are asked: the shift, the lead, the principal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from portal.access.permissions import Role
from portal.access.viewer import Viewer
from portal.children.dated import holds_on
from portal.children.models import Child, Guardian
from portal.children.orders import kept_away
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound
from portal.duty.evening.ladder import Asked, Minutes, Taken, asked
from portal.duty.models.roster import DutyAssignment, DutyShift, PostKind
from portal.duty.models.shifts import ShiftLog
from portal.duty.models.tonight import Missing, MissingStep, SearchStep
from portal.duty.queries.logs import HELD, leads, within_shift
from portal.people.models import Person, Post
from portal.school.queries import number


@dataclass(frozen=True)
class Search:
    """A search that lasts or lasted."""

    id: int
    child_id: int
    name: str
    class_id: int | None
    log_id: int
    since: datetime
    answered_at: datetime | None
    answered_by_id: int | None
    answered_by: str | None
    ended_at: datetime | None
    police_called: bool
    leader_id: int | None

    def asked(self, now: datetime) -> Asked:
        """How far it has climbed by now."""
        return asked(
            self.since,
            now,
            minutes(),
            answered=self.answered_at is not None,
            police_called=self.police_called,
            leader_there=self.leader_id is not None,
        )


@dataclass(frozen=True)
class Noted:
    """A step that was taken."""

    kind: SearchStep
    reached: bool
    words: str | None
    at: datetime
    by: str


def minutes() -> Minutes:
    """The clocks as this school set them."""
    return Minutes(number("duty.leader_minutes"), number("duty.guardian_minutes"), number("duty.police_minutes"))


def searches(viewer: Viewer, *where: ColumnElement[bool]) -> Sequence[Search]:
    """Searches open to the viewer, the longest first; one statement."""
    return _searches(within_shift(viewer), *where)


def open_searches() -> Sequence[Search]:
    """Every search that lasts, for the portal itself, which calls people; one statement."""
    return _searches(Missing.ended_at.is_(None))


def _searches(*where: ColumnElement[bool]) -> Sequence[Search]:
    police = select(MissingStep.id).where(
        MissingStep.missing_id == Missing.id, MissingStep.kind == SearchStep.POLICE, MissingStep.reached
    )
    leader = (
        select(DutyAssignment.person_id)
        .join(DutyShift, DutyShift.id == DutyAssignment.shift_id)
        .where(*HELD, DutyShift.weekend == ShiftLog.weekend, DutyShift.post == PostKind.LEADER)
        .order_by(DutyShift.place)
        .limit(1)
    )
    columns: list[Any] = [
        Missing.id, Child.id, Child.name, Child.class_id, Missing.log_id, Missing.since, Missing.answered_at,
        Missing.answered_by_id, Person.name,
        Missing.ended_at, police.exists(), leader.scalar_subquery(),
    ]  # fmt: skip
    found = (
        select(*columns)
        .join(Child, Child.id == Missing.child_id)
        .join(ShiftLog, ShiftLog.id == Missing.log_id)
        .outerjoin(Person, Person.id == Missing.answered_by_id)
        .where(*where)
        .order_by(Missing.since)
    )
    return [Search(*row) for row in session().execute(found)]


def asked_of(viewer: Viewer) -> Sequence[Search]:
    """Searches that have reached the viewer: the shift from the start, others when they have climbed to them or are theirs."""
    now, place = clock.now(), _place(viewer)
    return [
        one
        for one in searches(viewer, Missing.ended_at.is_(None))
        if one.asked(now) >= place or viewer.person_id in (one.leader_id, one.answered_by_id)
    ]


def _place(viewer: Viewer) -> Asked:
    """From which rung on the viewer is asked; whoever does not lead finds only searches of the own shift."""
    if not leads(viewer):
        return Asked.ON_DUTY
    return Asked.LEAD if Role.SAFEGUARDING_LEAD in viewer.roles else Asked.PRINCIPAL


def searched(log_id: int) -> Sequence[tuple[str, datetime, datetime | None, str | None]]:
    """The children that were looked for on a shift: name, since, until, how it ended; one statement."""
    found = select(Child.name, Missing.since, Missing.ended_at, Missing.ending).join(Child, Child.id == Missing.child_id)
    rows = session().execute(found.where(Missing.log_id == log_id).order_by(Missing.since, Missing.id))
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def missing_within(viewer: Viewer, missing_id: int) -> tuple[Missing, Search]:
    """The record of a search and what is known of it; NotFound otherwise. Two statements."""
    found = searches(viewer, Missing.id == missing_id)
    if not found:
        raise NotFound
    return session().get_one(Missing, missing_id), found[0]


def steps(missing_id: int) -> Sequence[Noted]:
    """What was done, in order; one statement."""
    columns: list[Any] = [MissingStep.kind, MissingStep.reached, MissingStep.words, MissingStep.at, Person.name]
    found = select(*columns).join(Person, Person.id == MissingStep.by_id).where(MissingStep.missing_id == missing_id)
    return [Noted(*row) for row in session().execute(found.order_by(MissingStep.at, MissingStep.id))]


def taken(noted: Sequence[Noted]) -> Sequence[Taken]:
    """The same as the ladder asks for it."""
    return [Taken(one.kind, one.at, one.reached) for one in noted]


def family(child_id: int) -> Sequence[Guardian]:
    """Guardians and carers of today who may be called: nobody with an order to stay away."""
    today = clock.today()
    found = select(Guardian).where(Guardian.child_id == child_id, holds_on(Guardian, today), ~kept_away(today))
    return session().scalars(found.order_by(Guardian.place)).all()


def superiors(leader_id: int | None) -> Sequence[Person]:
    """The leader on duty first, then the safeguarding lead and the principal; one statement."""
    held = (Post.person_id == Person.id, Post.role.in_((Role.SAFEGUARDING_LEAD, Role.PRINCIPAL)))
    rank = select(Post.id).where(*held, holds_on(Post, clock.today())).exists()
    found = session().scalars(select(Person).where(rank | (Person.id == (leader_id or 0))).order_by(Person.id)).all()
    return sorted(found, key=lambda one: one.id != leader_id)
