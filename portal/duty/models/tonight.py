"""Tables of an evening: what to do for a child, a child that is missing with every step of the search, and the programme."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedText


class CareKind(StrEnum):
    """What is asked of the people on duty: keep an eye on a child, or give a medicine as the doctor said."""

    WATCH = "watch"
    MEDICINE = "medicine"


class SearchStep(StrEnum):
    """The rungs of the search for a missing child, in their order."""

    SEARCH = "search"
    LEADER = "leader"
    GUARDIAN = "guardian"
    POLICE = "police"


class ActivityKind(StrEnum):
    """What a weekend may hold; lessons are none of it (未成年人保护法 33)."""

    SPORT = "sport"
    ARTS = "arts"
    PRACTICE = "practice"
    READING = "reading"
    FILM = "film"
    CALL_HOME = "call_home"


class CareOrder(Base):
    """What to do for a child on the evenings of some days; never why. `hour` is the time of day, `doctor` who said it."""

    __tablename__ = "duty_care_order"
    __table_args__ = (Index("ix_duty_care_order_child_id_until_day", "child_id", "until_day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    kind: Mapped[CareKind]
    words: Mapped[str] = mapped_column(EncryptedText("duty_care_order.words"))
    hour: Mapped[str | None]
    doctor: Mapped[str | None]
    from_day: Mapped[date]
    until_day: Mapped[date]
    given_at: Mapped[datetime]
    given_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class CareDone(Base):
    """It was done on an evening, by whom and when."""

    __tablename__ = "duty_care_done"
    __table_args__ = (UniqueConstraint("order_id", "evening"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("duty_care_order.id"))
    evening: Mapped[date]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class Missing(Base):
    """A child was not there when its name was called: since when, who took the search in hand, and how it ended."""

    __tablename__ = "duty_missing"
    __table_args__ = (
        Index(
            "uq_duty_missing_open",
            "child_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_duty_missing_log_id", "log_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    log_id: Mapped[int] = mapped_column(ForeignKey("duty_log.id"))
    since: Mapped[datetime]
    raised_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ending: Mapped[str | None] = mapped_column(EncryptedText("duty_missing.ending"))


class MissingStep(Base):
    """Something done in the search: which rung, whether somebody was reached, in whose words."""

    __tablename__ = "duty_missing_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    missing_id: Mapped[int] = mapped_column(ForeignKey("duty_missing.id"), index=True)
    kind: Mapped[SearchStep]
    reached: Mapped[bool]
    words: Mapped[str | None] = mapped_column(EncryptedText("duty_missing_step.words"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class Activity(Base):
    """Something for those who stay: what, when, how long, led by whom."""

    __tablename__ = "duty_activity"
    __table_args__ = (Index("ix_duty_activity_weekend", "weekend"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    weekend: Mapped[date]
    kind: Mapped[ActivityKind]
    title: Mapped[str]
    place: Mapped[str]
    starts_at: Mapped[datetime]
    minutes: Mapped[int]
    led_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    called_off_at: Mapped[datetime | None]


class TakingPart(Base):
    """A child took part in something, as noted by whom; taken back by a mistake's correction."""

    __tablename__ = "duty_taking_part"
    __table_args__ = (UniqueConstraint("activity_id", "child_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("duty_activity.id"))
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    taken_back_at: Mapped[datetime | None]
