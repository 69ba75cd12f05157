"""Tables of the family's pages: enrolment slips, proposals to correct facts, words of their own, consents, requests for a copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.children.models import Guardian
from portal.core.db import Base
from portal.core.fields import EncryptedText, KeyedHash
from portal.people.models import Person


class Slip(Base):
    """A code on paper that works once, for the guardian it was printed for; too many wrong answers make it void."""

    __tablename__ = "slip"

    id: Mapped[int] = mapped_column(primary_key=True)
    guardian_id: Mapped[int] = mapped_column(ForeignKey("guardian.id"), index=True)
    code: Mapped[str] = mapped_column(KeyedHash("slip.code"), unique=True)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[datetime]
    failures: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]

    guardian: Mapped[Guardian] = relationship()


@dataclass(frozen=True)
class PrintedSlip:
    """A slip as it goes on paper; the code is nowhere else."""

    guardian: str
    child: str
    relation: str
    code: str


class Proposal(Base):
    """A guardian says that one fact is otherwise; it changes nothing until somebody of the school accepts it."""

    __tablename__ = "fact_proposal"

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    guardian_id: Mapped[int] = mapped_column(ForeignKey("guardian.id"))
    field: Mapped[str]
    known: Mapped[str | None] = mapped_column(EncryptedText("fact_proposal.known"))
    proposed: Mapped[str] = mapped_column(EncryptedText("fact_proposal.proposed"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)

    guardian: Mapped[Guardian] = relationship()
    decision: Mapped[ProposalDecision | None] = relationship()


class ProposalDecision(Base):
    """The answer of the school to a proposal; where it says no, the words say why."""

    __tablename__ = "fact_proposal_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("fact_proposal.id"), unique=True)
    accepted: Mapped[bool]
    words: Mapped[str | None] = mapped_column(EncryptedText("fact_proposal_decision.words"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class FamilyWord(Base):
    """What a guardian or carer wants the school to know, or their side of something; it stays with the file."""

    __tablename__ = "family_word"
    __table_args__ = (Index("ix_family_word_child_id_at", "child_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    guardian_id: Mapped[int] = mapped_column(ForeignKey("guardian.id"))
    words: Mapped[str] = mapped_column(EncryptedText("family_word.words"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)

    guardian: Mapped[Guardian] = relationship()
    answer: Mapped[FamilyWordAnswer | None] = relationship()


class FamilyWordAnswer(Base):
    """What the school answered."""

    __tablename__ = "family_word_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    word_id: Mapped[int] = mapped_column(ForeignKey("family_word.id"), unique=True)
    words: Mapped[str] = mapped_column(EncryptedText("family_word_answer.words"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    by: Mapped[Person] = relationship()


class Purpose(StrEnum):
    """What the school asks a family's consent for; what the law itself demands of the school needs none."""

    PHOTOS = "photos"
    PUBLICITY = "publicity"
    PARTNERS = "partners"


class Consent(Base):
    """Given or withdrawn by one guardian for one purpose; rows are only added, the newest holds."""

    __tablename__ = "consent"
    __table_args__ = (Index("ix_consent_child_id_purpose", "child_id", "purpose"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    guardian_id: Mapped[int] = mapped_column(ForeignKey("guardian.id"))
    purpose: Mapped[Purpose]
    given: Mapped[bool]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class DataRequest(Base):
    """A guardian asks for a copy of what the portal holds of the child; the law's clock runs from `at` (个人信息保护法 45)."""

    __tablename__ = "data_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    guardian_id: Mapped[int] = mapped_column(ForeignKey("guardian.id"))
    at: Mapped[datetime]
    due: Mapped[date]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)

    guardian: Mapped[Guardian] = relationship()
    answer: Mapped[DataRequestAnswer | None] = relationship()


class DataRequestAnswer(Base):
    """The copy was opened for the guardian, or refused in writing with reasons."""

    __tablename__ = "data_request_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("data_request.id"), unique=True)
    given: Mapped[bool]
    words: Mapped[str | None] = mapped_column(EncryptedText("data_request_answer.words"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
