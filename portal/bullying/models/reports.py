"""Tables of what is told to the school: the report, its pictures, the talk with whoever told it, and its triage."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.access.permissions import Role
from portal.core.db import Base
from portal.core.fields import EncryptedJson, EncryptedText, KeyedHash


class Channel(StrEnum):
    """How the school came to know (线索来源)."""

    STAFF = "staff"
    PUPIL = "pupil"
    GUARDIAN = "guardian"
    LETTERBOX = "letterbox"
    TELEPHONE = "telephone"
    SURVEY = "survey"
    CAMERA = "camera"
    ANONYMOUS = "anonymous"


class Kind(StrEnum):
    """Kinds of act (未成年人学校保护规定 21): against the body, by words, against things, by shutting out, by the network."""

    PHYSICAL = "physical"
    VERBAL = "verbal"
    PROPERTY = "property"
    RELATIONAL = "relational"
    CYBER = "cyber"
    OTHER = "other"


class Safety(StrEnum):
    """Whether the child is safe at this moment, as far as whoever reports can tell."""

    SAFE = "safe"
    NOT_SAFE = "not_safe"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """What a person decided on a report; ASKED leaves it open."""

    CASE = "case"
    JOINED = "joined"
    OTHERWISE = "otherwise"
    REFERRED = "referred"
    ASKED = "asked"


class BullyingReport(Base):
    """What somebody told. An anonymous one has no reporter and no hour: `received_at` and `reporter_id` stay empty for ever.

    `account` holds the words of the form; `kept_from` names a role that must not read it, because it is about that person.
    """

    __tablename__ = "bullying_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[Channel]
    received_on: Mapped[date] = mapped_column(index=True)
    received_at: Mapped[datetime | None]
    reporter_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    tracking: Mapped[str | None] = mapped_column(KeyedHash("bullying_report.tracking"), unique=True)
    kept_from: Mapped[Role | None]
    safety: Mapped[Safety]
    account: Mapped[Any] = mapped_column(EncryptedJson("bullying_report.account"))


class ReportPicture(Base):
    """A picture that came with a report, painted anew and sealed."""

    __tablename__ = "bullying_report_picture"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("bullying_report.id"), index=True)
    media_type: Mapped[str]
    stored_as: Mapped[str]
    digest: Mapped[str]


class ReportMessage(Base):
    """A sentence between the school and whoever told it; the anonymous side has a day and no hour."""

    __tablename__ = "bullying_report_message"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("bullying_report.id"), index=True)
    from_school: Mapped[bool]
    words: Mapped[str] = mapped_column(EncryptedText("bullying_report_message.words"))
    on: Mapped[date] = mapped_column("said_on")
    at: Mapped[datetime | None] = mapped_column("said_at")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class ReportTriage(Base):
    """What was decided on a report, why, by whom; the newest row holds. `case_id` is the case it was joined to."""

    __tablename__ = "bullying_report_triage"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("bullying_report.id"), index=True)
    outcome: Mapped[Outcome]
    reason: Mapped[str] = mapped_column(EncryptedText("bullying_report_triage.reason"))
    case_id: Mapped[int | None]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
