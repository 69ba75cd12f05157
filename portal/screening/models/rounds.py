"""Rounds of screening: the wording a school loaded, who takes part, what guardians said, and the codes that open a sheet."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedText, KeyedHash


class TextPackVersion(Base):
    """The wording of a scale in one language as the school loaded it; what was answered is never changed, only followed."""

    __tablename__ = "screening_text_pack"
    __table_args__ = (UniqueConstraint("scale", "language", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    scale: Mapped[str]
    language: Mapped[str]
    version: Mapped[int]
    fingerprint: Mapped[str]
    intro: Mapped[str]
    wordings: Mapped[Any] = mapped_column(JSON)
    loaded_at: Mapped[datetime]
    loaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class RoundKind(StrEnum):
    """Answered here, or brought along by a file."""

    ONLINE = "online"
    IMPORTED = "imported"


class Round(Base):
    """One screening: a scale as it stood then, the grades asked, its days; `version` guards its form."""

    __tablename__ = "screening_round"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[RoundKind]
    scale: Mapped[str]
    scale_version: Mapped[int]
    variant: Mapped[str] = mapped_column(default="")
    grades: Mapped[Any] = mapped_column(JSON)
    first_day: Mapped[date]
    last_day: Mapped[date]
    makeup_until: Mapped[date | None]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Participant(Base):
    """A child asked in a round, with the class of that time."""

    __tablename__ = "screening_participant"
    __table_args__ = (UniqueConstraint("round_id", "child_id"), Index("ix_screening_participant_child_id", "child_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("screening_round.id"))
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    class_id: Mapped[int | None] = mapped_column(ForeignKey("school_class.id"))


class ConsentWord(StrEnum):
    """What a guardian said; the latest word holds."""

    GIVEN = "given"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class ConsentWay(StrEnum):
    """How it was said: by the guardian's own login, on the signed slip, told to a teacher, or noted by the city's platform."""

    PHONE = "phone"
    PAPER = "paper"
    TOLD = "told"
    PLATFORM = "platform"


class Consent(Base):
    """One word in the ledger of consent; earlier ones stay."""

    __tablename__ = "screening_consent"
    __table_args__ = (Index("ix_screening_consent_participant_id", "participant_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("screening_participant.id"))
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    word: Mapped[ConsentWord]
    way: Mapped[ConsentWay]
    guardian: Mapped[str | None] = mapped_column(EncryptedText("screening_consent.guardian"))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class AnswerCode(Base):
    """The code on a pupil's slip, kept as a keyed hash; a newer one makes it void, and so does the sheet handed in."""

    __tablename__ = "screening_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("screening_participant.id"), index=True)
    code: Mapped[str] = mapped_column(KeyedHash("screening_code.code"), unique=True)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    cancelled_at: Mapped[datetime | None]
