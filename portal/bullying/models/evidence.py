"""Tables of evidence: files and statements with their digest at intake, and the log of whoever had them in hand."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedText


class EvidenceKind(StrEnum):
    """What it is."""

    STATEMENT = "statement"
    FILE = "file"
    OBJECT = "object"


class Evidence(Base):
    """One piece, of the case or of one side; `digest` was taken when it came in and never changes."""

    __tablename__ = "bullying_evidence"
    __table_args__ = (UniqueConstraint("case_id", "place"), Index("ix_bullying_evidence_party_id", "party_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("bullying_case.id"))
    place: Mapped[int]
    party_id: Mapped[int | None] = mapped_column(ForeignKey("bullying_party.id"))
    kind: Mapped[EvidenceKind]
    title: Mapped[str] = mapped_column(EncryptedText("bullying_evidence.title"))
    text: Mapped[str | None] = mapped_column(EncryptedText("bullying_evidence.text"))
    beside: Mapped[str | None] = mapped_column(EncryptedText("bullying_evidence.beside"))
    original: Mapped[str | None] = mapped_column(EncryptedText("bullying_evidence.original"))
    media_type: Mapped[str | None]
    stored_as: Mapped[str | None]
    digest: Mapped[str]
    taken_at: Mapped[datetime]
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class CustodyAct(StrEnum):
    """What was done with a piece."""

    TAKEN = "taken"
    OPENED = "opened"
    HANDED = "handed"
    RETURNED = "returned"


class Custody(Base):
    """One line of the custody log of a piece; each digest covers the line before."""

    __tablename__ = "bullying_custody"
    __table_args__ = (UniqueConstraint("evidence_id", "seq"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("bullying_evidence.id"))
    seq: Mapped[int]
    act: Mapped[CustodyAct]
    words: Mapped[str | None] = mapped_column(EncryptedText("bullying_custody.words"))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    digest: Mapped[str]
