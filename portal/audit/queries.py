"""Reading the journal page by page, for those who may ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Forbidden
from portal.core.pagination import Page, page_of_rows
from portal.journal.models import JournalRow
from portal.people.models import Person


@dataclass(frozen=True)
class Question:
    """What is asked of the journal; empty parts ask for everything."""

    event: str = ""
    name: str = ""
    child_id: int | None = None
    from_day: date | None = None
    until_day: date | None = None
    only_reads: bool = False


@dataclass(frozen=True)
class Act:
    """One row of the journal with the name of who acted."""

    seq: int
    at: datetime
    event: str
    name: str | None
    role: str
    subject: str
    subject_id: int | None
    child_id: int | None
    origin: str
    reads: bool


COLUMNS = (
    JournalRow.seq,
    JournalRow.at,
    JournalRow.event,
    Person.name,
    JournalRow.role,
    JournalRow.subject,
    JournalRow.subject_id,
    JournalRow.child_id,
    JournalRow.origin,
    JournalRow.reads,
)


def acts(viewer: Viewer, question: Question, number: int) -> Page[Act]:
    """The journal's rows that answer the question, newest first; one statement."""
    if not viewer.may(Permission.READ_JOURNAL):
        raise Forbidden(Permission.READ_JOURNAL)
    asked = select(*COLUMNS).outerjoin(Person, JournalRow.person_id == Person.id).order_by(JournalRow.seq.desc())
    if question.event:
        asked = asked.where(JournalRow.event == question.event)
    if question.name:
        asked = asked.where(Person.name == question.name)
    if question.child_id is not None:
        asked = asked.where(JournalRow.child_id == question.child_id)
    if question.from_day:
        asked = asked.where(JournalRow.at >= clock.begin_of(question.from_day))
    if question.until_day:
        asked = asked.where(JournalRow.at < clock.begin_of(question.until_day + timedelta(days=1)))
    if question.only_reads:
        asked = asked.where(JournalRow.reads)
    found = page_of_rows(asked, number)
    return Page([Act(*row) for row in found.items], found.number, found.total)


def own_acts(viewer: Viewer, number: int) -> Page[Act]:
    """What the viewer did and opened, newest first; one statement."""
    asked = select(*COLUMNS).outerjoin(Person, JournalRow.person_id == Person.id).where(JournalRow.person_id == viewer.person_id)
    found = page_of_rows(asked.order_by(JournalRow.seq.desc()), number)
    return Page([Act(*row) for row in found.items], found.number, found.total)


def people_in_journal() -> Sequence[str]:
    """Names to choose from: everybody with an act in the journal."""
    acted = select(JournalRow.person_id).where(JournalRow.person_id.is_not(None)).distinct()
    return session().scalars(select(Person.name).where(Person.id.in_(acted)).order_by(Person.pinyin)).all()
