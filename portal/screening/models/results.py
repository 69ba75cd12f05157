"""What came out, who must be spoken with by when, and what the talks found."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedJson


class Result(Base):
    """A sheet scored, or a row of a file; `content` holds scores, bands, flags, doubts and the attention suggested."""

    __tablename__ = "screening_result"
    __table_args__ = (UniqueConstraint("participant_id", "ordinal"), Index("ix_screening_result_child_id", "child_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("screening_participant.id"))
    round_id: Mapped[int] = mapped_column(ForeignKey("screening_round.id"), index=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    ordinal: Mapped[int] = mapped_column(default=1)
    on: Mapped[date]
    content: Mapped[Any] = mapped_column(EncryptedJson("screening_result.content"))
    made_at: Mapped[datetime]
    #: A doubtful sheet is looked at again by this day.
    check_due: Mapped[date | None]
    checked_at: Mapped[datetime | None]


class TalkDue(Base):
    """A child somebody must speak with, by when; settled by an interview, opened again by a new flag."""

    __tablename__ = "screening_talk_due"
    __table_args__ = (Index("ix_screening_talk_due_child_id", "child_id", "settled_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("screening_participant.id"), unique=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("screening_round.id"), index=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    due: Mapped[date]
    due_at: Mapped[datetime | None]
    made_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class Outcome(StrEnum):
    """What a talk found; it counts, not the score."""

    FINE = "fine"
    WATCH = "watch"
    SUPPORT = "support"
    CASE = "case"
    REFER = "refer"
    NOT_MET = "not_met"


class Interview(Base):
    """A talk after screening: `content` holds outcome, attention, note, and the sentences for teachers and family."""

    __tablename__ = "screening_interview"

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("screening_participant.id"), index=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    day: Mapped[date]
    content: Mapped[Any] = mapped_column(EncryptedJson("screening_interview.content"))
    for_teachers: Mapped[bool] = mapped_column(default=False)
    for_family: Mapped[bool] = mapped_column(default=False)
    next_on: Mapped[date | None]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
