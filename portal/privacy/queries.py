"""What is kept, whose term is over, which files belong into the archive, and the assessments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Select, func, literal, select, union_all

from portal.access.permissions import REACH, ROLES, Role
from portal.access.viewer import Viewer
from portal.children.models import Attachment, AttachmentWithdrawal, Child, Enrolment
from portal.core import clock
from portal.core.contributions import registered
from portal.core.db import session
from portal.core.errors import NotFound
from portal.core.holdings import Holding
from portal.core.pagination import Page, page_of_rows
from portal.people.models import Person
from portal.privacy.models import Erasure, ImpactAssessment
from portal.privacy.rules import months_before
from portal.school.queries import number

GONE = (Enrolment.TRANSFERRED, Enrolment.GRADUATED, Enrolment.LEFT)


def holdings() -> Sequence[Holding]:
    """Everything the house keeps of people, domain by domain."""
    return [holding for contributed in registered() for holding in contributed.holdings]


def readers(holding: Holding) -> Sequence[Role]:
    """Who reads it, by the law of access: whoever reaches its tier of a child, and whoever holds a permission that opens it."""
    opened = {role for role in Role if ROLES[role] & set(holding.opened_by)}
    reached = {role for role, tiers in REACH.items() if holding.tier in tiers}
    return [role for role in Role if role in opened | reached]


def holding_named(key: str) -> Holding:
    """A holding with a term, or NotFound."""
    found = next((one for one in holdings() if one.key == key and one.months), None)
    if found is None:
        raise NotFound
    return found


def months_of(holding: Holding) -> int:
    """How many months this school keeps it."""
    return number(holding.setting)


def last_day(holding: Holding, today: date) -> date:
    """What ended on this day or before is past its term today."""
    return months_before(today, months_of(holding))


@dataclass(frozen=True, slots=True)
class Subject:
    """What a term runs for: a child that left, an imported file, a weekend; with the day it ended."""

    id: int
    name: str
    ended_on: date


def _ended(holding: Holding, day: date) -> Select[*tuple[Any, ...]]:
    if holding.ended is not None:
        return holding.ended(day)
    return select(Child.id, Child.name, Child.enrolment_since).where(Child.enrolment.in_(GONE), Child.enrolment_since <= day)


def _past(holding: Holding, day: date) -> Any:
    """Subjects whose term is over and whose texts were not emptied since they ended."""
    subject = _ended(holding, day).subquery()
    id_, _name, ended_on = subject.c
    emptied = select(Erasure.id).where(
        Erasure.holding == holding.key, Erasure.subject_id == id_, Erasure.ended_on >= func.date(ended_on, type_=Date)
    )
    return select(*subject.c).select_from(subject).where(~emptied.exists())


def past_terms(holding: Holding, page: int) -> Page[Subject]:
    """Whose term is over, the longest first; one statement."""
    found = _past(holding, last_day(holding, clock.today()))
    rows = page_of_rows(found.order_by(found.selected_columns[2], found.selected_columns[0]), page)
    return Page([Subject(row[0], str(row[1]), _day(row[2])) for row in rows.items], rows.number, rows.total, rows.size)


def all_past(holding: Holding) -> Sequence[Subject]:
    """The same, all of them: what is emptied when somebody confirms."""
    rows = session().execute(_past(holding, last_day(holding, clock.today())))
    return [Subject(row[0], str(row[1]), _day(row[2])) for row in rows]


def past_counts() -> Mapping[str, int]:
    """How many subjects are past their term, by holding; one statement for all of them."""
    today = clock.today()
    counted = [_counted(one, last_day(one, today)) for one in holdings() if one.months]
    return {row[0]: row[1] for row in session().execute(union_all(*counted))}


def _counted(holding: Holding, day: date) -> Select[*tuple[Any, ...]]:
    return select(literal(holding.key), func.count()).select_from(_past(holding, day).subquery())


def _day(found: date | datetime) -> date:
    return clock.local(found).date() if isinstance(found, datetime) else found


@dataclass(frozen=True, slots=True)
class Emptied:
    """Texts that were emptied on a day: the holding, how many subjects, by whom."""

    holding: str
    day: date
    subjects: int
    by: str


def emptied_lately() -> Sequence[Emptied]:
    """The last acts of emptying, newest first; one statement."""
    found = (
        select(Erasure.holding, Erasure.at, func.count(), Person.name)
        .join(Person, Person.id == Erasure.by_id)
        .group_by(Erasure.holding, Erasure.at, Person.name)
        .order_by(Erasure.at.desc())
        .limit(30)
    )
    return [Emptied(row[0], _day(row[1]), row[2], row[3]) for row in session().execute(found)]


def emptied_of(child_id: int) -> Sequence[tuple[str, date]]:
    """Which holdings of a child were emptied, and when; one statement."""
    per_child = [one.key for one in holdings() if one.months and one.ended is None]
    found = select(Erasure.holding, Erasure.at).where(Erasure.subject_id == child_id, Erasure.holding.in_(per_child))
    return [(row[0], _day(row[1])) for row in session().execute(found.order_by(Erasure.id))]


def assessments() -> Sequence[ImpactAssessment]:
    """Every edition, newest first."""
    return session().scalars(select(ImpactAssessment).order_by(ImpactAssessment.edition.desc())).all()


def assessment(edition: int) -> ImpactAssessment:
    """One edition, or NotFound."""
    found = session().scalar(select(ImpactAssessment).where(ImpactAssessment.edition == edition))
    if found is None:
        raise NotFound
    return found


def last_signed() -> date | None:
    """The day the newest signed assessment was signed."""
    found = session().scalar(select(func.max(ImpactAssessment.signed_at)))
    return _day(found) if found else None


def name_of(person_id: int | None) -> str:
    """Who somebody is."""
    return (session().scalar(select(Person.name).where(Person.id == person_id)) or "") if person_id else ""


@dataclass(frozen=True, slots=True)
class Leaver:
    """A child that left: last class, how and when, and since when the file is closed."""

    id: int
    name: str
    class_id: int | None
    enrolment: Enrolment
    left_on: date
    archived_at: datetime | None


COLUMNS = (Child.id, Child.name, Child.class_id, Child.enrolment, Child.enrolment_since, Child.archived_at)


def archive_from(today: date) -> date:
    """Whoever left on this day or before belongs into the archive."""
    return date.fromordinal(today.toordinal() - number("privacy.archive_days"))


def leavers(viewer: Viewer, *, closed: bool, page: int) -> Page[Leaver]:
    """Files in the archive, newest first, or those that belong there by now; one statement."""
    found = select(*COLUMNS).where(Child.enrolment.in_(GONE))
    if closed:
        found = found.where(Child.archived_at.is_not(None))
    else:
        found = found.where(Child.archived_at.is_(None), Child.enrolment_since <= archive_from(clock.today()))
    rows = page_of_rows(found.order_by(Child.enrolment_since.desc(), Child.pinyin, Child.id), page)
    return Page([Leaver(*row) for row in rows.items], rows.number, rows.total, rows.size)


def to_close(today: date) -> tuple[int, date | None]:
    """How many files belong into the archive, and since when the first left; one statement."""
    found = select(func.count(), func.min(Child.enrolment_since)).where(
        Child.enrolment.in_(GONE), Child.archived_at.is_(None), Child.enrolment_since <= archive_from(today)
    )
    row = session().execute(found).one()
    return row[0], row[1]


def papers_of(child_id: int) -> Sequence[Attachment]:
    """Scans and photos of a child that were not withdrawn, the oldest first."""
    withdrawn = select(AttachmentWithdrawal.id).where(AttachmentWithdrawal.attachment_id == Attachment.id).exists()
    found = select(Attachment).where(Attachment.child_id == child_id, ~withdrawn)
    return session().scalars(found.order_by(Attachment.id)).all()
