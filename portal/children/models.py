"""Tables of a child's file. Facts are dated rows that are closed, never overwritten; what is sensitive is encrypted."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from portal.core.db import Base
from portal.core.fields import EncryptedJson, EncryptedText, KeyedHash
from portal.school.models import SchoolClass


class Enrolment(StrEnum):
    """Where a child stands with this school; the history is in `portal.enrolment`."""

    ENROLLED = "enrolled"
    SUSPENDED = "suspended"
    TRANSFERRED = "transferred"
    GRADUATED = "graduated"
    LEFT = "left"
    MERGED = "merged"


class Child(Base):
    """One child, one file. `registry_record` holds the 71 columns of the national registry as last imported or edited."""

    __tablename__ = "child"
    __table_args__ = (
        Index("ix_child_class_id_pinyin", "class_id", "pinyin"),
        Index("ix_child_enrolment_pinyin", "enrolment", "pinyin"),
        # The number of a file that was undone is never given again: the journal still speaks of it.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    search: Mapped[str]
    pinyin: Mapped[str] = mapped_column(index=True)
    initials: Mapped[str]
    sex: Mapped[str]
    birth_date: Mapped[date]
    class_id: Mapped[int | None] = mapped_column(ForeignKey("school_class.id"))
    boarding: Mapped[bool] = mapped_column(default=False)
    id_type: Mapped[str] = mapped_column(default="1")
    id_number: Mapped[str | None] = mapped_column(EncryptedText("child.id_number"))
    id_number_hash: Mapped[str | None] = mapped_column(KeyedHash("id_number"), index=True)
    registry_no_hash: Mapped[str | None] = mapped_column(KeyedHash("registry_no"), index=True)
    enrolment: Mapped[Enrolment] = mapped_column(default=Enrolment.ENROLLED)
    enrolment_since: Mapped[date]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("child.id"))
    archived_at: Mapped[datetime | None]
    registry_record: Mapped[Any] = deferred(mapped_column(EncryptedJson("child.registry_record")))
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    school_class: Mapped[SchoolClass | None] = relationship()
    guardians: Mapped[list[Guardian]] = relationship(back_populates="child", order_by="Guardian.place")

    __mapper_args__ = {"version_id_col": version}


class Rights(StrEnum):
    """What a guardian or carer may see of the child when signed in."""

    FULL = "full"
    CONTACT = "contact"
    NONE = "none"


class Guardian(Base):
    """A parent, guardian or carer of a child from a day until a day; `person_id` once they have a login."""

    __tablename__ = "guardian"

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    place: Mapped[int] = mapped_column(default=1)
    name: Mapped[str]
    relation: Mapped[str]
    is_guardian: Mapped[bool] = mapped_column(default=True)
    is_carer: Mapped[bool] = mapped_column(default=False)
    rights: Mapped[Rights] = mapped_column(default=Rights.FULL)
    telephone: Mapped[str | None] = mapped_column(EncryptedText("guardian.telephone"))
    telephone_hash: Mapped[str | None] = mapped_column(KeyedHash("telephone"), index=True)
    id_number: Mapped[str | None] = mapped_column(EncryptedText("guardian.id_number"))
    address: Mapped[str | None] = mapped_column(EncryptedText("guardian.address"))
    workplace: Mapped[str | None] = mapped_column(EncryptedText("guardian.workplace"))
    source: Mapped[str] = mapped_column(default="portal")
    from_day: Mapped[date]
    until_day: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    child: Mapped[Child] = relationship(back_populates="guardians")

    __mapper_args__ = {"version_id_col": version}


class NoContactOrder(Base):
    """A court or police order: from its day this guardian is closed out of the child's file and gets no message."""

    __tablename__ = "no_contact_order"

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    guardian_id: Mapped[int] = mapped_column(ForeignKey("guardian.id"), index=True)
    issued_by: Mapped[str] = mapped_column(EncryptedText("no_contact_order.issued_by"))
    from_day: Mapped[date]
    until_day: Mapped[date | None]
    lifted_at: Mapped[datetime | None]


class Whereabouts(Base):
    """Where a parent is from a day on; `since` is when they went, `since_at_latest` when only a bound is known."""

    __tablename__ = "whereabouts"
    __table_args__ = (Index("ix_whereabouts_child_id_parent", "child_id", "parent"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    parent: Mapped[str]
    state: Mapped[str]
    since: Mapped[date | None]
    since_at_latest: Mapped[bool] = mapped_column(default=False)
    where: Mapped[str | None] = mapped_column(EncryptedText("whereabouts.where"))
    source: Mapped[str] = mapped_column(default="portal")
    from_day: Mapped[date]
    until_day: Mapped[date | None]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Reunion(Base):
    """Whether child and parents are together at weekends or holidays, as known from a day on."""

    __tablename__ = "reunion"

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    weekends_or_holidays: Mapped[bool]
    last_on: Mapped[date | None]
    from_day: Mapped[date]
    until_day: Mapped[date | None]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class AidCategory(Base):
    """A category of aid or hardship (rules §4.8) from a day until a day."""

    __tablename__ = "aid_category"

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    category: Mapped[str]
    from_day: Mapped[date]
    until_day: Mapped[date | None]
    recorded_at: Mapped[datetime | None]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class HealthNote(Base):
    """Something about health those near the child must know, from a day until a day."""

    __tablename__ = "health_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    text: Mapped[str] = mapped_column(EncryptedText("health_note.text"))
    from_day: Mapped[date]
    until_day: Mapped[date | None]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class FactKind(StrEnum):
    """The kinds of dated facts that are recorded here."""

    WHEREABOUTS = "whereabouts"
    REUNION = "reunion"
    AID = "aid"
    HEALTH = "health"


class FactWithdrawal(Base):
    """A fact recorded by mistake: its last day is put before its first, and it stays to be read with who withdrew it and why."""

    __tablename__ = "fact_withdrawal"
    __table_args__ = (UniqueConstraint("kind", "fact_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[FactKind]
    fact_id: Mapped[int]
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    reason: Mapped[str] = mapped_column(EncryptedText("fact_withdrawal.reason"))
    held_until: Mapped[date | None]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class Attachment(Base):
    """A scan or photo, kept encrypted outside the web root; withdrawn ones stay with who and why."""

    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    title: Mapped[str] = mapped_column(EncryptedText("attachment.title"))
    media_type: Mapped[str]
    size: Mapped[int]
    digest: Mapped[str]
    stored_as: Mapped[str] = mapped_column(unique=True)
    added_at: Mapped[datetime]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class AttachmentWithdrawal(Base):
    """Who withdrew an attachment, when and why."""

    __tablename__ = "attachment_withdrawal"

    id: Mapped[int] = mapped_column(primary_key=True)
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id"), unique=True)
    reason: Mapped[str] = mapped_column(EncryptedText("attachment_withdrawal.reason"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class CensusConfirmation(Base):
    """The homeroom teacher's word, once a term, on what the facts say about one child (rules §4.1, 万盛 routine)."""

    __tablename__ = "census_confirmation"
    __table_args__ = (UniqueConstraint("child_id", "term_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    term_id: Mapped[int] = mapped_column(ForeignKey("term.id"))
    status: Mapped[Any] = mapped_column(EncryptedJson("census_confirmation.status"))
    confirmed_at: Mapped[datetime]
    confirmed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class AccessGrant(Base):
    """Break-glass: one person, one child, one tier, a reason and an end; the principal is told."""

    __tablename__ = "access_grant"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    tier: Mapped[str]
    reason: Mapped[str] = mapped_column(EncryptedText("access_grant.reason"))
    from_at: Mapped[datetime]
    until_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
