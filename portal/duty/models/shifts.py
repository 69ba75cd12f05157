"""Tables of a shift: the log of a weekend, its roll calls with every tap on the list, what happened, and the hand-over."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedText


class Standing(StrEnum):
    """Where a boarder is when the names are called; nobody is expected who is none of these."""

    PRESENT = "present"
    LEAVE = "leave"
    FETCHED = "fetched"
    MISSING = "missing"


class NoteKind(StrEnum):
    """What is written into the log of a shift."""

    ROUND = "round"
    EVENT = "event"
    MEAL = "meal"
    REPAIR = "repair"


class ShiftLog(Base):
    """The log all posts of one boarding weekend keep together (`weekend` is its first day); closed once, never opened again."""

    __tablename__ = "duty_log"

    id: Mapped[int] = mapped_column(primary_key=True)
    weekend: Mapped[date] = mapped_column(unique=True)
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class RollCall(Base):
    """One calling of the names of a house (the sex of who sleeps there); the counts are those it was handed in with."""

    __tablename__ = "duty_roll_call"
    __table_args__ = (Index("ix_duty_roll_call_log_id_evening", "log_id", "evening"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    log_id: Mapped[int] = mapped_column(ForeignKey("duty_log.id"))
    evening: Mapped[date]
    house: Mapped[str]
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    submitted_at: Mapped[datetime | None]
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    expected: Mapped[int | None]
    present: Mapped[int | None]
    leave: Mapped[int | None]
    fetched: Mapped[int | None]
    missing: Mapped[int | None]


class RollMark(Base):
    """One tap: who was where, seen when and by whom; the latest seen counts, whenever it arrived. `typed_by_id` from paper."""

    __tablename__ = "duty_roll_mark"
    __table_args__ = (Index("ix_duty_roll_mark_roll_call_id_child_id", "roll_call_id", "child_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[str] = mapped_column(unique=True)
    roll_call_id: Mapped[int] = mapped_column(ForeignKey("duty_roll_call.id"))
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    state: Mapped[Standing]
    marked_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    typed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class ShiftNote(Base):
    """A round or something that happened: when, seen by whom, typed in by whom where it stood on paper first."""

    __tablename__ = "duty_note"
    __table_args__ = (Index("ix_duty_note_log_id_at", "log_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[str] = mapped_column(unique=True)
    log_id: Mapped[int] = mapped_column(ForeignKey("duty_log.id"))
    kind: Mapped[NoteKind]
    at: Mapped[datetime]
    words: Mapped[str] = mapped_column(EncryptedText("duty_note.words"))
    recorded_at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    typed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class HandOver(Base):
    """What is unfinished, from one person to another; it is signed when the other has taken it."""

    __tablename__ = "duty_hand_over"

    id: Mapped[int] = mapped_column(primary_key=True)
    log_id: Mapped[int] = mapped_column(ForeignKey("duty_log.id"), index=True)
    words: Mapped[str] = mapped_column(EncryptedText("duty_hand_over.words"))
    given_at: Mapped[datetime]
    given_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    taken_at: Mapped[datetime | None]
