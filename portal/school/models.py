"""Tables of the school: one profile row, classes, terms, calendar days, settings."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedText


class Stage(StrEnum):
    """Stages of schooling; the third digit of a class number's stem names them in the registry (1, 2, 3)."""

    PRIMARY = "primary"
    JUNIOR = "junior"
    SENIOR = "senior"


class School(Base):
    """The one school of this database; `telephone` is the office families call; `key_check` opens only with the right keys."""

    __tablename__ = "school"
    __table_args__ = (CheckConstraint("id = 1", name="one_school"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    name: Mapped[str]
    code: Mapped[str]
    district_code: Mapped[str] = mapped_column(default="")
    telephone: Mapped[str] = mapped_column(default="", server_default="")
    boarding: Mapped[bool] = mapped_column(default=False)
    is_demo: Mapped[bool] = mapped_column(default=False)
    key_check: Mapped[str] = mapped_column(EncryptedText("school.key_check"))
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class SchoolClass(Base):
    """A class keeps its number from entry to leaving; its grade follows from the school year."""

    __tablename__ = "school_class"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    entry_year: Mapped[int]
    stage: Mapped[Stage]
    ordinal: Mapped[int]
    ended_on: Mapped[date | None]


class Term(Base):
    """A school term, first to last day, both included."""

    __tablename__ = "term"

    id: Mapped[int] = mapped_column(primary_key=True)
    academic_year: Mapped[int]
    ordinal: Mapped[int]
    first_day: Mapped[date]
    last_day: Mapped[date]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class CalendarEntry(Base):
    """A day that breaks the week's rule: a holiday, or a weekend day worked instead."""

    __tablename__ = "calendar_entry"

    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str] = mapped_column(default="")


class CalendarYear(Base):
    """Whether a year's holidays are confirmed by the State Council's notice, or only the fixed days are known."""

    __tablename__ = "calendar_year"

    year: Mapped[int] = mapped_column(primary_key=True)
    confirmed: Mapped[bool] = mapped_column(default=False)


class Setting(Base):
    """A setting this school changed; unchanged ones live in their definition."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def id(self) -> None:
        """Settings have names, not numbers; the journal notes the table only."""
        return None
