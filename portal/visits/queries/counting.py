"""Which visits count, and how many children of each class they reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.models import Child, Enrolment
from portal.children.queries.counted import counts_as_left_behind
from portal.children.scope import within
from portal.core import clock
from portal.core.collected import closeness
from portal.core.db import session
from portal.core.pagination import Page, page_of_rows
from portal.people.models import Person
from portal.school.queries import calendar, number, setting
from portal.visits.models import HomeVisit, VisitMode, Visitor, VisitWithdrawal
from portal.visits.rules import COUNTED, Covered, Show, periods

NOT_WITHDRAWN = ~select(VisitWithdrawal.id).where(VisitWithdrawal.visit_id == HomeVisit.id).correlate(HomeVisit).exists()


#: The closest of the grades a domain may give.
CLOSE = 1


def counted_modes() -> frozenset[VisitMode]:
    """The ways of meeting that count for the duty at this school."""
    return COUNTED[str(setting("visits.counted"))]


def counting(since: date, until: date) -> ColumnElement[bool]:
    """The condition on `HomeVisit`: counts for the duty in a period."""
    return HomeVisit.mode.in_(sorted(counted_modes())) & HomeVisit.day.between(since, until) & NOT_WITHDRAWN


def visited(since: date, until: date) -> ColumnElement[bool]:
    """The condition on `Child`: visited in a period in a way that counts."""
    return select(HomeVisit.id).where(HomeVisit.child_id == Child.id, counting(since, until)).correlate(Child).exists()


def last_visit(until: date) -> Any:
    """The last day of a visit that counts, as a column over `Child`."""
    of_child = (HomeVisit.child_id == Child.id, counting(date.min, until))
    return select(func.max(HomeVisit.day)).where(*of_child).correlate(Child).scalar_subquery()


def coverage(viewer: Viewer, *conditions: ColumnElement[bool]) -> Mapping[int | None, Covered]:
    """By class, among the children within reach; one statement."""
    holds = _conditions(clock.today())
    counts = [func.sum(case((holds[show], 1), else_=0)) for show in (Show.VISITED, Show.LEFT_BEHIND, Show.LEFT_BEHIND_VISITED)]
    found = select(Child.class_id, func.count(), *counts).where(*_here(viewer), *conditions).group_by(Child.class_id)
    return {row[0]: Covered(*(int(count or 0) for count in row[1:])) for row in session().execute(found)}


def _here(viewer: Viewer) -> tuple[ColumnElement[bool], ...]:
    return within(viewer, Tier.WELFARE), Child.enrolment == Enrolment.ENROLLED


def _conditions(today: date) -> Mapping[Show, ColumnElement[bool]]:
    of = periods(today, calendar())
    year, term, counted = visited(of.year, today), visited(of.term, today), counts_as_left_behind(today)
    return {
        Show.ALL: Child.id.is_not(None),
        Show.VISITED: year,
        Show.OPEN: ~year,
        Show.LEFT_BEHIND: counted,
        Show.LEFT_BEHIND_VISITED: counted & term,
        Show.LEFT_BEHIND_OPEN: counted & ~term,
        Show.SOONER: sooner(today),
    }


def sooner(today: date) -> ColumnElement[bool]:
    """The condition on `Child`: needs close attention, and the last visit that counts is longer ago than this school holds."""
    since = today - timedelta(days=number("visits.close_days"))
    return and_(closeness() == CLOSE, ~visited(since, today))


def sooner_by_class(viewer: Viewer, *conditions: ColumnElement[bool]) -> Sequence[tuple[int | None, int, date | None]]:
    """Class, how many of its children are to be visited sooner, and their earliest last visit; one statement."""
    today = clock.today()
    columns: list[Any] = [Child.class_id, func.count(), func.min(last_visit(today))]
    found = select(*columns).where(*_here(viewer), sooner(today), *conditions).group_by(Child.class_id).order_by(Child.class_id)
    return [(row[0], row[1], row[2]) for row in session().execute(found)]


@dataclass(frozen=True, slots=True)
class Line:
    """A child of a list, with the last visit that counts."""

    child_id: int
    name: str
    class_id: int | None
    last_visit: date | None


def children(viewer: Viewer, show: Show, class_id: int | None, at: int) -> Page[Line]:
    """The list behind a number of the coverage; one statement."""
    today = clock.today()
    columns: list[Any] = [Child.id, Child.name, Child.class_id, last_visit(today)]
    found = select(*columns).where(*_here(viewer), _conditions(today)[show])
    if class_id is not None:
        found = found.where(Child.class_id == class_id)
    page = page_of_rows(found.order_by(Child.class_id, Child.pinyin, Child.id), at)
    return Page([Line(*row) for row in page.items], page.number, page.total, page.size)


def by_visitor(viewer: Viewer) -> Sequence[tuple[int, str, int]]:
    """Who visited children within reach this term in a way that counts: id, name, visits; one statement."""
    today = clock.today()
    of = periods(today, calendar())
    found = (
        select(Person.id, Person.name, func.count(HomeVisit.id))
        .join(Visitor, Visitor.person_id == Person.id)
        .join(HomeVisit, HomeVisit.id == Visitor.visit_id)
        .join(Child, Child.id == HomeVisit.child_id)
        .where(*_here(viewer), counting(of.term, today))
        .group_by(Person.id, Person.name, Person.pinyin)
        .order_by(func.count(HomeVisit.id).desc(), Person.pinyin)
    )
    return [(row[0], row[1], row[2]) for row in session().execute(found)]
