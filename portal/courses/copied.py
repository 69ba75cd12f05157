"""What a guardian's copy holds of the parents' school: the sessions of the family, and the lessons this very person finished."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.core.db import session
from portal.courses.models.learning import LessonCompletion
from portal.courses.queries.childs import guidance_of


def family_copy(viewer: Viewer, child_id: int) -> Sequence[tuple[str, Any]]:
    """Sessions and lessons at home of the child's family; own lessons, oldest first."""
    finished = select(LessonCompletion.slug, LessonCompletion.at).where(LessonCompletion.person_id == viewer.person_id)
    rows = session().execute(finished.order_by(LessonCompletion.id))
    return [
        ("parents_school", [{"what": one.kind, "title": one.title, "day": one.day} for one in guidance_of(child_id)]),
        ("lessons", [{"lesson": slug, "finished": at} for slug, at in rows]),
    ]
