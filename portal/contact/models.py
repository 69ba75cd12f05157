"""Table of contacts between parents away, child and carer."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedText


class Told(StrEnum):
    """Who told the school of a contact."""

    PARENT = "parent"
    CARER = "carer"
    TEACHER = "teacher"
    ROOM = "room"


class Way(StrEnum):
    """How they talked."""

    TELEPHONE = "telephone"
    VIDEO = "video"
    VISIT = "visit"
    MESSAGE = "message"


class ContactRecord(Base):
    """One contact on one day; `client_id` is made where it is written, so that sending it twice makes one record."""

    __tablename__ = "contact_record"
    __table_args__ = (Index("ix_contact_record_child_id_day", "child_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[str] = mapped_column(unique=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    guardian_id: Mapped[int | None] = mapped_column(ForeignKey("guardian.id"))
    day: Mapped[date]
    with_child: Mapped[bool]
    with_carer: Mapped[bool]
    way: Mapped[Way]
    minutes: Mapped[int | None]
    note: Mapped[str | None] = mapped_column(EncryptedText("contact_record.note"))
    told_by: Mapped[Told]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class ContactWithdrawal(Base):
    """A contact recorded by mistake: who withdrew it and why; the record stays to be read."""

    __tablename__ = "contact_withdrawal"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact_record.id"), unique=True)
    reason: Mapped[str] = mapped_column(EncryptedText("contact_withdrawal.reason"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
