"""Adding people and giving them posts."""

from __future__ import annotations

from datetime import date

from portal.access.permissions import Role
from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.pinyin import initials_of, pinyin_of
from portal.journal.operations import record
from portal.people.models import Person, Post


def add_person(name: str, *, sex: str = "", staff_no: str | None = None, telephone: str | None = None, by: Viewer | None) -> Person:
    """Someone new; `telephone` as `portal.core.telephone.normalised` gives it."""
    person = Person(
        name=name,
        pinyin=pinyin_of(name),
        initials=initials_of(name),
        sex=sex,
        staff_no=staff_no,
        telephone=telephone,
        telephone_hash=telephone,
        created_at=clock.now(),
    )
    session().add(person)
    session().flush()
    record("people.person_added", subject=person, by=by)
    return person


def give_post(
    person: Person,
    role: Role,
    *,
    class_id: int | None = None,
    house: str | None = None,
    title: str = "",
    from_day: date | None = None,
    by: Viewer | None,
) -> Post:
    """A role from a day on; a homeroom teacher's names the class, dormitory staff's the house."""
    post = Post(person_id=person.id, role=role, class_id=class_id, house=house, title=title, from_day=from_day or clock.today())
    session().add(post)
    record("people.post_given", subject=post, by=by)
    return post
