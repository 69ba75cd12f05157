"""Tables: what was emptied because its time was over, and the assessments of impact."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedText


class Erasure(Base):
    """The texts of one holding about one subject were emptied; `ended_on` is the day its term was counted from."""

    __tablename__ = "privacy_erasure"
    __table_args__ = (Index("ix_privacy_erasure_holding_subject_id", "holding", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    holding: Mapped[str]
    subject_id: Mapped[int]
    ended_on: Mapped[date]
    reason: Mapped[str] = mapped_column(EncryptedText("privacy_erasure.reason"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class ImpactAssessment(Base):
    """One edition of the assessment of impact; once signed it is kept as it is for at least three years."""

    __tablename__ = "impact_assessment"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition: Mapped[int] = mapped_column(unique=True)
    occasion: Mapped[str]
    necessary: Mapped[str]
    effects: Mapped[str]
    measures: Mapped[str]
    remaining: Mapped[str]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    signed_at: Mapped[datetime | None]
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
