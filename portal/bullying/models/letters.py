"""Tables of letters to one side's guardians, as they were worded, and the proof that they arrived."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedJson, EncryptedText


class LetterKind(StrEnum):
    """What a letter says."""

    NOTICE = "notice"
    DECISION = "decision"
    LIFTING = "lifting"


class Letter(Base):
    """A letter to the guardians of one side; its words are kept as they were sent."""

    __tablename__ = "bullying_letter"
    __table_args__ = (Index("ix_bullying_letter_case_id", "case_id"), Index("ix_bullying_letter_party_id", "party_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("bullying_case.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("bullying_party.id"))
    kind: Mapped[LetterKind]
    number: Mapped[str]
    content: Mapped[Any] = mapped_column(EncryptedJson("bullying_letter.content"))
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Manner(StrEnum):
    """How something reached a guardian; withheld is only what a suspected guardian must not get."""

    IN_PERSON = "in_person"
    TELEPHONE = "telephone"
    VIDEO = "video"
    POST = "post"
    PORTAL = "portal"
    LEFT = "left"
    WITHHELD = "withheld"


class Service(Base):
    """That a letter reached a guardian: who took it, how, and what proves it."""

    __tablename__ = "bullying_service"
    __table_args__ = (Index("ix_bullying_service_letter_id", "letter_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("bullying_letter.id"))
    manner: Mapped[Manner]
    receiver: Mapped[str] = mapped_column(EncryptedText("bullying_service.receiver"))
    proof: Mapped[str] = mapped_column(EncryptedText("bullying_service.proof"))
    served_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
