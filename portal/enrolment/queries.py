"""The roll read: acts so far, a child's own history, the classes as the year begins, files that may be the same child."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Row, bindparam, func, select

from portal.access.viewer import Viewer
from portal.children.models import Child, Enrolment
from portal.children.names import folded_name
from portal.children.scope import within
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound
from portal.core.pagination import Page, page_of_rows
from portal.enrolment.models import RollAct, RollEntry
from portal.enrolment.rules import ClassYear, new_year
from portal.people.models import Person
from portal.school.classes import classes

STAY = (Enrolment.ENROLLED, Enrolment.SUSPENDED)


def acts_page(viewer: Viewer, number: int) -> Page[Any]:
    """Acts on the roll, newest first, with who did them."""
    columns = (RollAct.id, RollAct.reason, RollAct.day, RollAct.children, RollAct.done_at, RollAct.undone_at, Person.name)
    rows = select(*columns).outerjoin(Person, Person.id == RollAct.done_by_id)
    return page_of_rows(rows.order_by(RollAct.id.desc()), number, size=20)


def found_act(act_id: int) -> RollAct:
    """An act by its number, or NotFound."""
    found = session().get(RollAct, act_id)
    if found is None:
        raise NotFound
    return found


def history_of(child_id: int) -> Sequence[Row[*tuple[Any, ...]]]:
    """A child's rows of the roll, newest first, with who wrote them."""
    return session().execute(_history(), {"child_id": child_id}).all()


@cache
def _history() -> Any:
    """Built once: every child's page asks it."""
    columns = (RollEntry.reason, RollEntry.enrolment, RollEntry.class_id, RollEntry.day, RollEntry.note, RollEntry.recorded_at)
    rows = select(*columns, Person.name).outerjoin(Person, Person.id == RollEntry.recorded_by_id)
    return rows.where(RollEntry.child_id == bindparam("child_id")).order_by(RollEntry.id.desc())


def years_of_classes() -> Sequence[ClassYear]:
    """What becomes of every class in this school year, with how many children it has."""
    counted = select(Child.class_id, func.count()).where(Child.enrolment.in_(STAY)).group_by(Child.class_id)
    counts = {class_id: count for class_id, count in session().execute(counted) if class_id is not None}
    return new_year(classes().values(), counts, clock.today())


def likenesses(viewer: Viewer) -> Sequence[Sequence[Row[*tuple[Any, ...]]]]:
    """Groups of files within reach that share folded name and birth date: perhaps the same child twice."""
    columns = (Child.id, Child.name, Child.birth_date, Child.class_id, Child.enrolment)
    groups: dict[Any, list[Row[*tuple[Any, ...]]]] = {}
    rows = select(*columns).where(within(viewer), Child.enrolment != Enrolment.MERGED).order_by(Child.id)
    for row in session().execute(rows):
        groups.setdefault((folded_name(row.name), row.birth_date), []).append(row)
    return [group for group in groups.values() if len(group) > 1]
