"""Tables of Friday: who may fetch a child, how its weekends usually go, and how this one goes."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedText


class StayState(StrEnum):
    """How a boarder spends the weekend: at school, fetched by somebody, or going by itself with a leave slip."""

    STAY = "stay"
    FETCHED = "fetched"
    LEAVE = "leave"


class StaySource(StrEnum):
    """Who said so; a word of the guardian outweighs the pupil's, the pupil's the standing arrangement."""

    STANDING = "standing"
    PUPIL = "pupil"
    GUARDIAN = "guardian"
    SCHOOL = "school"


class Collector(Base):
    """Somebody the family authorised to fetch a child, from a day until a day; a guardian's row names `guardian_id`."""

    __tablename__ = "duty_collector"

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    guardian_id: Mapped[int | None] = mapped_column(ForeignKey("guardian.id"))
    name: Mapped[str] = mapped_column(EncryptedText("duty_collector.name"))
    relation: Mapped[str]
    telephone: Mapped[str | None] = mapped_column(EncryptedText("duty_collector.telephone"))
    photo_kind: Mapped[str | None]
    photo_stored_as: Mapped[str | None]
    photo_digest: Mapped[str | None]
    from_day: Mapped[date]
    until_day: Mapped[date | None]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class StandingArrangement(Base):
    """How a boarder's weekends go unless somebody says otherwise, from a day until a day."""

    __tablename__ = "duty_standing_arrangement"

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    state: Mapped[StayState]
    collector_id: Mapped[int | None] = mapped_column(ForeignKey("duty_collector.id"))
    from_day: Mapped[date]
    until_day: Mapped[date | None]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class WeekendStay(Base):
    """How one boarder spends one weekend (`weekend` is its first day), as last answered."""

    __tablename__ = "weekend_stay"
    __table_args__ = (UniqueConstraint("child_id", "weekend"), Index("ix_weekend_stay_weekend_state", "weekend", "state"))

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    weekend: Mapped[date]
    state: Mapped[StayState]
    fetched_by_id: Mapped[int | None] = mapped_column(ForeignKey("duty_collector.id"))
    source: Mapped[StaySource]
    answered_at: Mapped[datetime]
    answered_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class StayAnswer(Base):
    """Each answer as it was given; later ones never erase it."""

    __tablename__ = "weekend_stay_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    stay_id: Mapped[int] = mapped_column(ForeignKey("weekend_stay.id"), index=True)
    state: Mapped[StayState]
    fetched_by_id: Mapped[int | None] = mapped_column(ForeignKey("duty_collector.id"))
    source: Mapped[StaySource]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
