"""Children by the names people write, one a line: found only within reach, and never guessed where two fit."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.permissions import FAMILY
from portal.access.viewer import Viewer
from portal.children.dated import holds_on
from portal.children.models import Child, Enrolment
from portal.children.queries.search import matching
from portal.children.scope import within
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.people.models import Person, Post
from portal.school.classes import class_name


def children_named(viewer: Viewer, text: str, field: str) -> Sequence[int]:
    """The children of a text with a name on each line, or name and class; Refused names the line that does not fit."""
    return [_child_of(viewer, line.strip(), field) for line in (text or "").splitlines() if line.strip()]


def _child_of(viewer: Viewer, line: str, field: str) -> int:
    name, _space, of_class = line.partition(" ")
    found = select(Child.id, Child.name, Child.class_id).where(within(viewer), matching(viewer, name))
    rows = session().execute(found.where(Child.enrolment == Enrolment.ENROLLED).order_by(Child.id).limit(20)).all()
    exact = [row for row in rows if row[1] == name] or list(rows)
    if of_class.strip():
        exact = [row for row in exact if class_name(row[2]) == of_class.strip()]
    if not exact:
        raise Refused(_l("Nobody is called %(name)s here.", name=line), field=field)
    if len(exact) > 1:
        classes = "、".join(class_name(row[2]) for row in exact)
        raise Refused(
            _l("Several children fit %(name)s (%(classes)s). Write the class after the name.", name=name, classes=classes),
            field=field,
        )
    return int(exact[0][0])


def staff() -> list[tuple[int, str]]:
    """Everybody who works here today and could sit or be kept out."""
    post = (Post.person_id == Person.id, Post.role.not_in(sorted(FAMILY)), holds_on(Post, clock.today()))
    held = select(Post.id).where(*post).exists()
    rows = session().execute(select(Person.id, Person.name).where(held).order_by(Person.pinyin, Person.id))
    return [(row[0], row[1]) for row in rows]
