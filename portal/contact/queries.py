"""Reads of weekly contact: the days of many children in a fixed number of statements, and the whole record of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, bindparam, case, func, or_, select

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.dated import holds_on
from portal.children.models import Child, Guardian
from portal.children.queries.apart import known_apart_since, lives_apart
from portal.children.scope import ENROLLED, ONE_CHILD, find, within
from portal.contact.models import ContactRecord, ContactWithdrawal, Told, Way
from portal.contact.rules import Weeks, last_seven, weeks_of
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound
from portal.people.models import Person
from portal.school.queries import calendar

Condition = ColumnElement[bool]

NOT_WITHDRAWN = (
    ~select(ContactWithdrawal.id).where(ContactWithdrawal.contact_id == ContactRecord.id).correlate(ContactRecord).exists()
)
FIRST_WEEKS = timedelta(days=200)  # no term is longer


@dataclass(frozen=True, slots=True)
class InTouch:
    """A child whose parents are away, with the days on which they talked this term."""

    id: int
    name: str
    pinyin: str
    class_id: int | None
    sex: str
    boarding: bool
    with_child: frozenset[date]
    with_carer: frozenset[date]
    weeks: Weeks

    @property
    def last(self) -> date | None:
        """The last day parents and child talked this term."""
        return max(self.with_child, default=None)

    @property
    def last_with_carer(self) -> date | None:
        """The same for parents and carer."""
        return max(self.with_carer, default=None)

    @property
    def windows(self) -> str:
        """The seven days up to today."""
        return last_seven(self.with_child, clock.today())


def in_touch(viewer: Viewer, *conditions: Condition, **given: Any) -> Sequence[InTouch]:
    """Children within reach whose parents are away, by pinyin; two statements. `given` fills the places conditions hold."""
    return in_touch_where(within(viewer, Tier.WELFARE), ENROLLED, *conditions, **given)


def in_touch_where(*conditions: Condition, on: date | None = None, **given: Any) -> Sequence[InTouch]:
    """The same for any condition on `Child`; children with a contact on record are among them, whoever is away."""
    day = on or clock.today()
    begin = _begin(day)
    children, contacts = _asked(conditions, begin, day)
    rows = session().execute(children, given).all()
    days = _days(session().execute(contacts, given)) if rows else {}
    school_weeks = calendar().school_weeks(begin, day)
    return [_in_touch(row, days.get(row[0], ()), school_weeks, day) for row in rows]


@lru_cache(maxsize=64)
def _asked(conditions: tuple[Condition, ...], begin: date, day: date) -> tuple[Any, Any]:
    """The children, and their contacts of the term."""
    since = case((lives_apart(day), known_apart_since(day)))
    of_term = (ContactRecord.child_id == Child.id, ContactRecord.day.between(begin, day), NOT_WITHDRAWN)
    first = select(func.min(ContactRecord.day)).where(*of_term).correlate(Child).scalar_subquery()
    spoken_of = or_(lives_apart(day), select(ContactRecord.id).where(*of_term).correlate(Child).exists())
    columns: list[Any] = [Child.id, Child.name, Child.pinyin, Child.class_id, Child.sex, Child.boarding, since, first]
    contacts = (
        select(ContactRecord.child_id, ContactRecord.day, ContactRecord.with_child, ContactRecord.with_carer)
        .join(Child, Child.id == ContactRecord.child_id)
        .where(*conditions, spoken_of, ContactRecord.day.between(begin, day), NOT_WITHDRAWN)
    )
    return select(*columns).where(*conditions, spoken_of).order_by(Child.pinyin, Child.id), contacts


def _begin(day: date) -> date:
    term = calendar().current_term(day)
    return term.first_day if term else day - FIRST_WEEKS


def _days(contacts: Iterable[Any]) -> Mapping[int, Sequence[tuple[date, bool, bool]]]:
    days: dict[int, list[tuple[date, bool, bool]]] = defaultdict(list)
    for child_id, talked, child, carer in contacts:
        days[child_id].append((talked, child, carer))
    return days


def _in_touch(row: Any, days: Sequence[tuple[date, bool, bool]], school_weeks: Sequence[date], today: date) -> InTouch:
    since, first = row[6:]
    with_child = frozenset(day for day, child, _carer in days if child)
    with_carer = frozenset(day for day, _child, carer in days if carer)
    known = since and min(since, first - timedelta(days=first.weekday()) if first else since)
    return InTouch(
        row.id,
        row.name,
        row.pinyin,
        row.class_id,
        row.sex,
        row.boarding,
        with_child,
        with_carer,
        weeks_of(school_weeks, known, with_child, today),
    )


def touch_of(viewer: Viewer, child_id: int) -> InTouch | None:
    """One child's contact; None when no parent is away and none was ever recorded, or out of reach."""
    return next(iter(in_touch(viewer, ONE_CHILD, child_id=child_id)), None)


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One contact as the record of a child shows it."""

    id: int
    day: date
    with_child: bool
    with_carer: bool
    way: Way
    minutes: int | None
    note: str | None
    told_by: Told
    at: datetime
    guardian: str | None
    by: str | None
    by_id: int | None
    withdrawn: str | None


def contacts_of(child_id: int, most: int = 200) -> Sequence[ContactLine]:
    """The contacts of a child, newest first, withdrawn ones too; the caller has found the child within reach."""
    return [ContactLine(*row) for row in session().execute(_contacts(), {"child_id": child_id, "most": most})]


@cache
def _contacts() -> Any:
    columns: list[Any] = [
        ContactRecord.id, ContactRecord.day, ContactRecord.with_child, ContactRecord.with_carer, ContactRecord.way,
        ContactRecord.minutes, ContactRecord.note, ContactRecord.told_by, ContactRecord.recorded_at,
        Guardian.relation, Person.name, ContactRecord.recorded_by_id, ContactWithdrawal.reason,
    ]  # fmt: skip
    return (
        select(*columns)
        .where(ContactRecord.child_id == bindparam("child_id"))
        .outerjoin(Guardian, Guardian.id == ContactRecord.guardian_id)
        .outerjoin(Person, Person.id == ContactRecord.recorded_by_id)
        .outerjoin(ContactWithdrawal, ContactWithdrawal.contact_id == ContactRecord.id)
        .order_by(ContactRecord.day.desc(), ContactRecord.id.desc())
        .limit(bindparam("most", type_=Integer))
    )


def contact_within(viewer: Viewer, child_id: int, contact_id: int) -> ContactRecord:
    """A contact of a child whose file the viewer reaches; NotFound otherwise."""
    child = find(viewer, child_id, Tier.WELFARE)
    found = session().scalar(select(ContactRecord).where(ContactRecord.id == contact_id, ContactRecord.child_id == child.id))
    if found is None:
        raise NotFound
    return found


def guardians_of(child_id: int) -> Sequence[tuple[int, str, str]]:
    """Id, name and relation of those who can be the other end of a call: guardians of today."""
    theirs = (Guardian.child_id == child_id, Guardian.is_guardian, holds_on(Guardian, clock.today()))
    found = select(Guardian.id, Guardian.name, Guardian.relation).where(*theirs).order_by(Guardian.place, Guardian.id)
    return [(row[0], row[1], row[2]) for row in session().execute(found)]


@dataclass(frozen=True, slots=True)
class AtHome:
    """The week of one child on its family's page, and in which part the viewer stands to it."""

    id: int
    name: str
    guardian_id: int
    is_carer: bool
    days: frozenset[date]


def weeks_at_home(viewer: Viewer) -> Sequence[AtHome]:
    """The viewer's own children with the days of the last weeks on which somebody talked with them; two statements."""
    own, today = viewer.reaches(Tier.DIRECTORY).child_ids, clock.today()
    theirs = (Guardian.person_id == viewer.person_id, Guardian.child_id.in_(sorted(own)), holds_on(Guardian, today))
    columns: list[Any] = [Child.id, Child.name, Guardian.id, Guardian.is_guardian]
    rows = session().execute(
        select(*columns).join(Guardian, Guardian.child_id == Child.id).where(*theirs).order_by(Child.birth_date)
    )
    recent = (ContactRecord.child_id.in_(sorted(own)), ContactRecord.day >= today - timedelta(days=28), NOT_WITHDRAWN)
    days: dict[int, set[date]] = defaultdict(set)
    for child_id, day in session().execute(
        select(ContactRecord.child_id, ContactRecord.day).where(*recent, ContactRecord.with_child)
    ):
        days[child_id].add(day)
    once = {row[0]: AtHome(row[0], row[1], row[2], not row[3], frozenset(days[row[0]])) for row in reversed(rows.all())}
    return list(reversed(once.values()))


def at_home(viewer: Viewer, child_id: int) -> AtHome:
    """One of the viewer's own children; NotFound otherwise."""
    found = next((each for each in weeks_at_home(viewer) if each.id == child_id), None)
    if found is None:
        raise NotFound
    return found
