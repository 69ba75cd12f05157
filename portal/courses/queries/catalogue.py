"""The lessons families can read now: the library, over it what this school published, without what rests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select

from portal.core.db import forget, remembered, session
from portal.core.errors import NotFound
from portal.courses.lesson.library import library
from portal.courses.lesson.reading import read
from portal.courses.lesson.shape import Lesson
from portal.courses.models.lessons import LessonMedia, LessonPublication, LessonRest, LessonText

MEMORY = "courses.shelf"
A_MOMENT = 30.0


@dataclass(frozen=True)
class Media:
    """A file beside a lesson, as it is in force."""

    id: int
    name: str
    media_type: str
    size: int
    digest: str


@dataclass(frozen=True)
class Shelf:
    """What is on offer: lessons by id, and the media of each by name."""

    lessons: Mapping[str, Lesson]
    media: Mapping[str, Mapping[str, Media]]

    def film(self, lesson: Lesson) -> Media | None:
        """The film of a lesson, when it is there."""
        return self.media.get(lesson.id, {}).get(lesson.video)

    def sound(self, lesson: Lesson) -> Media | None:
        """The sound of a lesson, when it is there."""
        return self.media.get(lesson.id, {}).get(lesson.audio)


def shelf() -> Shelf:
    """The lessons of now; few people change them, so they are remembered for a moment."""
    return remembered(MEMORY, A_MOMENT, _shelf)


def shelf_changed() -> None:
    """Have the next reader look again."""
    forget(MEMORY)


def _shelf() -> Shelf:
    in_force = session().execute(_in_force()).all()
    published, since = {row.slug: read(row.source) for row in in_force}, {row.slug: row.at for row in in_force}
    resting = set(session().scalars(select(LessonRest.slug).where(LessonRest.ended_at.is_(None))))
    lessons = {slug: published.get(slug, lesson) for slug, lesson in library().items()} | published
    media: dict[str, dict[str, Media]] = {}
    for row in session().scalars(select(LessonMedia).order_by(LessonMedia.id)):
        if row.slug in since and row.added_at <= since[row.slug]:  # later ones wait for their review
            media.setdefault(row.slug, {})[row.name] = Media(row.id, row.name, row.media_type, row.size, row.digest)
    return Shelf({slug: lesson for slug, lesson in lessons.items() if slug not in resting}, media)


def _in_force() -> Select[str, str, datetime]:
    newest = select(func.max(LessonPublication.id)).group_by(LessonPublication.slug)
    return (
        select(LessonPublication.slug, LessonText.source, LessonPublication.at)
        .join(LessonText, LessonText.digest == LessonPublication.digest)
        .where(LessonPublication.id.in_(newest))
        .order_by(LessonPublication.slug)
    )


def lesson_on_offer(slug: str) -> Lesson:
    """The lesson in force, or NotFound."""
    found = shelf().lessons.get(slug)
    if found is None:
        raise NotFound
    return found
