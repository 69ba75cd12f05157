"""Plans as pages read them: the one in force, those before, and lists within reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Integer, bindparam, func, or_, select
from sqlalchemy.orm import joinedload

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.figures import on_the_roll
from portal.children.models import Child
from portal.children.queries.counted import counts_as_left_behind
from portal.children.scope import ENROLLED, find, within
from portal.core import clock
from portal.core.contributions import Member
from portal.core.db import read_once, session
from portal.core.errors import NotFound
from portal.core.pagination import Page, page_of_rows
from portal.plans.models import CarePlan, PlannedMeasure
from portal.school.classes import classes


class Show(StrEnum):
    """The lists of the overview."""

    ALL = "all"
    DUE = "due"
    WITHOUT = "without"


def plans_of(child_id: int) -> Sequence[CarePlan]:
    """Every edition, newest first, read once a page; the caller has found the child within reach. One statement."""
    return read_once(("plans", child_id), lambda: session().scalars(_plans(), {"child_id": child_id}).unique().all())


@cache
def _plans() -> Any:
    mine = CarePlan.child_id == bindparam("child_id", type_=Integer)
    return select(CarePlan).options(joinedload(CarePlan.measures)).where(mine).order_by(CarePlan.edition.desc())


def in_force(plans: Sequence[CarePlan]) -> CarePlan | None:
    """The edition that holds today."""
    return next((plan for plan in plans if plan.until_day is None), None)


def plan_within(viewer: Viewer, child_id: int) -> CarePlan:
    """The plan in force of a child whose file the viewer reaches; NotFound otherwise."""
    found = in_force(plans_of(find(viewer, child_id, Tier.WELFARE).id))
    if found is None:
        raise NotFound
    return found


def measure_within(viewer: Viewer, child_id: int, measure_id: int) -> PlannedMeasure:
    """One line of that plan; NotFound otherwise."""
    found = next((one for one in plan_within(viewer, child_id).measures if one.id == measure_id), None)
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """A child of a list with its plan in force, if there is one: edition, day of review, the earliest next day."""

    child_id: int
    name: str
    class_id: int | None
    edition: int | None
    review_on: date | None
    next_on: date | None


def _next_on() -> Any:
    return (
        select(func.min(PlannedMeasure.next_on)).where(PlannedMeasure.plan_id == CarePlan.id).correlate(CarePlan).scalar_subquery()
    )


def _is_due(today: date) -> Any:
    return or_(CarePlan.review_on <= today, _next_on() < today)


def listed(viewer: Viewer, show: Show, number: int) -> Page[Line]:
    """One page of a list within reach; one statement."""
    today = clock.today()
    plan = (CarePlan.child_id == Child.id) & CarePlan.until_day.is_(None)
    columns: list[Any] = [Child.id, Child.name, Child.class_id, CarePlan.edition, CarePlan.review_on, _next_on()]
    found = select(*columns).outerjoin(CarePlan, plan).where(within(viewer, Tier.WELFARE), ENROLLED)
    if show is Show.WITHOUT:
        found = found.where(CarePlan.id.is_(None), counts_as_left_behind(today))
    else:
        found = found.where(CarePlan.id.is_not(None), *([_is_due(today)] if show is Show.DUE else []))
    page = page_of_rows(found.order_by(CarePlan.review_on, Child.class_id, Child.pinyin, Child.id), number)
    return Page([Line(*row) for row in page.items], page.number, page.total, page.size)


def due_by_class(viewer: Viewer, class_ids: Sequence[int], day: date) -> Sequence[tuple[int, int, date]]:
    """Class, how many of its plans wait for something on a day, and since when; one statement."""
    since = func.min(func.coalesce(_next_on(), CarePlan.review_on))
    found = (
        select(Child.class_id, func.count(), since)
        .join(CarePlan, (CarePlan.child_id == Child.id) & CarePlan.until_day.is_(None))
        .where(within(viewer, Tier.WELFARE), ENROLLED, Child.class_id.in_(class_ids), _is_due(day))
        .group_by(Child.class_id)
        .order_by(Child.class_id)
    )
    return [(row[0], row[1], min(row[2], day)) for row in session().execute(found)]


def members(cut_off: date) -> Mapping[str, Sequence[Member]]:
    """Children on the roll with a plan in force on a day; one statement."""
    holds = (CarePlan.from_day <= cut_off, or_(CarePlan.until_day.is_(None), CarePlan.until_day > cut_off))
    columns: list[Any] = [Child.id, Child.class_id, Child.sex, Child.boarding]
    found = select(*columns).where(on_the_roll(cut_off), select(CarePlan.id).where(CarePlan.child_id == Child.id, *holds).exists())
    grades = {id_: one.grade(cut_off) for id_, one in classes().items()}
    return {
        "plans.in_force": [
            Member(id_, grades.get(class_id), sex, bool(boarding))
            for id_, class_id, sex, boarding in session().execute(found.order_by(Child.id))
        ]
    }
