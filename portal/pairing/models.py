"""Tables of pairing: who goes with whom from when until when, talks, what is handed over, and what children wish."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedText


class Reason(StrEnum):
    """Why a pair ended."""

    TEACHER_LEFT = "teacher_left"
    VETTING_ENDED = "vetting_ended"
    LONG_LEAVE = "long_leave"
    CHILD_LEFT = "child_left"
    NO_LONGER_LEFT_BEHIND = "no_longer_left_behind"
    CHILD_WISHES = "child_wishes"
    CONFLICT = "conflict"
    LOAD = "load"
    OTHER = "other"


class Mode(StrEnum):
    """How they met (rules §9.6)."""

    TALK = "talk"
    TELEPHONE = "telephone"
    TUTORING = "tutoring"
    ACTIVITY = "activity"
    HELP = "help"


class Receiver(StrEnum):
    """To whom a worry is handed."""

    COUNSELOR = "counselor"
    LEAD = "lead"
    AID = "aid"


class WishKind(StrEnum):
    """What speaks for or against a pair."""

    WANTED = "wanted"
    UNWANTED = "unwanted"
    CONFLICT = "conflict"


class Pairing(Base):
    """A child and the adult named for it, from a day until a day; a child has one at a time."""

    __tablename__ = "pairing"
    __table_args__ = (Index("ix_pairing_teacher_id_until_day", "teacher_id", "until_day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    teacher_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    from_day: Mapped[date]
    until_day: Mapped[date | None]
    child_said: Mapped[str | None] = mapped_column(EncryptedText("pairing.child_said"))
    proposed: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class PairingEnding(Base):
    """Why a pair ended, and what the next adult should know."""

    __tablename__ = "pairing_ending"

    id: Mapped[int] = mapped_column(primary_key=True)
    pairing_id: Mapped[int] = mapped_column(ForeignKey("pairing.id"), unique=True)
    reason: Mapped[Reason]
    note: Mapped[str | None] = mapped_column(EncryptedText("pairing_ending.note"))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class PairingWish(Base):
    """A child wants or does not want this adult, or the two are in conflict, from a day until a day."""

    __tablename__ = "pairing_wish"
    __table_args__ = (Index("ix_pairing_wish_child_id", "child_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    teacher_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[WishKind]
    from_day: Mapped[date]
    until_day: Mapped[date | None]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Talk(Base):
    """One entry of the record of help (rules §9.6); `client_id` is made where it is written, so that sending it twice makes one."""

    __tablename__ = "talk"
    __table_args__ = (
        UniqueConstraint("client_id"),
        Index("ix_talk_child_id_day", "child_id", "day"),
        Index("ix_talk_teacher_id_day", "teacher_id", "day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[str]
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    teacher_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]
    mode: Mapped[Mode]
    minutes: Mapped[int]
    place: Mapped[str | None] = mapped_column(EncryptedText("talk.place"))
    noticed: Mapped[str] = mapped_column(EncryptedText("talk.noticed"))
    measures: Mapped[str | None] = mapped_column(EncryptedText("talk.measures"))
    next_step: Mapped[str | None] = mapped_column(EncryptedText("talk.next_step"))
    recorded_at: Mapped[datetime]


class TalkWithdrawal(Base):
    """A talk recorded by mistake: who withdrew it and why; it stays to be read."""

    __tablename__ = "talk_withdrawal"

    id: Mapped[int] = mapped_column(primary_key=True)
    talk_id: Mapped[int] = mapped_column(ForeignKey("talk.id"), unique=True)
    reason: Mapped[str] = mapped_column(EncryptedText("talk_withdrawal.reason"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class HandOver(Base):
    """A worry handed to counselor, lead or aid with a talk; it stands on their desk until one of them takes it."""

    __tablename__ = "hand_over"

    id: Mapped[int] = mapped_column(primary_key=True)
    talk_id: Mapped[int] = mapped_column(ForeignKey("talk.id"), unique=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    receiver: Mapped[Receiver]
    words: Mapped[str] = mapped_column(EncryptedText("hand_over.words"))
    due: Mapped[date]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class HandOverTaking(Base):
    """Who took it, when."""

    __tablename__ = "hand_over_taking"

    id: Mapped[int] = mapped_column(primary_key=True)
    hand_over_id: Mapped[int] = mapped_column(ForeignKey("hand_over.id"), unique=True)
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
