"""Tables of what is done around a case: a crisis and its steps, who was told what, letters outward, coming back, partners."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedJson, EncryptedText
from portal.counseling.codes import (
    Consent,
    CrisisAct,
    Danger,
    PartnerKind,
    ReturnOutcome,
    TellingWay,
    Told,
)


class Crisis(Base):
    """A child may hurt itself or others, or is being hurt: steps with clocks, until somebody closes it with words.

    `open_case_id` is the case while it lasts: one crisis at a time. `taken_at` is when another person said "I know".
    """

    __tablename__ = "counseling_crisis"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("counseling_case.id"), index=True)
    open_case_id: Mapped[int | None] = mapped_column(unique=True)
    danger: Mapped[Danger]
    words: Mapped[str] = mapped_column(EncryptedText("counseling_crisis.words"))
    began_at: Mapped[datetime]
    began_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    taken_at: Mapped[datetime | None]
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    end_words: Mapped[str | None] = mapped_column(EncryptedText("counseling_crisis.end_words"))


class CrisisStep(Base):
    """One thing to do in a crisis, by when; done with words, or not needed with a reason."""

    __tablename__ = "counseling_crisis_step"
    __table_args__ = (UniqueConstraint("crisis_id", "act"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    crisis_id: Mapped[int] = mapped_column(ForeignKey("counseling_crisis.id"))
    act: Mapped[CrisisAct]
    due_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    needed: Mapped[bool] = mapped_column(default=True)
    words: Mapped[str | None] = mapped_column(EncryptedText("counseling_crisis_step.words"))


class Telling(Base):
    """Somebody outside the room was told; `broke_because` is set where secrecy was broken (破密). Then what they answered."""

    __tablename__ = "counseling_telling"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("counseling_case.id"), index=True)
    crisis_id: Mapped[int | None] = mapped_column(ForeignKey("counseling_crisis.id"))
    told: Mapped[Told]
    name: Mapped[str] = mapped_column(EncryptedText("counseling_telling.name"))
    way: Mapped[TellingWay]
    words: Mapped[str] = mapped_column(EncryptedText("counseling_telling.words"))
    broke_because: Mapped[str | None] = mapped_column(EncryptedText("counseling_telling.broke_because"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    answer_due: Mapped[date | None]
    answer: Mapped[str | None] = mapped_column(EncryptedText("counseling_telling.answer"))
    answered_at: Mapped[datetime | None]


class Letter(Base):
    """A referral letter to a hospital or another partner, with the guardian's consent; the answer asks for no medical record."""

    __tablename__ = "counseling_letter"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("counseling_case.id"), index=True)
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("counseling_partner.id"))
    consent: Mapped[Consent]
    form: Mapped[Any] = mapped_column(EncryptedJson("counseling_letter.form"))
    feedback_due: Mapped[date]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    feedback: Mapped[str | None] = mapped_column(EncryptedText("counseling_letter.feedback"))
    feedback_at: Mapped[datetime | None]


class Return(Base):
    """The talk before a child comes back to lessons: how it is, what helps, who does what."""

    __tablename__ = "counseling_return"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("counseling_case.id"), index=True)
    day: Mapped[date]
    outcome: Mapped[ReturnOutcome]
    form: Mapped[Any] = mapped_column(EncryptedJson("counseling_return.form"))
    review_due: Mapped[date]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class Partner(Base):
    """One of the partners of the 1+N directory: hospital, community, social organisation, hotline, authority."""

    __tablename__ = "counseling_partner"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[PartnerKind]
    name: Mapped[str]
    contact: Mapped[str | None] = mapped_column(EncryptedText("counseling_partner.contact"))
    telephone: Mapped[str | None] = mapped_column(EncryptedText("counseling_partner.telephone"))
    address: Mapped[str]
    offers: Mapped[str]
    until_day: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
