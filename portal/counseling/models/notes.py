"""Tables of sessions: the sealed note, what was added later, who may read it, and what others are told."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedJson, EncryptedText
from portal.counseling.codes import Audience, GrantKind, SessionMode


class Session(Base):
    """One talk. `note` is sealed: its author reads it, and whom a `Grant` names. `line` is what the teacher shall do.

    A draft has no `signed_at` and grows by `version`; once signed nothing in the row changes any more.
    """

    __tablename__ = "counseling_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("counseling_case.id"), index=True)
    group_name: Mapped[str | None] = mapped_column(EncryptedText("counseling_session.group_name"))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    booking_id: Mapped[int | None] = mapped_column(ForeignKey("counseling_booking.id"))
    began_at: Mapped[datetime]
    minutes: Mapped[int]
    mode: Mapped[SessionMode]
    themes: Mapped[Any] = mapped_column(EncryptedJson("counseling_session.themes"))
    note: Mapped[Any] = mapped_column(EncryptedJson("counseling_session.note"))
    line: Mapped[str | None] = mapped_column(EncryptedText("counseling_session.line"))
    made_at: Mapped[datetime]
    saved_at: Mapped[datetime]
    signed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Participant(Base):
    """A child who took part: one in a talk alone, several in a group."""

    __tablename__ = "counseling_participant"
    __table_args__ = (UniqueConstraint("session_id", "child_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("counseling_session.id"))
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)


class Addendum(Base):
    """What the author added to a signed note."""

    __tablename__ = "counseling_addendum"

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("counseling_session.id"), index=True)
    words: Mapped[str] = mapped_column(EncryptedText("counseling_addendum.words"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class Advice(Base):
    """What teachers or the family shall do, never what was said; it holds until its last day or until it is taken back."""

    __tablename__ = "counseling_advice"

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("counseling_session.id"))
    audience: Mapped[Audience]
    words: Mapped[str] = mapped_column(EncryptedText("counseling_advice.words"))
    given_at: Mapped[datetime]
    given_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    until_day: Mapped[date]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    end_reason: Mapped[str | None] = mapped_column(EncryptedText("counseling_advice.end_reason"))


class Grant(Base):
    """One person may read one author's signed notes of one case until a moment: a named supervisor, or the principal in need."""

    __tablename__ = "counseling_grant"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[GrantKind]
    case_id: Mapped[int] = mapped_column(ForeignKey("counseling_case.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    reason: Mapped[str] = mapped_column(EncryptedText("counseling_grant.reason"))
    from_at: Mapped[datetime]
    until_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    acknowledged_at: Mapped[datetime | None]
