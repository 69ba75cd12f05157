"""Grades as lists, files and figures read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, func, or_, select

from portal.access.permissions import Tier
from portal.access.viewer import Reach, Viewer
from portal.children.figures import on_the_roll
from portal.children.models import Child, Enrolment
from portal.children.scope import THESE_CHILDREN, within, within_reach
from portal.core.contributions import Member
from portal.core.db import read_once, session
from portal.people.models import Person
from portal.risk.models import AttentionGrade
from portal.school.classes import classes

HERE = Child.enrolment == Enrolment.ENROLLED


def grades_of(viewer: Viewer, child_ids: Sequence[int]) -> Mapping[int, tuple[int, date]]:
    """Grade and day of review of children within reach; one statement. A child without a grade is absent."""
    rows = session().execute(_grades_in(viewer.reaches(Tier.DIRECTORY)), {"child_ids": child_ids})
    return {row[0]: (row[1], row[2]) for row in rows}


@lru_cache(maxsize=64)
def _grades_in(reach: Reach) -> Any:
    columns = (AttentionGrade.child_id, AttentionGrade.grade, AttentionGrade.review_on)
    found = select(*columns).join(Child, Child.id == AttentionGrade.child_id)
    return found.where(THESE_CHILDREN, AttentionGrade.until_day.is_(None), within_reach(reach))


@dataclass(frozen=True, slots=True)
class Given:
    """A grade a person gave, with what it rested on."""

    id: int
    grade: int
    evidence: Any
    reason: str
    from_day: date
    until_day: date | None
    review_on: date
    decided_at: datetime
    by: str | None


@cache
def closeness() -> Any:
    """The grade of today as a column over the child, for the rhythm of talks and visits."""
    of_child = (AttentionGrade.child_id == Child.id, AttentionGrade.until_day.is_(None))
    return select(func.min(AttentionGrade.grade)).where(*of_child).correlate(Child).scalar_subquery()


def attention_order() -> Any:
    """Those who need most attention first, those without a grade last."""
    grade = closeness()
    return case((grade > 0, grade), else_=9)


def history(child_id: int) -> Sequence[Given]:
    """Every grade of a child, newest first, read once a page; the caller has found the child within reach."""
    return read_once(("grades", child_id), lambda: [Given(*row) for row in session().execute(_history(), {"child_id": child_id})])


@cache
def _history() -> Any:
    columns: list[Any] = [
        AttentionGrade.id, AttentionGrade.grade, AttentionGrade.evidence, AttentionGrade.reason, AttentionGrade.from_day,
        AttentionGrade.until_day, AttentionGrade.review_on, AttentionGrade.decided_at, Person.name,
    ]  # fmt: skip
    found = select(*columns).outerjoin(Person, Person.id == AttentionGrade.decided_by_id)
    return found.where(AttentionGrade.child_id == bindparam("child_id")).order_by(AttentionGrade.id.desc())


def current_grade(child_id: int) -> Given | None:
    """The grade that holds for a child now."""
    return next((one for one in history(child_id) if one.until_day is None), None)


def reviews_due(viewer: Viewer, today: date, conditions: Sequence[ColumnElement[bool]] = ()) -> Sequence[tuple[int, int, date]]:
    """For each class within reach: how many grades are due for review, and since which day; one statement."""
    due = (AttentionGrade.until_day.is_(None), AttentionGrade.review_on <= today, HERE, within(viewer, Tier.WELFARE), *conditions)
    columns = (Child.class_id, func.count(), func.min(AttentionGrade.review_on))
    found = select(*columns).join(Child, Child.id == AttentionGrade.child_id).where(*due).group_by(Child.class_id)
    return [(row[0] or 0, row[1], row[2]) for row in session().execute(found)]


def due_children(viewer: Viewer, today: date) -> Sequence[tuple[int, str, int | None, int, date]]:
    """Children within reach whose grade is due for review, the longest first: id, name, class, grade, day; one statement."""
    due = (AttentionGrade.until_day.is_(None), AttentionGrade.review_on <= today, HERE, within(viewer, Tier.WELFARE))
    columns = (Child.id, Child.name, Child.class_id, AttentionGrade.grade, AttentionGrade.review_on)
    found = select(*columns).join(AttentionGrade, AttentionGrade.child_id == Child.id).where(*due)
    rows = session().execute(found.order_by(AttentionGrade.review_on, Child.pinyin, Child.id))
    return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]


def members(cut_off: date) -> Mapping[str, Sequence[Member]]:
    """Children on the roll by the grade they had on a day; one statement."""
    held = (
        (AttentionGrade.child_id == Child.id)
        & (AttentionGrade.from_day <= cut_off)
        & or_(AttentionGrade.until_day.is_(None), AttentionGrade.until_day > cut_off)
    )
    columns: list[Any] = [Child.id, Child.class_id, Child.sex, Child.boarding, func.coalesce(AttentionGrade.grade, 0)]
    found = select(*columns).outerjoin(AttentionGrade, held).where(on_the_roll(cut_off)).order_by(Child.id)
    years = {id_: school_class.grade(cut_off) for id_, school_class in classes().items()}
    sets: dict[str, list[Member]] = {f"risk.grade_{grade}": [] for grade in range(4)}
    for id_, class_id, sex, boarding, grade in session().execute(found):
        sets[f"risk.grade_{grade}"].append(Member(id_, years.get(class_id), sex, bool(boarding)))
    return sets
