"""Tables of entrusted care: agreements, what is known of carers, tries to call, how a child lives, assessments, urging notices."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.children.models import Attachment, Guardian
from portal.core.db import Base
from portal.core.fields import EncryptedJson, EncryptedText


class EntrustedCareAgreement(Base):
    """One agreement of entrusted care with all its fields (rules §4.3); its state is derived, its end is a row of its own."""

    __tablename__ = "entrusted_care_agreement"

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    carer_id: Mapped[int] = mapped_column(ForeignKey("guardian.id"))
    reason: Mapped[str] = mapped_column(EncryptedText("entrusted_care_agreement.reason"))
    away_from: Mapped[date | None]
    away_until: Mapped[date | None]
    workplace: Mapped[str | None] = mapped_column(EncryptedText("entrusted_care_agreement.workplace"))
    carer_address: Mapped[str | None] = mapped_column(EncryptedText("entrusted_care_agreement.carer_address"))
    carer_living: Mapped[str | None] = mapped_column(EncryptedText("entrusted_care_agreement.carer_living"))
    exclusions: Mapped[Any] = mapped_column(EncryptedJson("entrusted_care_agreement.exclusions"))
    exclusions_checked_on: Mapped[date | None]
    opinion_on: Mapped[date | None]
    opinion_heard_by: Mapped[str | None] = mapped_column(EncryptedText("entrusted_care_agreement.opinion_heard_by"))
    opinion: Mapped[str | None] = mapped_column(EncryptedText("entrusted_care_agreement.opinion"))
    too_young: Mapped[bool] = mapped_column(default=False)
    scope: Mapped[str | None] = mapped_column(EncryptedText("entrusted_care_agreement.scope"))
    weekly_contact: Mapped[str | None] = mapped_column(EncryptedText("entrusted_care_agreement.weekly_contact"))
    emergency_contact: Mapped[str | None] = mapped_column(EncryptedText("entrusted_care_agreement.emergency_contact"))
    witness: Mapped[str | None] = mapped_column(EncryptedText("entrusted_care_agreement.witness"))
    school_notified_on: Mapped[date | None]
    school_received_by: Mapped[str | None] = mapped_column(EncryptedText("entrusted_care_agreement.school_received_by"))
    village_notified_on: Mapped[date | None]
    village_received_by: Mapped[str | None] = mapped_column(EncryptedText("entrusted_care_agreement.village_received_by"))
    signed_on: Mapped[date | None]
    filed_on: Mapped[date | None]
    scan_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    begins_on: Mapped[date]
    review_on: Mapped[date]
    ends_on: Mapped[date | None]
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int] = mapped_column(default=1)

    carer: Mapped[Guardian] = relationship()
    scan: Mapped[Attachment | None] = relationship()
    ending: Mapped[AgreementEnding | None] = relationship(back_populates="agreement")

    __mapper_args__ = {"version_id_col": version}


class EndingKind(StrEnum):
    """Why an agreement ended before its day."""

    TERMINATED = "terminated"
    UNSUITABLE = "unsuitable"


class AgreementEnding(Base):
    """An agreement that ended before its day: when, why, and who said so."""

    __tablename__ = "agreement_ending"

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("entrusted_care_agreement.id"), unique=True)
    kind: Mapped[EndingKind]
    on: Mapped[date]
    reason: Mapped[str] = mapped_column(EncryptedText("agreement_ending.reason"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    agreement: Mapped[EntrustedCareAgreement] = relationship(back_populates="ending")


class Health(StrEnum):
    """How a carer's health bears on the care; no diagnosis."""

    GOOD = "good"
    LIMITED = "limited"
    ILL = "ill"
    UNKNOWN = "unknown"


class CarerCheck(Base):
    """What is known of a carer from a day until a day; a new check closes the one before."""

    __tablename__ = "carer_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    carer_id: Mapped[int] = mapped_column(ForeignKey("guardian.id"), index=True)
    birth_year: Mapped[int | None]
    health: Mapped[str] = mapped_column(EncryptedText("carer_check.health"))
    able: Mapped[bool | None]
    children: Mapped[int | None]
    note: Mapped[str | None] = mapped_column(EncryptedText("carer_check.note"))
    from_day: Mapped[date]
    until_day: Mapped[date | None]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class CallTry(Base):
    """Somebody called a guardian or carer, and reached them or not."""

    __tablename__ = "call_try"

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    guardian_id: Mapped[int] = mapped_column(ForeignKey("guardian.id"))
    reached: Mapped[bool]
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Living(StrEnum):
    """With whom a child lives outside of school."""

    WITH_FAMILY = "with_family"
    UNATTENDED = "unattended"
    ALONE = "alone"


class LivingSituation(Base):
    """With whom a child lives, as known from a day until a day."""

    __tablename__ = "living_situation"

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    living: Mapped[Living]
    note: Mapped[str | None] = mapped_column(EncryptedText("living_situation.note"))
    from_day: Mapped[date]
    until_day: Mapped[date | None]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class GuardianshipAssessment(Base):
    """What a body outside of school found, under its own scheme, mirrored word by word; a later one supersedes it."""

    __tablename__ = "guardianship_assessment"

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    scheme: Mapped[str]
    grade: Mapped[str] = mapped_column(EncryptedText("guardianship_assessment.grade"))
    body: Mapped[str] = mapped_column(EncryptedText("guardianship_assessment.body"))
    on: Mapped[date]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class UrgingNotice(Base):
    """A written request to a guardian (督促): sent, received, answered."""

    __tablename__ = "urging_notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    guardian_id: Mapped[int] = mapped_column(ForeignKey("guardian.id"))
    text: Mapped[str] = mapped_column(EncryptedText("urging_notice.text"))
    sent_on: Mapped[date]
    received_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    answer: Mapped[str | None] = mapped_column(EncryptedText("urging_notice.answer"))
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int] = mapped_column(default=1)

    guardian: Mapped[Guardian] = relationship()

    __mapper_args__ = {"version_id_col": version}


class Word(StrEnum):
    """What a guardian or carer says to an agreement read on the phone."""

    CONFIRMED = "confirmed"
    OBJECTED = "objected"


class AgreementWord(Base):
    """A guardian's or carer's word to the agreement as it stood; it does not replace the signature. Later words count."""

    __tablename__ = "agreement_word"

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("entrusted_care_agreement.id"), index=True)
    guardian_id: Mapped[int] = mapped_column(ForeignKey("guardian.id"))
    word: Mapped[Word]
    what: Mapped[str | None] = mapped_column(EncryptedText("agreement_word.what"))
    edition: Mapped[str]
    at: Mapped[datetime]

    guardian: Mapped[Guardian] = relationship()
