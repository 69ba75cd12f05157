"""Tables of the parents' school: sessions, who was invited, who came, who was asked afterwards, lessons brought to the home."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedText


class SessionForm(StrEnum):
    """How a session is held."""

    MEETING = "meeting"
    ONLINE = "online"
    BOTH = "both"
    PRACTICE = "practice"


class GuidanceSession(Base):
    """One session of the parents' school; `code` stands in its QR code, `lesson_slug` is what families make up with."""

    __tablename__ = "guidance_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    day: Mapped[date] = mapped_column(index=True)
    begins: Mapped[str]
    place: Mapped[str]
    form: Mapped[SessionForm]
    host: Mapped[str]
    lesson_slug: Mapped[str | None]
    code: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    cancelled_at: Mapped[datetime | None]
    cancelled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    cancelled_why: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)


class SessionClass(Base):
    """A class invited to a session, and when its attendance was noted as complete."""

    __tablename__ = "guidance_session_class"
    __table_args__ = (UniqueConstraint("session_id", "class_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("guidance_session.id"))
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"), index=True)
    taken_at: Mapped[datetime | None]
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Answer(StrEnum):
    """What a family answered to an invitation."""

    COMES = "comes"
    ONLINE = "online"
    CANNOT = "cannot"


class SessionInvitation(Base):
    """The family of a child, invited with the class it was in then."""

    __tablename__ = "session_invitation"
    __table_args__ = (UniqueConstraint("session_id", "child_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("guidance_session.id"))
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    answer: Mapped[Answer | None]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Attending(StrEnum):
    """Who of the family was there, and how; the carer in the room and a parent away online may both be."""

    PRESENT = "present"
    ONLINE = "online"


class SessionAttendance(Base):
    """The family of a child was there; taken back when it was noted by mistake."""

    __tablename__ = "session_attendance"
    __table_args__ = (Index("ix_session_attendance_session_id_child_id", "session_id", "child_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("guidance_session.id"))
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    attending: Mapped[Attending]
    by_code: Mapped[bool]
    at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class AbsenceContact(Base):
    """An absent family was spoken with: on which day, and what was agreed."""

    __tablename__ = "absence_contact"
    __table_args__ = (Index("ix_absence_contact_session_id_child_id", "session_id", "child_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[str] = mapped_column(unique=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("guidance_session.id"))
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    day: Mapped[date]
    words: Mapped[str] = mapped_column(EncryptedText("absence_contact.words"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class HomeLesson(Base):
    """A lesson brought to the family's home (送课上门); `client_id` is made where it is written, with signal or without."""

    __tablename__ = "home_lesson"
    __table_args__ = (Index("ix_home_lesson_child_id_day", "child_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[str] = mapped_column(unique=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    session_id: Mapped[int | None] = mapped_column(ForeignKey("guidance_session.id"))
    slug: Mapped[str]
    title: Mapped[str]
    day: Mapped[date]
    on_paper: Mapped[bool]
    who: Mapped[str] = mapped_column(EncryptedText("home_lesson.who"))
    note: Mapped[str | None] = mapped_column(EncryptedText("home_lesson.note"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    withdrawn_why: Mapped[str | None] = mapped_column(EncryptedText("home_lesson.withdrawn_why"))
