"""Tables of the school day: that a class's names were called, and who was not there; nothing is deleted."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.db import Base
from portal.people.models import Person


class Reason(StrEnum):
    """What the school knows of a child that is not there."""

    ILL = "ill"
    LEAVE = "leave"
    UNKNOWN = "unknown"


class ClassRegister(Base):
    """The names of a class were called on a day; `times` counts how often the list was saved."""

    __tablename__ = "class_register"
    __table_args__ = (UniqueConstraint("class_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    day: Mapped[date] = mapped_column(index=True)
    times: Mapped[int] = mapped_column(default=1)
    taken_at: Mapped[datetime]
    taken_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    taken_by: Mapped[Person] = relationship()


class Absence(Base):
    """A child was not at school on a day. What is learned later ends this row and begins another; both stay."""

    __tablename__ = "pupil_absence"
    __table_args__ = (
        Index(
            "uq_pupil_absence_open",
            "child_id",
            "day",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_pupil_absence_day", "day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    day: Mapped[date]
    reason: Mapped[Reason]
    noted_at: Mapped[datetime]
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
