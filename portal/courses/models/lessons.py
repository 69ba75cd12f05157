"""Tables of lessons: texts by their content, drafts, what was published, what rests, and media."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base


class LessonText(Base):
    """A text that was published or learned, kept for good under the name of its content."""

    __tablename__ = "lesson_text"

    digest: Mapped[str] = mapped_column(primary_key=True)
    source: Mapped[str]
    kept_at: Mapped[datetime]


class DraftState(StrEnum):
    """Where a draft stands between its writer and its reviewer."""

    WRITING = "writing"
    SENT = "sent"
    RETURNED = "returned"
    PUBLISHED = "published"
    DROPPED = "dropped"


OPEN = (DraftState.WRITING, DraftState.SENT, DraftState.RETURNED)


class LessonDraft(Base):
    """A text on its way to being published; at most one open draft a lesson."""

    __tablename__ = "lesson_draft"
    __table_args__ = (Index("ix_lesson_draft_slug_state", "slug", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str]
    title: Mapped[str]
    source: Mapped[str]
    state: Mapped[DraftState] = mapped_column(default=DraftState.WRITING)
    answer: Mapped[str | None]
    written_at: Mapped[datetime]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int] = mapped_column(default=1)


class LessonPublication(Base):
    """A text families read from a moment on: the newest of a lesson is the one in force."""

    __tablename__ = "lesson_publication"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(index=True)
    digest: Mapped[str] = mapped_column(ForeignKey("lesson_text.digest"))
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class LessonRest(Base):
    """A lesson taken off the list for a time: why, by whom, until when."""

    __tablename__ = "lesson_rest"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(index=True)
    reason: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class LessonMedia(Base):
    """A sound, a film or captions beside a lesson; the newest of a name is the one in force, earlier ones stay."""

    __tablename__ = "lesson_media"
    __table_args__ = (UniqueConstraint("slug", "name", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str]
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    digest: Mapped[str]
    added_at: Mapped[datetime]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
