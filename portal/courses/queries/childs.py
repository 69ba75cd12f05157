"""Guidance of one child's family: sessions, lessons brought home, what the panel and the timeline tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, Integer, bindparam, case, literal, select, union_all

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.scope import find
from portal.core.db import read_once, session
from portal.core.errors import NotFound
from portal.courses.models.sessions import (
    AbsenceContact,
    GuidanceSession,
    HomeLesson,
    SessionClass,
    SessionInvitation,
)
from portal.courses.queries.reached import NOT_CANCELLED, came, made_up
from portal.people.models import Person


@dataclass(frozen=True, slots=True)
class Happened:
    """A session of the family (came, made up, missed or still to come) or a lesson brought home."""

    kind: str
    id: int
    title: str
    day: date
    by: str


CAME, MADE_UP, MISSED, COMING, HOME, LEARNED = "came", "made_up", "missed", "coming", "home", "learned"


def guidance_of(child_id: int) -> Sequence[Happened]:
    """Newest first; one statement, once a page. Of lessons learned in the portal only how many, never which."""
    return read_once(("guidance", child_id), lambda: _guidance_of(child_id))


def _guidance_of(child_id: int) -> Sequence[Happened]:
    rows = session().execute(_guidance(), {"child": child_id})
    return sorted((Happened(*row) for row in rows), key=lambda one: one.day, reverse=True)


@cache
def _guidance() -> CompoundSelect[Any]:
    child = bindparam("child", type_=Integer)
    of = (SessionClass.session_id == SessionInvitation.session_id) & (SessionClass.class_id == SessionInvitation.class_id)
    kind = case((came(), CAME), (made_up(), MADE_UP), (SessionClass.taken_at.is_not(None), MISSED), else_=COMING)
    at_school = (
        select(kind.label("kind"), GuidanceSession.id, GuidanceSession.title, GuidanceSession.day, GuidanceSession.host)
        .select_from(SessionInvitation)
        .join(GuidanceSession, GuidanceSession.id == SessionInvitation.session_id)
        .join(SessionClass, of)
        .where(SessionInvitation.child_id == child, NOT_CANCELLED)
    )
    at_home = (
        select(literal(HOME), HomeLesson.id, HomeLesson.title, HomeLesson.day, Person.name)
        .join(Person, Person.id == HomeLesson.by_id)
        .where(HomeLesson.child_id == child, HomeLesson.withdrawn_at.is_(None))
    )
    return union_all(at_school, at_home)


@dataclass(frozen=True, slots=True)
class Told:
    """What was written down after a lesson at home, or after a talk with an absent family."""

    home_lesson_id: int | None
    title: str
    day: date
    who: str
    words: str
    by: str
    by_id: int


def told_of(child_id: int) -> Sequence[Told]:
    """Everything written down about one family's guidance, newest first; two statements."""
    brought = select(HomeLesson, Person.name).join(Person, Person.id == HomeLesson.by_id)
    brought = brought.where(HomeLesson.child_id == child_id, HomeLesson.withdrawn_at.is_(None))
    talks = (
        select(AbsenceContact, GuidanceSession.title, Person.name)
        .join(GuidanceSession, GuidanceSession.id == AbsenceContact.session_id)
        .join(Person, Person.id == AbsenceContact.by_id)
        .where(AbsenceContact.child_id == child_id)
    )
    found = [Told(one.id, one.title, one.day, one.who, one.note or "", by, one.by_id) for one, by in session().execute(brought)]
    found += [Told(None, title, one.day, "", one.words, by, one.by_id) for one, title, by in session().execute(talks)]
    return sorted(found, key=lambda one: one.day, reverse=True)


def missed_sessions(child_id: int) -> list[tuple[int, str]]:
    """Sessions a lesson at home can make up for; newest first."""
    found = (
        select(GuidanceSession.id, GuidanceSession.title)
        .join(SessionInvitation, SessionInvitation.session_id == GuidanceSession.id)
        .where(SessionInvitation.child_id == child_id, NOT_CANCELLED, ~came())
        .order_by(GuidanceSession.day.desc())
        .limit(12)
    )
    return [(row[0], row[1]) for row in session().execute(found)]


def home_lesson_within(viewer: Viewer, child_id: int, home_lesson_id: int) -> HomeLesson:
    """A lesson brought to this child's home, not taken back."""
    find(viewer, child_id, Tier.WELFARE)
    of = (HomeLesson.id == home_lesson_id, HomeLesson.child_id == child_id, HomeLesson.withdrawn_at.is_(None))
    found = session().scalar(select(HomeLesson).where(*of))
    if found is None:
        raise NotFound
    return found
