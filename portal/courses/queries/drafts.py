"""What is being written: drafts, publications, lessons that rest, and the media of a lesson."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core.db import session
from portal.core.errors import NotFound
from portal.courses.models.lessons import OPEN, DraftState, LessonDraft, LessonMedia, LessonPublication, LessonRest
from portal.people.models import Person


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in the list."""

    id: int
    slug: str
    title: str
    state: DraftState
    by: str
    written_at: datetime


def drafts(viewer: Viewer) -> Sequence[DraftLine]:
    """Open drafts the viewer may see: the own ones, and for reviewers what was sent; one statement."""
    columns = (LessonDraft.id, LessonDraft.slug, LessonDraft.title, LessonDraft.state, Person.name, LessonDraft.written_at)
    found = select(*columns).join(Person, Person.id == LessonDraft.written_by_id).where(LessonDraft.state.in_(OPEN), _mine(viewer))
    return [DraftLine(*row) for row in session().execute(found.order_by(LessonDraft.written_at.desc()))]


def _mine(viewer: Viewer) -> ColumnElement[bool]:
    own = LessonDraft.written_by_id == viewer.person_id
    if viewer.may(Permission.REVIEW_LESSONS):
        return or_(own, LessonDraft.state == DraftState.SENT)
    return own


def draft_within(viewer: Viewer, draft_id: int) -> LessonDraft:
    """A draft the viewer wrote or reviews, or NotFound."""
    found = session().scalar(select(LessonDraft).where(LessonDraft.id == draft_id, LessonDraft.state.in_(OPEN), _mine(viewer)))
    if found is None:
        raise NotFound
    return found


def open_draft(slug: str) -> LessonDraft | None:
    """The open draft of a lesson, whoever writes it."""
    return session().scalar(select(LessonDraft).where(LessonDraft.slug == slug, LessonDraft.state.in_(OPEN)))


def resting() -> Sequence[LessonRest]:
    """Lessons taken off the list for now."""
    return session().scalars(select(LessonRest).where(LessonRest.ended_at.is_(None)).order_by(LessonRest.slug)).all()


def published_before(slug: str) -> bool:
    """Whether this school ever published the lesson."""
    return session().scalar(select(LessonPublication.id).where(LessonPublication.slug == slug).limit(1)) is not None


def media_rows(slug: str) -> Sequence[LessonMedia]:
    """Every file ever put beside a lesson, newest last."""
    return session().scalars(select(LessonMedia).where(LessonMedia.slug == slug).order_by(LessonMedia.id)).all()
