"""One child's file as plain rows: the child, those around the child, and every dated fact; three statements in all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    Select,
    String,
    bindparam,
    cast,
    null,
    select,
    type_coerce,
    union_all,
)

from portal.access.permissions import Tier
from portal.access.viewer import Reach, Viewer
from portal.children.dated import held_on
from portal.children.models import (
    AidCategory,
    Attachment,
    AttachmentWithdrawal,
    CensusConfirmation,
    Child,
    Enrolment,
    FactWithdrawal,
    Guardian,
    HealthNote,
    Reunion,
    Rights,
    Whereabouts,
)
from portal.children.orders import order_on
from portal.children.scope import ONE_CHILD, within_reach
from portal.core import clock
from portal.core.db import UtcDateTime, read_once, session
from portal.core.errors import NotFound
from portal.core.fields import EncryptedText
from portal.people.models import Person


@dataclass(frozen=True, slots=True)
class Identity:
    """The child itself, with the words of the registry."""

    id: int
    name: str
    sex: str
    birth_date: date
    class_id: int | None
    boarding: bool
    enrolment: Enrolment
    enrolment_since: date
    archived_at: datetime | None
    id_type: str
    id_number: str | None
    registry_record: dict[str, str]
    version: int


def identity(viewer: Viewer, child_id: int) -> Identity:
    """The child within reach by name and class at least; NotFound otherwise, and for a merged file. Read once a page."""
    return read_once(("child", viewer.person_id, child_id), lambda: _identity(viewer, child_id))


def _identity(viewer: Viewer, child_id: int) -> Identity:
    row = session().execute(_identity_in(viewer.reaches(Tier.DIRECTORY)), {"child_id": child_id}).one_or_none()
    if row is None:
        raise NotFound
    return Identity(*row)


@lru_cache(maxsize=256)
def _identity_in(reach: Reach) -> Any:
    columns = (
        Child.id,
        Child.name,
        Child.sex,
        Child.birth_date,
        Child.class_id,
        Child.boarding,
        Child.enrolment,
        Child.enrolment_since,
        Child.archived_at,
        Child.id_type,
        Child.id_number,
        Child.registry_record,
        Child.version,
    )
    return select(*columns).where(ONE_CHILD, Child.enrolment != Enrolment.MERGED, within_reach(reach))


@dataclass(frozen=True, slots=True)
class Near:
    """A guardian or carer; `order` when an order keeps them away today."""

    id: int
    name: str
    relation: str
    is_guardian: bool
    is_carer: bool
    rights: Rights
    telephone: str | None
    address: str | None
    workplace: str | None
    source: str
    from_day: date
    until_day: date | None
    has_login: bool
    order: int | None

    @property
    def is_here(self) -> bool:
        """Still a guardian or carer today."""
        return held_on(self.from_day, self.until_day, clock.today())


def people_near(child_id: int) -> Sequence[Near]:
    """All who are or were guardians or carers, in their order; the caller has found the child within reach."""
    rows = session().execute(_people_near(), {"child_id": child_id, "today": clock.today()})
    return [Near(*row) for row in rows]


@cache
def _people_near() -> Any:
    """Built once: putting a statement together costs more than carrying it out."""
    today = bindparam("today", type_=Date)
    order = order_on(today)
    columns = (
        Guardian.id,
        Guardian.name,
        Guardian.relation,
        Guardian.is_guardian,
        Guardian.is_carer,
        Guardian.rights,
        Guardian.telephone,
        Guardian.address,
        Guardian.workplace,
        Guardian.source,
        Guardian.from_day,
        Guardian.until_day,
        Guardian.person_id.is_not(None),
        order,
    )
    return select(*columns).where(Guardian.child_id == bindparam("child_id")).order_by(Guardian.place, Guardian.id)


@dataclass(frozen=True, slots=True)
class Dated:
    """A dated fact of any kind. `a` and `b` are its words (parent and state, category, media type), `text` what is encrypted;
    `since` the day it speaks of, `flag` its yes or no, `withdrawn` whether it was recorded by mistake.
    """

    kind: str
    id: int
    a: str
    b: str
    flag: bool
    since: date | None
    from_day: date | None
    until_day: date | None
    at: datetime | None
    by: str
    source: str
    size: int
    withdrawn: bool
    where: str | None
    note: str | None
    title: str | None

    @property
    def text(self) -> str:
        """What was written, whatever its kind."""
        return self.where or self.note or self.title or ""

    @property
    def holds(self) -> bool:
        """True today; only asked of facts with days."""
        return self.from_day is not None and held_on(self.from_day, self.until_day, clock.today())


NO_TEXT = cast(null(), String)
NO_DAY = cast(null(), Date)
NO_BYTES = cast(null(), LargeBinary)
NO_MOMENT = cast(null(), DateTime)
NO_NUMBER = cast(null(), Integer)


def dated_facts(child_id: int) -> Sequence[Dated]:
    """Every dated fact, attachment and census confirmation of a child, newest first; one statement."""
    return [_dated(row) for row in session().execute(_dated_facts(), {"child_id": child_id})]


@cache
def _dated_facts() -> Any:
    child_id = bindparam("child_id", type_=Integer)
    branches = (_whereabouts, _reunions, _aid, _health, _attachments, _census)
    whole = union_all(*(branch(child_id) for branch in branches)).subquery()
    return select(whole).order_by(whole.c.from_day.desc(), whole.c.at.desc(), whole.c.id.desc())


def _dated(row: Any) -> Dated:
    kind, id_, a, b, flag, since, from_day, until_day, at, by, source, size, withdrawn, *texts = row
    words = (a or "", b or "", bool(flag), since, from_day, until_day, at, by or "", source or "", size or 0, withdrawn is not None)
    return Dated(kind, id_, *words, *texts)


def _branch(kind: str, table: Any, withdrawal: Any, by: Any, **given: Any) -> Select[Any]:
    """One kind of fact in the columns all kinds share."""
    values = {
        "kind": cast(kind, String),
        "id": table.id,
        "a": NO_TEXT,
        "b": NO_TEXT,
        "flag": NO_NUMBER,
        "since": NO_DAY,
        "from_day": NO_DAY,
        "until_day": NO_DAY,
        "at": type_coerce(NO_MOMENT, UtcDateTime),
        "by": Person.name,
        "source": NO_TEXT,
        "size": NO_NUMBER,
        "withdrawn": withdrawal,
        "where": type_coerce(NO_BYTES, EncryptedText("whereabouts.where")),
        "note": type_coerce(NO_BYTES, EncryptedText("health_note.text")),
        "title": type_coerce(NO_BYTES, EncryptedText("attachment.title")),
    } | given
    return select(*(value.label(name) for name, value in values.items())).select_from(table).outerjoin(Person, Person.id == by)


def _fact(kind: str, table: Any, child_id: BindParameter[int], **given: Any) -> Select[Any]:
    withdrawn = select(FactWithdrawal.id).where(FactWithdrawal.kind == kind, FactWithdrawal.fact_id == table.id).scalar_subquery()
    days = {"from_day": table.from_day, "until_day": table.until_day, "at": table.recorded_at}
    return _branch(kind, table, withdrawn, table.recorded_by_id, **days, **given).where(table.child_id == child_id)


def _whereabouts(child_id: BindParameter[int]) -> Select[Any]:
    words = {"a": Whereabouts.parent, "b": Whereabouts.state, "since": Whereabouts.since, "where": Whereabouts.where}
    flag = cast(Whereabouts.since_at_latest, Integer)
    return _fact("whereabouts", Whereabouts, child_id, **words, flag=flag, source=Whereabouts.source)


def _reunions(child_id: BindParameter[int]) -> Select[Any]:
    return _fact("reunion", Reunion, child_id, flag=cast(Reunion.weekends_or_holidays, Integer), since=Reunion.last_on)


def _aid(child_id: BindParameter[int]) -> Select[Any]:
    return _fact("aid", AidCategory, child_id, a=AidCategory.category)


def _health(child_id: BindParameter[int]) -> Select[Any]:
    return _fact("health", HealthNote, child_id, note=HealthNote.text)


def _attachments(child_id: BindParameter[int]) -> Select[Any]:
    withdrawn = select(AttachmentWithdrawal.id).where(AttachmentWithdrawal.attachment_id == Attachment.id).scalar_subquery()
    words = {"a": Attachment.media_type, "size": Attachment.size, "title": Attachment.title, "at": Attachment.added_at}
    return _branch("attachment", Attachment, withdrawn, Attachment.added_by_id, **words).where(Attachment.child_id == child_id)


def _census(child_id: BindParameter[int]) -> Select[Any]:
    values = {"size": CensusConfirmation.term_id, "at": CensusConfirmation.confirmed_at}
    found = _branch("census", CensusConfirmation, NO_NUMBER, CensusConfirmation.confirmed_by_id, **values)
    return found.where(CensusConfirmation.child_id == child_id)
