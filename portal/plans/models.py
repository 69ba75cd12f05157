"""Tables of the plan: its editions, what each asks for, and what was done."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.db import Base
from portal.core.fields import EncryptedText


class CarePlan(Base):
    """One edition of a child's plan; it holds until the next one, or until it is ended with a reason."""

    __tablename__ = "care_plan"
    __table_args__ = (UniqueConstraint("child_id", "edition"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    edition: Mapped[int]
    goal: Mapped[str] = mapped_column(EncryptedText("care_plan.goal"))
    from_day: Mapped[date]
    review_on: Mapped[date]
    until_day: Mapped[date | None]
    ended_why: Mapped[str | None] = mapped_column(EncryptedText("care_plan.ended_why"))
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    measures: Mapped[list[PlannedMeasure]] = relationship(order_by="PlannedMeasure.place", back_populates="plan")


class PlannedMeasure(Base):
    """One thing the plan asks for: what, by whom, how often, and the next day of it."""

    __tablename__ = "care_plan_measure"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("care_plan.id"), index=True)
    place: Mapped[int]
    what: Mapped[str] = mapped_column(EncryptedText("care_plan_measure.what"))
    who: Mapped[str] = mapped_column(EncryptedText("care_plan_measure.who"))
    often: Mapped[str | None] = mapped_column(EncryptedText("care_plan_measure.often"))
    next_on: Mapped[date | None]

    plan: Mapped[CarePlan] = relationship(back_populates="measures")


class MeasureDone(Base):
    """A measure was carried out on a day; kept even when the plan is written anew."""

    __tablename__ = "care_plan_done"

    id: Mapped[int] = mapped_column(primary_key=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("care_plan_measure.id"), index=True)
    day: Mapped[date]
    words: Mapped[str | None] = mapped_column(EncryptedText("care_plan_done.words"))
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
