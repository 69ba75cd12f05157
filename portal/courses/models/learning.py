"""Tables of learning: where somebody is in a lesson, what they finished, and their certificates."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base


class LessonProgress(Base):
    """Where a person is in a lesson, the same on every device: section, second of sound and film, questions solved (as bits)."""

    __tablename__ = "lesson_progress"
    __table_args__ = (UniqueConstraint("person_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    slug: Mapped[str]
    digest: Mapped[str]
    section: Mapped[int] = mapped_column(default=1)
    audio_seconds: Mapped[int] = mapped_column(default=0)
    video_seconds: Mapped[int] = mapped_column(default=0)
    solved: Mapped[int] = mapped_column(default=0)
    updated_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class LessonCompletion(Base):
    """A person finished this very text of a lesson."""

    __tablename__ = "lesson_completion"
    __table_args__ = (UniqueConstraint("person_id", "slug", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    slug: Mapped[str] = mapped_column(index=True)
    digest: Mapped[str] = mapped_column(ForeignKey("lesson_text.digest"))
    at: Mapped[datetime]


class Certificate(Base):
    """A series finished: the name and the texts as they were on that day. Whoever has the number can have it confirmed."""

    __tablename__ = "certificate"
    __table_args__ = (UniqueConstraint("person_id", "topic"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    topic: Mapped[str]
    name: Mapped[str]
    lessons: Mapped[Any] = mapped_column(JSON)
    issued_at: Mapped[datetime]
