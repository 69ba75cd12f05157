"""Sessions within reach, the families of one, and what a session is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, cast, func, select, true

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.children.scope import within
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound
from portal.courses.models.sessions import (
    Answer,
    Attending,
    GuidanceSession,
    SessionAttendance,
    SessionClass,
    SessionForm,
    SessionInvitation,
)
from portal.courses.queries.reached import NOT_CANCELLED, absent, came, here, made_up, spoken_with
from portal.people.models import Person


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session in the list, counted among the families within reach."""

    id: int
    title: str
    day: date
    begins: str
    place: str
    form: SessionForm
    cancelled_at: datetime | None
    invited: int
    came: int
    open: int


def reaches_classes(viewer: Viewer) -> ColumnElement[bool]:
    """The condition on `SessionClass`: a class whose families the viewer looks after."""
    reach = viewer.reaches(Tier.SCHOOLING)
    return true() if reach.whole_school else SessionClass.class_id.in_(sorted(viewer.homeroom_ids))


def _within(viewer: Viewer) -> ColumnElement[bool]:
    of = and_(SessionClass.session_id == GuidanceSession.id, reaches_classes(viewer))
    return select(SessionClass.id).where(of).correlate(GuidanceSession).exists()


def sessions(viewer: Viewer, since: date, until: date, class_id: int | None = None) -> Sequence[SessionLine]:
    """Sessions of a period that concern classes within reach, newest first; one statement."""
    of = and_(SessionInvitation.session_id == GuidanceSession.id, *_families(viewer))
    if class_id is not None:
        of = and_(of, SessionInvitation.class_id == class_id)
    columns: list[Any] = [
        GuidanceSession.id,
        GuidanceSession.title,
        GuidanceSession.day,
        GuidanceSession.begins,
        GuidanceSession.place,
        GuidanceSession.form,
        GuidanceSession.cancelled_at,
        func.count(SessionInvitation.id),
        func.coalesce(func.sum(cast(came(), Integer)), 0),
        func.coalesce(func.sum(cast(and_(SessionInvitation.id.is_not(None), absent(), ~spoken_with(), here()), Integer)), 0),
    ]
    found = (
        select(*columns)
        .outerjoin(SessionInvitation, of)
        .where(_within(viewer), GuidanceSession.day.between(since, until))
        .group_by(*columns[:7])
        .order_by(GuidanceSession.day.desc(), GuidanceSession.id.desc())
    )
    if class_id is not None:
        mine = (SessionClass.session_id == GuidanceSession.id, SessionClass.class_id == class_id)
        found = found.where(select(SessionClass.id).where(*mine).correlate(GuidanceSession).exists())
    return [SessionLine(*row) for row in session().execute(found)]


def _families(viewer: Viewer) -> Sequence[ColumnElement[bool]]:
    reach = viewer.reaches(Tier.SCHOOLING)
    return () if reach.whole_school else (SessionInvitation.class_id.in_(sorted(viewer.homeroom_ids)),)


def session_within(viewer: Viewer, session_id: int) -> GuidanceSession:
    """The session, or NotFound when none of its classes is within reach."""
    found = session().scalar(select(GuidanceSession).where(GuidanceSession.id == session_id, _within(viewer)))
    if found is None:
        raise NotFound
    return found


def session_kept(viewer: Viewer, session_id: int) -> GuidanceSession:
    """A session to be changed, cancelled or invited to again; NotFound unless every one of its classes is within reach."""
    found = session_within(viewer, session_id)
    if not keeps_whole(viewer, session_id):
        raise NotFound
    return found


def keeps_whole(viewer: Viewer, session_id: int) -> bool:
    """Whether the viewer looks after the families of every class of a session."""
    beyond = select(SessionClass.id).where(SessionClass.session_id == session_id, ~reaches_classes(viewer))
    return viewer.may(Permission.KEEP_SESSIONS) and session().scalar(beyond.limit(1)) is None


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A class of a session in numbers."""

    class_id: int
    taken_at: datetime | None
    invited: int
    coming: int
    cannot: int
    came: int
    made_up: int
    absent: int
    open: int


def class_lines(viewer: Viewer, session_id: int) -> Sequence[ClassLine]:
    """The classes of a session within reach; one statement."""
    of = (SessionInvitation.session_id == SessionClass.session_id, SessionInvitation.class_id == SessionClass.class_id)
    answered = SessionInvitation.answer
    asked: list[ColumnElement[bool]] = [
        answered.in_((Answer.COMES, Answer.ONLINE)),
        answered == Answer.CANNOT,
        came(),
        ~came() & made_up(),
        absent(),
        absent() & ~spoken_with() & here(),
    ]
    sums: list[Any] = [func.coalesce(func.sum(cast(condition, Integer)), 0) for condition in asked]
    counted: list[Any] = [SessionClass.class_id, SessionClass.taken_at, func.count(SessionInvitation.id), *sums]
    found = (
        select(*counted)
        .join(GuidanceSession, GuidanceSession.id == SessionClass.session_id)
        .join(SessionInvitation, and_(*of))
        .where(SessionClass.session_id == session_id, reaches_classes(viewer))
        .group_by(SessionClass.class_id, SessionClass.taken_at)
        .order_by(SessionClass.class_id)
    )
    return [ClassLine(*row) for row in session().execute(found)]


@dataclass(frozen=True, slots=True)
class Family:
    """The family of a child at a session."""

    child_id: int
    name: str
    answer: Answer | None
    attending: Attending | None
    by_code: bool
    made_up: bool
    spoken: bool


def families(viewer: Viewer, session_id: int, class_id: int | None = None) -> Sequence[Family]:
    """Invited families within reach, by pinyin, with who came; one statement."""
    newest = (
        select(func.max(SessionAttendance.id))
        .where(SessionAttendance.session_id == session_id, SessionAttendance.withdrawn_at.is_(None))
        .group_by(SessionAttendance.child_id)
    )
    columns: list[Any] = [
        Child.id,
        Child.name,
        SessionInvitation.answer,
        SessionAttendance.attending,
        func.coalesce(SessionAttendance.by_code, False),
        made_up(),
        spoken_with(),
    ]
    found = (
        select(*columns)
        .select_from(SessionInvitation)
        .join(GuidanceSession, GuidanceSession.id == SessionInvitation.session_id)
        .join(Child, Child.id == SessionInvitation.child_id)
        .outerjoin(SessionAttendance, and_(SessionAttendance.child_id == Child.id, SessionAttendance.id.in_(newest)))
        .where(SessionInvitation.session_id == session_id, within(viewer, Tier.SCHOOLING))
        .order_by(Child.pinyin, Child.id)
    )
    if class_id is not None:
        found = found.where(SessionInvitation.class_id == class_id)
    return [Family(*row) for row in session().execute(found)]


@dataclass(frozen=True, slots=True)
class OwnInvitation:
    """A session the viewer's family is invited to, for one child."""

    session_id: int
    child_id: int
    child: str
    title: str
    day: date
    begins: str
    place: str
    form: SessionForm
    lesson_slug: str | None
    answer: Answer | None
    came: bool
    made_up: bool


def own_invitations(viewer: Viewer, code: str | None = None) -> Sequence[OwnInvitation]:
    """Sessions of a year, newest first; those of one code when a family stands before it. One statement."""
    columns: list[Any] = [
        GuidanceSession.id,
        Child.id,
        Child.name,
        GuidanceSession.title,
        GuidanceSession.day,
        GuidanceSession.begins,
        GuidanceSession.place,
        GuidanceSession.form,
        GuidanceSession.lesson_slug,
        SessionInvitation.answer,
        came(),
        made_up(),
    ]
    children = viewer.reaches(Tier.DIRECTORY).child_ids if viewer.may(Permission.SEE_HOME) else frozenset()
    found = (
        select(*columns)
        .select_from(SessionInvitation)
        .join(GuidanceSession, GuidanceSession.id == SessionInvitation.session_id)
        .join(Child, Child.id == SessionInvitation.child_id)
        .where(Child.id.in_(sorted(children)), NOT_CANCELLED)
        .order_by(GuidanceSession.day.desc(), GuidanceSession.id.desc(), Child.birth_date)
    )
    if code is not None:
        found = found.where(GuidanceSession.code == code, GuidanceSession.day == clock.today())
    return [OwnInvitation(*row) for row in session().execute(found.limit(60))]


def held_by(person_id: int) -> str:
    """The name of who made a session."""
    return session().scalar(select(Person.name).where(Person.id == person_id)) or ""
