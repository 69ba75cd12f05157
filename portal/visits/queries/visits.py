"""Single visits, lists of them, and what has to follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from portal.access.permissions import FAMILY, IN_CONTACT, Tier
from portal.access.viewer import Reach, Viewer
from portal.children.dated import holds_on
from portal.children.models import Child, Enrolment
from portal.children.scope import ONE_CHILD, find, within, within_reach
from portal.core import clock
from portal.core.db import read_once, session
from portal.core.errors import NotFound
from portal.core.pagination import Page, page_of_rows
from portal.people.models import Person, Post
from portal.school.queries import calendar
from portal.visits.models import FollowUp, FollowUpDone, HomeVisit, Signed, VisitMode, Visitor
from portal.visits.queries.counting import NOT_WITHDRAWN, counting
from portal.visits.rules import periods


@dataclass(frozen=True, slots=True)
class Listed:
    """A visit in a list."""

    id: int
    child_id: int
    name: str
    class_id: int | None
    day: date
    mode: VisitMode
    by: str


@dataclass(frozen=True, slots=True)
class Open:
    """A follow-up that somebody owns and nobody has done."""

    id: int
    visit_id: int
    child_id: int
    child: str
    words: str
    due: date
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Following:
    """A follow-up of one visit, done or not."""

    id: int
    words: str
    owner_id: int
    owner: str
    due: date
    done_at: datetime | None
    done_words: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A visit as the child's page tells it."""

    id: int
    day: date
    mode: VisitMode
    form: Any
    signed: Signed
    by: str


def visits(viewer: Viewer, number: int, visitor_id: int | None = None) -> Page[Listed]:
    """Visits to children within reach, newest first; of one visitor those that count this term; one statement."""
    columns: list[Any] = [HomeVisit.id, Child.id, Child.name, Child.class_id, HomeVisit.day, HomeVisit.mode, Person.name]
    found = (
        select(*columns)
        .join(Child, Child.id == HomeVisit.child_id)
        .join(Person, Person.id == HomeVisit.recorded_by_id)
        .where(within(viewer, Tier.WELFARE), Child.enrolment == Enrolment.ENROLLED, NOT_WITHDRAWN)
    )
    if visitor_id is not None:
        today = clock.today()
        went = select(Visitor.id).where(Visitor.visit_id == HomeVisit.id, Visitor.person_id == visitor_id).exists()
        found = found.where(went, counting(periods(today, calendar()).term, today))
    page = page_of_rows(found.order_by(HomeVisit.day.desc(), HomeVisit.id.desc()), number)
    return Page([Listed(*row) for row in page.items], page.number, page.total, page.size)


def visit_within(viewer: Viewer, child_id: int, visit_id: int) -> HomeVisit:
    """One visit of a child within reach, NotFound otherwise and once it is withdrawn."""
    child = find(viewer, child_id, Tier.WELFARE)
    found = session().scalar(select(HomeVisit).where(HomeVisit.id == visit_id, HomeVisit.child_id == child.id, NOT_WITHDRAWN))
    if found is None:
        raise NotFound
    return found


def visitors_of(visit_id: int) -> Sequence[str]:
    """Who went on a visit already found."""
    found = select(Person.name).join(Visitor, Visitor.person_id == Person.id).where(Visitor.visit_id == visit_id)
    return session().scalars(found.order_by(Visitor.id)).all()


def following(visit_id: int) -> Sequence[Following]:
    """What follows from a visit already found, the earliest due first."""
    columns = (FollowUp.id, FollowUp.words, FollowUp.owner_id, Person.name, FollowUp.due, FollowUpDone.at, FollowUpDone.words)
    found = (
        select(*columns)
        .join(Person, Person.id == FollowUp.owner_id)
        .outerjoin(FollowUpDone, FollowUpDone.follow_up_id == FollowUp.id)
        .where(FollowUp.visit_id == visit_id)
        .order_by(FollowUp.due, FollowUp.id)
    )
    return [Following(*row) for row in session().execute(found)]


def mine_to_do(viewer: Viewer) -> Sequence[Open]:
    """Follow-ups the viewer owns, not done yet, for children still within reach; one statement."""
    columns: list[Any] = [FollowUp.id, FollowUp.visit_id, Child.id, Child.name, FollowUp.words, FollowUp.due, FollowUp.made_at]
    done = select(FollowUpDone.id).where(FollowUpDone.follow_up_id == FollowUp.id).exists()
    found = select(*columns).join(Child, Child.id == FollowUp.child_id)
    own = (FollowUp.owner_id == viewer.person_id, ~done, within(viewer, Tier.WELFARE), Child.enrolment == Enrolment.ENROLLED)
    return [Open(*row) for row in session().execute(found.where(*own).order_by(FollowUp.due, FollowUp.id))]


def told(viewer: Viewer, child_id: int) -> Sequence[Told]:
    """The visits of a child within reach, newest first; one statement a request, however many parts of a page ask."""
    return read_once(("visits", viewer.person_id, child_id), lambda: _told(viewer, child_id))


def _told(viewer: Viewer, child_id: int) -> Sequence[Told]:
    rows = session().execute(_told_in(viewer.reaches(Tier.WELFARE)), {"child_id": child_id})
    return [Told(*row) for row in rows]


@lru_cache(maxsize=64)
def _told_in(reach: Reach) -> Any:
    writer = aliased(Person)
    columns: list[Any] = [HomeVisit.id, HomeVisit.day, HomeVisit.mode, HomeVisit.form, HomeVisit.signed, writer.name]
    found = select(*columns).join(writer, writer.id == HomeVisit.recorded_by_id).join(Child, Child.id == HomeVisit.child_id)
    theirs = (ONE_CHILD, NOT_WITHDRAWN, within_reach(reach))
    return found.where(*theirs).order_by(HomeVisit.day.desc(), HomeVisit.id.desc())


def colleagues(viewer: Viewer) -> list[tuple[int, str]]:
    """Who can go along or take a follow-up: everybody with a post among children today."""
    post = (Post.person_id == Person.id, Post.role.in_(sorted(IN_CONTACT)), Post.role.not_in(sorted(FAMILY)))
    held = select(Post.id).where(*post, holds_on(Post, clock.today())).exists()
    rows = session().execute(select(Person.id, Person.name).where(held).order_by(Person.pinyin, Person.id))
    return [(row[0], row[1]) for row in rows]
