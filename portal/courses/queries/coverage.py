"""How far the duty of the parents' school is met, class by class, and the families behind each number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, case, cast, func, null, select

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.models import Child, Enrolment
from portal.children.scope import within
from portal.core import clock
from portal.core.calendar import academic_year
from portal.core.db import session
from portal.core.pagination import Page, page_of_rows
from portal.courses.duty import Covered, Show, Term
from portal.courses.models.sessions import GuidanceSession, SessionAttendance, SessionClass, SessionInvitation
from portal.courses.queries.reached import NOT_CANCELLED, absent, here, open_absences, reached, spoken_with
from portal.courses.queries.sessions import reaches_classes
from portal.school.queries import calendar


def this_term(today: date) -> Term:
    """The term of the day; in the holidays the one that ended last; without a calendar the school year."""
    term = calendar().current_term(today)
    return Term(term.first_day, term.last_day) if term else Term(date(academic_year(today), 8, 1), today)


def coverage(viewer: Viewer) -> Mapping[int, Covered]:
    """By class within reach, as of today; two statements."""
    today, term = clock.today(), this_term(clock.today())
    held = _sessions_by_class(viewer, term, today)
    families = func.count(), func.coalesce(func.sum(cast(reached(term.first, min(today, term.last)), Integer)), 0)
    found = select(Child.class_id, *families).where(*_on_roll(viewer)).group_by(Child.class_id)
    covered: dict[int, Covered] = {}
    for class_id, count, met in session().execute(found):
        if class_id is not None:
            covered[class_id] = Covered(count, met, *held.get(class_id, (0, 0, 0)))
    return covered


def _sessions_by_class(viewer: Viewer, term: Term, today: date) -> Mapping[int, tuple[int, int, int]]:
    """Sessions held and planned, and absent families not spoken with."""
    taken = SessionClass.taken_at.is_not(None)
    found = (
        select(
            SessionClass.class_id,
            func.sum(cast(taken, Integer)),
            func.sum(cast(~taken, Integer)),
            func.sum(case((taken, open_absences()), else_=0)),
        )
        .join(GuidanceSession, GuidanceSession.id == SessionClass.session_id)
        .where(GuidanceSession.day.between(term.first, term.last), NOT_CANCELLED, reaches_classes(viewer))
        .group_by(SessionClass.class_id)
    )
    return {row[0]: (int(row[1]), int(row[2]), int(row[3])) for row in session().execute(found)}


def _on_roll(viewer: Viewer) -> tuple[ColumnElement[bool], ...]:
    return within(viewer, Tier.SCHOOLING), Child.enrolment == Enrolment.ENROLLED


@dataclass(frozen=True, slots=True)
class Line:
    """A family of a list: its child, when guidance reached it last at school, and the session missed."""

    child_id: int
    name: str
    class_id: int | None
    last_at_school: date | None
    missed_id: int | None
    missed: str | None
    missed_on: date | None


def families_behind(viewer: Viewer, show: Show, class_id: int | None, number: int) -> Page[Line]:
    """The list behind a number of the coverage; one statement. Absent families stand once for each session missed."""
    term = this_term(clock.today())
    last = (
        select(func.max(GuidanceSession.day))
        .join(SessionAttendance, SessionAttendance.session_id == GuidanceSession.id)
        .where(SessionAttendance.child_id == Child.id, SessionAttendance.withdrawn_at.is_(None))
        .correlate(Child)
        .scalar_subquery()
    )
    columns: list[Any] = [Child.id, Child.name, Child.class_id, last]
    order: list[Any] = [Child.class_id, Child.pinyin, Child.id]
    of_class: Any = Child.class_id
    if show is Show.ABSENT:
        missed = [GuidanceSession.id, GuidanceSession.title, GuidanceSession.day]
        found = _missed(select(*columns, *missed).select_from(Child), term)
        of_class, order = SessionInvitation.class_id, [*order, GuidanceSession.day]
    else:
        met = reached(term.first, min(clock.today(), term.last))
        found = select(*columns, null(), null(), null())
        found = found.where(met) if show is Show.REACHED else found.where(~met) if show is Show.OPEN else found
    found = found.where(*_on_roll(viewer), *([of_class == class_id] if class_id is not None else []))
    page = page_of_rows(found.order_by(*order), number)
    return Page([Line(*row) for row in page.items], page.number, page.total, page.size)


def _missed(found: Any, term: Term) -> Any:
    """Joined with the sessions the family was absent from, where the list is complete and nobody spoke with them yet."""
    of = and_(SessionClass.session_id == SessionInvitation.session_id, SessionClass.class_id == SessionInvitation.class_id)
    return (
        found.join(SessionInvitation, SessionInvitation.child_id == Child.id)
        .join(GuidanceSession, GuidanceSession.id == SessionInvitation.session_id)
        .join(SessionClass, of)
        .where(SessionClass.taken_at.is_not(None), NOT_CANCELLED, GuidanceSession.day.between(term.first, term.last))
        .where(absent(), ~spoken_with(), here())
    )
