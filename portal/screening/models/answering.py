"""What pupils answer: sheets, answers one by one, the flags they raise, and when a sheet is filled in once more."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedText, KeyedHash


class RetestReason(StrEnum):
    """Why a child is asked once more."""

    CHECK = "check"
    LATER = "later"
    EVENT = "event"


class Retest(Base):
    """Another sheet for a participant, from a day until a day."""

    __tablename__ = "screening_retest"

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("screening_participant.id"), index=True)
    reason: Mapped[RetestReason]
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class Sheet(Base):
    """One filling-in by one child; `ordinal` 2 is the re-test. It keeps the wording it was answered with."""

    __tablename__ = "screening_sheet"
    __table_args__ = (UniqueConstraint("participant_id", "ordinal"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("screening_participant.id"))
    ordinal: Mapped[int] = mapped_column(default=1)
    text_pack_id: Mapped[int] = mapped_column(ForeignKey("screening_text_pack.id"))
    began_at: Mapped[datetime]
    handed_in_at: Mapped[datetime | None]


class Answer(Base):
    """One answer as it stands; `version` tells a second window that it changed meanwhile."""

    __tablename__ = "screening_answer"
    __table_args__ = (UniqueConstraint("sheet_id", "item"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("screening_sheet.id"))
    item: Mapped[int]
    value: Mapped[str] = mapped_column(EncryptedText("screening_answer.value"))
    version: Mapped[int] = mapped_column(default=1)
    at: Mapped[datetime]


class FlagKind(StrEnum):
    """URGENT must be heard of at once, whatever the sheet is worth; SOON is worth a question in the next days."""

    URGENT = "urgent"
    SOON = "soon"


class Flag(Base):
    """Something a person must hear of: which answer, or the wish to talk. `mark` keeps the same one from standing twice."""

    __tablename__ = "screening_flag"
    __table_args__ = (Index("ix_screening_flag_participant_id", "participant_id", "acknowledged_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("screening_participant.id"))
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    sheet_id: Mapped[int | None] = mapped_column(ForeignKey("screening_sheet.id"))
    kind: Mapped[FlagKind]
    what: Mapped[str] = mapped_column(EncryptedText("screening_flag.what"))
    mark: Mapped[str] = mapped_column(KeyedHash("screening_flag.mark"), unique=True)
    raised_at: Mapped[datetime]
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
