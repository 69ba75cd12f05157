"""Tables of the roster: the posts of a weekend, boarding weekends, shifts, drafts, and who holds a shift."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedText


class PostKind(StrEnum):
    """What somebody does on duty; dormitory posts belong to the house of one sex."""

    LEADER = "leader"
    TEACHER = "teacher"
    DORM_GIRLS = "dorm_f"
    DORM_BOYS = "dorm_m"
    GATE = "gate"
    DOCTOR = "doctor"
    COUNSELOR = "counselor"


class WeekendKind(StrEnum):
    """Days a boarding school keeps watch although there are no lessons; nobody stays when it is closed."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    CLOSED = "closed"


class ShiftState(StrEnum):
    """Where a shift stands; a called-off one stays to be read."""

    PLANNED = "planned"
    CALLED_OFF = "called_off"


class DraftState(StrEnum):
    """Where a draft of the roster stands."""

    OPEN = "open"
    PUBLISHED = "published"
    DROPPED = "dropped"


class Ending(StrEnum):
    """Why somebody no longer holds a shift."""

    REPUBLISHED = "republished"
    SWAPPED = "swapped"
    ABSENT = "absent"


class DutyPost(Base):
    """How many people a kind of post needs: `least`, and one for every `per_boarders` expected; weight in hundredths."""

    __tablename__ = "duty_post"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[PostKind] = mapped_column(unique=True)
    least: Mapped[int]
    per_boarders: Mapped[int | None]
    weight: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class BoardingWeekend(Base):
    """Days off at a stretch, from the evening before `first_day` to the evening of `last_day`; `expected` once somebody said it."""

    __tablename__ = "boarding_weekend"

    id: Mapped[int] = mapped_column(primary_key=True)
    first_day: Mapped[date] = mapped_column(unique=True)
    last_day: Mapped[date]
    kind: Mapped[WeekendKind]
    expected: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class DutyShift(Base):
    """One post on one boarding weekend (`weekend` is its first day); `house` is the sex a dormitory post belongs to."""

    __tablename__ = "duty_shift"
    __table_args__ = (
        UniqueConstraint("weekend", "post", "place"),
        Index("ix_duty_shift_starts_at_ends_at", "starts_at", "ends_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    weekend: Mapped[date]
    post: Mapped[PostKind]
    place: Mapped[int]
    house: Mapped[str | None]
    weight: Mapped[int]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    state: Mapped[ShiftState] = mapped_column(default=ShiftState.PLANNED)


class DutyAssignment(Base):
    """Somebody holds a shift, as published, from `given_at` until it ended; one holder at a time."""

    __tablename__ = "duty_assignment"
    __table_args__ = (
        Index(
            "uq_duty_assignment_held",
            "shift_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_duty_assignment_person_id_ended_at", "person_id", "ended_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    shift_id: Mapped[int] = mapped_column(ForeignKey("duty_shift.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    given_at: Mapped[datetime]
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    seen_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_because: Mapped[Ending | None]


class DutyDraft(Base):
    """A roster not yet published, for weekends from `first_day` to `last_day`; `found` says how good it is and what is short.

    Published over warnings, it keeps how many there were, and why.
    """

    __tablename__ = "duty_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    first_day: Mapped[date]
    last_day: Mapped[date]
    state: Mapped[DraftState] = mapped_column(default=DraftState.OPEN, index=True)
    found: Mapped[Any] = mapped_column(JSON)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    kept_warnings: Mapped[int] = mapped_column(default=0, server_default="0")
    kept_because: Mapped[str | None] = mapped_column(EncryptedText("duty_draft.kept_because"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class DutyProposal(Base):
    """A line of a draft: who is to hold a shift, nobody where it stays open; a locked one stays when the draft is made anew."""

    __tablename__ = "duty_proposal"
    __table_args__ = (UniqueConstraint("draft_id", "weekend", "post", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("duty_draft.id"))
    weekend: Mapped[date]
    post: Mapped[PostKind]
    place: Mapped[int]
    weight: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    locked: Mapped[bool] = mapped_column(default=False)
