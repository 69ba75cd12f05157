"""Reads of the school day: a class and its list, the classes of a day, a family's own children, one child's absences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, func, select

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.attendance.models import Absence, ClassRegister, Reason
from portal.children.models import Child
from portal.children.scope import ENROLLED, within
from portal.core.db import session
from portal.core.errors import NotFound
from portal.people.models import Person
from portal.school.classes import class_name, classes

STILL = Absence.ended_at.is_(None)


@dataclass(frozen=True, slots=True)
class Pupil:
    """One line of a list: the child, and what is known if it is not there."""

    id: int
    name: str
    reason: Reason | None


@dataclass(frozen=True)
class ClassDay:
    """One class on a day; `times` is 0 while nobody called its names."""

    class_id: int
    name: str
    pupils: Sequence[Pupil]
    times: int
    taken_at: datetime | None
    taken_by: str

    @property
    def away(self) -> Sequence[Pupil]:
        return [one for one in self.pupils if one.reason is not None]


def class_days(viewer: Viewer, day: date, *conditions: Any) -> Sequence[ClassDay]:
    """The classes within reach with their pupils on a day; two statements."""
    gone = and_(Absence.child_id == Child.id, Absence.day == day, STILL)
    rows = session().execute(
        select(Child.class_id, Child.id, Child.name, Absence.reason)
        .outerjoin(Absence, gone)
        .where(within(viewer, Tier.SCHOOLING), ENROLLED, Child.class_id.is_not(None), *conditions)
        .order_by(Child.pinyin, Child.id)
    )
    pupils: dict[int, list[Pupil]] = defaultdict(list)
    row: Any
    for row in rows:
        pupils[row.class_id].append(Pupil(row.id, row.name, row.reason))
    taken = _taken(day)
    found = [ClassDay(id_, class_name(id_), mine, *taken.get(id_, (0, None, ""))) for id_, mine in pupils.items()]
    order = {class_id: place for place, class_id in enumerate(classes())}
    return sorted(found, key=lambda one: (order.get(one.class_id, len(order)), one.class_id))


def _taken(day: date) -> Mapping[int, tuple[int, datetime, str]]:
    found = (
        select(ClassRegister.class_id, ClassRegister.times, ClassRegister.taken_at, Person.name)
        .join(Person, Person.id == ClassRegister.taken_by_id)
        .where(ClassRegister.day == day)
    )
    return {class_id: (times, at, name) for class_id, times, at, name in session().execute(found)}


def class_day(viewer: Viewer, class_id: int, day: date) -> ClassDay:
    """One class within reach; NotFound otherwise."""
    found = next(iter(class_days(viewer, day, Child.class_id == class_id)), None)
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class Record:
    """One child's school days: on which its class was called, on which it was away and why."""

    child_id: int
    name: str
    called: frozenset[date]
    away: Mapping[date, Reason]


def records(first: date, last: date, *conditions: Any) -> Sequence[Record]:
    """Children with the days on which their class was called; two statements. A class nobody called says nothing."""
    between = ClassRegister.day.between(first, last)
    days = (
        select(Child.id, Child.name, ClassRegister.day)
        .join(ClassRegister, ClassRegister.class_id == Child.class_id)
        .where(between, *conditions)
        .order_by(Child.birth_date, Child.id)
    )
    away = select(Absence.child_id, Absence.day, Absence.reason).join(Child, Child.id == Absence.child_id)
    reasons: dict[int, dict[date, Reason]] = defaultdict(dict)
    for child_id, day, reason in session().execute(away.where(STILL, Absence.day.between(first, last), *conditions)):
        reasons[child_id][day] = reason
    called: dict[tuple[int, str], set[date]] = defaultdict(set)
    for child_id, name, day in session().execute(days):
        called[child_id, name].add(day)
    return [Record(id_, name, frozenset(of | reasons[id_].keys()), reasons[id_]) for (id_, name), of in called.items()]


def own_records(viewer: Viewer, first: date, last: date) -> Sequence[Record]:
    """The same for the viewer's own children whose file they may see."""
    own = viewer.reaches(Tier.SCHOOLING).child_ids
    return records(first, last, Child.id.in_(sorted(own)), ENROLLED) if own else []


def absences_of(child_id: int) -> Sequence[tuple[date, Reason, datetime]]:
    """The days one child was away, newest first, with when it was noted; one statement."""
    found = select(Absence.day, Absence.reason, Absence.noted_at).where(Absence.child_id == child_id, STILL)
    return [(row[0], row[1], row[2]) for row in session().execute(found.order_by(Absence.day.desc()).limit(200))]


@dataclass(frozen=True)
class Waiting:
    """What the lists of an own class ask today: whether its names were called, and who is missing without a word."""

    class_id: int
    called: bool
    unknown: Sequence[str]


def waiting(viewer: Viewer, day: date) -> Sequence[Waiting]:
    """For each own class; one statement."""
    own = sorted(viewer.homeroom_ids)
    gone = and_(Absence.child_id == Child.id, Absence.day == day, Absence.reason == Reason.UNKNOWN, STILL)
    rows: Any = session().execute(
        select(Child.class_id, func.max(ClassRegister.id), func.max(Absence.id), Child.name)
        .outerjoin(ClassRegister, and_(ClassRegister.class_id == Child.class_id, ClassRegister.day == day))
        .outerjoin(Absence, gone)
        .where(Child.class_id.in_(own), ENROLLED)
        .group_by(Child.class_id, Child.id, Child.name, Child.pinyin)
        .order_by(Child.pinyin, Child.id)
    )
    found: dict[int, tuple[bool, list[str]]] = {}
    for class_id, called, missing, name in rows:
        names = found.setdefault(class_id, (called is not None, []))[1]
        names += [name] if missing is not None else []
    return [Waiting(class_id, called, names) for class_id, (called, names) in sorted(found.items())]
