"""Tables of the room: the hours of the day, when it is open, who has an appointment, the calendar's secret address."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedText, KeyedHash
from portal.counseling.codes import BookingKind, Kept


class Period(Base):
    """A part of the school day an appointment may take (早读, 大课间, 第 6 节)."""

    __tablename__ = "counseling_period"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    begins: Mapped[time]
    minutes: Mapped[int]
    until_day: Mapped[date | None]


class Opening(Base):
    """The counselor keeps this part of a weekday open, from a day until a day."""

    __tablename__ = "counseling_opening"
    __table_args__ = (Index("ix_counseling_opening_counselor_id", "counselor_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    counselor_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    period_id: Mapped[int] = mapped_column(ForeignKey("counseling_period.id"))
    weekday: Mapped[int]
    from_day: Mapped[date]
    until_day: Mapped[date | None]


class Booking(Base):
    """An appointment. `slot` and `child_slot` are unique while it stands and empty once it is called off: the database
    itself refuses a second one, however many ask at the same moment.
    """

    __tablename__ = "counseling_booking"
    __table_args__ = (Index("ix_counseling_booking_counselor_id_day", "counselor_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    counselor_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    period_id: Mapped[int] = mapped_column(ForeignKey("counseling_period.id"))
    day: Mapped[date]
    child_id: Mapped[int | None] = mapped_column(ForeignKey("child.id"), index=True)
    referral_id: Mapped[int | None] = mapped_column(ForeignKey("counseling_referral.id"))
    kind: Mapped[BookingKind]
    words: Mapped[str | None] = mapped_column(EncryptedText("counseling_booking.words"))
    slot: Mapped[str | None] = mapped_column(unique=True)
    child_slot: Mapped[str | None] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kept: Mapped[Kept | None]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Feed(Base):
    """The secret address of one counselor's calendar; only its keyed hash is kept, and it works until it is revoked."""

    __tablename__ = "counseling_feed"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    token: Mapped[str] = mapped_column(KeyedHash("counseling_feed.token"), unique=True)
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
