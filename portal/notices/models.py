"""Tables of notices: what the school wrote, to whom it went, who read it, what came back; nothing is deleted."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.access.permissions import Tier
from portal.core.db import Base
from portal.core.fields import EncryptedJson, EncryptedText
from portal.people.models import Person


class Asks(StrEnum):
    """What a notice asks of a family."""

    NOTHING = "nothing"
    CONFIRM = "confirm"
    CHOICE = "choice"
    WORDS = "words"


class Notice(Base):
    """What the school tells families; once sent it is never changed. `tier` WELFARE: only those with full rights read it."""

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_sent_at", "sent_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(EncryptedText("notice.title"))
    body: Mapped[str] = mapped_column(EncryptedText("notice.body"))
    asks: Mapped[Asks]
    choices: Mapped[Any] = mapped_column(EncryptedJson("notice.choices"))
    answer_by: Mapped[date | None]
    tier: Mapped[Tier]
    sent_at: Mapped[datetime]
    sent_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)

    sent_by: Mapped[Person] = relationship()
    audience: Mapped[list[Audience]] = relationship(order_by="Audience.id")
    withdrawal: Mapped[Withdrawal | None] = relationship()


class AudienceKind(StrEnum):
    """Whom a notice is for."""

    SCHOOL = "school"
    GRADE = "grade"
    CLASS = "class"
    BOARDERS = "boarders"
    APART = "apart"
    FAMILY = "family"


class Audience(Base):
    """One part of those a notice is for: a grade, a class, the boarders, one family."""

    __tablename__ = "notice_audience"

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), index=True)
    kind: Mapped[AudienceKind]
    grade: Mapped[int | None]
    class_id: Mapped[int | None] = mapped_column(ForeignKey("school_class.id"))
    child_id: Mapped[int | None] = mapped_column(ForeignKey("child.id"))


class Recipient(Base):
    """One guardian or carer of one child, as on the day of sending; whoever enrols later reads it too."""

    __tablename__ = "notice_recipient"
    __table_args__ = (
        UniqueConstraint("notice_id", "guardian_id"),
        Index("ix_notice_recipient_guardian_id", "guardian_id"),
        Index("ix_notice_recipient_child_id", "child_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"))
    guardian_id: Mapped[int] = mapped_column(ForeignKey("guardian.id"))
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    read_at: Mapped[datetime | None]

    notice: Mapped[Notice] = relationship()


class Reply(Base):
    """What a family answered; they may answer anew, and the newest counts."""

    __tablename__ = "notice_reply"

    id: Mapped[int] = mapped_column(primary_key=True)
    recipient_id: Mapped[int] = mapped_column(ForeignKey("notice_recipient.id"), index=True)
    choice: Mapped[int | None]
    words: Mapped[str | None] = mapped_column(EncryptedText("notice_reply.words"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class Withdrawal(Base):
    """The notice was taken back: families see that, when and why, and the text no longer counts."""

    __tablename__ = "notice_withdrawal"

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), unique=True)
    reason: Mapped[str] = mapped_column(EncryptedText("notice_withdrawal.reason"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class Reminder(Base):
    """The word went out again to those who had not read."""

    __tablename__ = "notice_reminder"

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), index=True)
    people: Mapped[int]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
