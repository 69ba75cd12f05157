"""Who counsels at this school today."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, select

from portal.access.permissions import Role
from portal.access.viewer import Viewer
from portal.children.dated import holds_on
from portal.core import clock
from portal.core.db import session
from portal.people.models import Person, Post


def counsels(person_id: Any) -> ColumnElement[bool]:
    """The condition that a person (a column or an id) holds the counselor's post today."""
    post = select(Post.id).where(Post.person_id == person_id, Post.role == Role.COUNSELOR, holds_on(Post, clock.today()))
    return post.exists()


def other_counselors(viewer: Viewer) -> Sequence[tuple[int, str]]:
    """The colleagues a case can be handed to or a note shown to; one statement."""
    found = select(Person.id, Person.name).where(counsels(Person.id), Person.id != viewer.person_id)
    return [(row[0], row[1]) for row in session().execute(found.order_by(Person.pinyin, Person.id))]
