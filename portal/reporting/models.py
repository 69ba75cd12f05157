"""Tables of mandatory reports: what was found, each step to an office with its receipt, what belongs to it, who knows."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.access.permissions import Role
from portal.core.db import Base
from portal.core.fields import EncryptedJson, EncryptedText


class Situation(StrEnum):
    """The nine situations of 关于建立侵害未成年人案件强制报告制度的意见（试行）4, by their numbers."""

    PRIVATE_PARTS = "1"
    GIRL_UNDER_FOURTEEN = "2"
    GIRL_OVER_FOURTEEN = "3"
    INJURIES = "4"
    UNNATURAL_HARM = "5"
    ABANDONED = "6"
    MISSING = "7"
    BEGGING = "8"
    OTHER = "9"


class Safe(StrEnum):
    """Whether the child is safe at this moment."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Suspect(StrEnum):
    """Whether a guardian is among those suspected; UNKNOWN is treated like GUARDIAN until somebody knows."""

    GUARDIAN = "guardian"
    SOMEBODY_ELSE = "somebody_else"
    UNKNOWN = "unknown"


class StepKind(StrEnum):
    """What was done about a report, each time it was done."""

    TOLD_INSIDE = "told_inside"
    POLICE = "police"
    BUREAU = "bureau"
    CIVIL = "civil"
    WOMEN = "women"
    RECEIPT = "receipt"
    FEEDBACK = "feedback"
    PROTECTED = "protected"
    NOTE = "note"
    CLOSED = "closed"


class MandatoryReport(Base):
    """What somebody found. Nothing of it is changed later and no row is ever deleted; more is added as steps.

    `sheet` holds the form (rules §9.8); `child_id` is found by whoever leads the report where the finder reaches no file.
    """

    __tablename__ = "mandatory_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    found_at: Mapped[datetime]
    filed_at: Mapped[datetime]
    found_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    child_id: Mapped[int | None] = mapped_column(ForeignKey("child.id"), index=True)
    suspect: Mapped[Suspect]
    kept_from: Mapped[Role | None]
    sheet: Mapped[Any] = mapped_column(EncryptedJson("mandatory_report.sheet"))


class ReportStep(Base):
    """One step with its office, officer and receipt; `digest` covers the whole bundle as it stood at this moment."""

    __tablename__ = "mandatory_report_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("mandatory_report.id"), index=True)
    kind: Mapped[StepKind]
    at: Mapped[datetime]
    body: Mapped[Any] = mapped_column(EncryptedJson("mandatory_report_step.body"))
    digest: Mapped[str]
    recorded_at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class ReportFile(Base):
    """A photo, paper or screenshot that belongs to a report, sealed."""

    __tablename__ = "mandatory_report_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("mandatory_report.id"), index=True)
    title: Mapped[str] = mapped_column(EncryptedText("mandatory_report_file.title"))
    media_type: Mapped[str]
    stored_as: Mapped[str]
    digest: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class PoliceRequest(Base):
    """What the police asked for (处理记录、监控资料、证人证言), and when it was handed over."""

    __tablename__ = "police_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("mandatory_report.id"), index=True)
    words: Mapped[str] = mapped_column(EncryptedText("police_request.words"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    handed_at: Mapped[datetime | None]
    handed_words: Mapped[str | None] = mapped_column(EncryptedText("police_request.handed_words"))
    handed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Knowing(Base):
    """Somebody who knows of the report, and why they had to; the list stays as short as it can."""

    __tablename__ = "mandatory_report_knowing"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("mandatory_report.id"), index=True)
    who: Mapped[str] = mapped_column(EncryptedText("mandatory_report_knowing.who"))
    why: Mapped[str] = mapped_column(EncryptedText("mandatory_report_knowing.why"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class GuardianCleared(Base):
    """A guardian who may hear of it, after the police said so; until then nobody of the family does."""

    __tablename__ = "mandatory_report_cleared"
    __table_args__ = (UniqueConstraint("report_id", "guardian_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("mandatory_report.id"))
    guardian_id: Mapped[int] = mapped_column(ForeignKey("guardian.id"))
    reason: Mapped[str] = mapped_column(EncryptedText("mandatory_report_cleared.reason"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
