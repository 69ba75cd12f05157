"""What the proposal and every single pair are decided from: adults, children without one, and what is known between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from portal.access.permissions import Role, Tier
from portal.access.viewer import Viewer
from portal.children.dated import holds_on
from portal.children.models import Child, Enrolment, Guardian
from portal.children.queries.counted import counts_as_left_behind
from portal.children.scope import within
from portal.core import clock
from portal.core.db import session
from portal.pairing import rules
from portal.pairing.models import Pairing, PairingWish
from portal.pairing.queries.standing import NEVER, SCHOOL_POST, adult_days, without_adult
from portal.people.models import Person, Post
from portal.school.queries import number, setting

#: Who is proposed; others may be paired by hand.
TEACHING = (Role.TEACHER, Role.HOMEROOM_TEACHER)


@dataclass(frozen=True)
class Adult:
    """An adult as pages name one."""

    id: int
    name: str
    facts: rules.Teacher


def limits() -> rules.Limits:
    """What this school set."""
    return rules.Limits(number("pairing.cap"), bool(setting("pairing.same_sex_for_boarders")))


def adults(viewer: Viewer, *conditions: ColumnElement[bool]) -> Sequence[Adult]:
    """Everybody with a post among children today, by name; two statements."""
    today = clock.today()
    held = (Post.person_id == Person.id, SCHOOL_POST, holds_on(Post, today))
    load = select(func.count()).where(Pairing.teacher_id == Person.id, holds_on(Pairing, today), _here())
    columns: list[Any] = [Person.id, Person.name, Person.sex, load.correlate(Person).scalar_subquery()]
    found = select(*columns, *adult_days(today, Person.id)).where(select(Post.id).where(*held).exists(), *conditions)
    homerooms = _homerooms(today)
    rows = session().execute(found.order_by(Person.pinyin, Person.id))
    return [_adult(row, homerooms, today) for row in rows]


def _here() -> ColumnElement[bool]:
    return select(Child.id).where(Child.id == Pairing.child_id, Child.enrolment == Enrolment.ENROLLED).exists()


def _homerooms(today: date) -> Mapping[int, frozenset[int]]:
    held = select(Post.person_id, Post.class_id).where(Post.role == Role.HOMEROOM_TEACHER, holds_on(Post, today))
    found: dict[int, frozenset[int]] = {}
    for person_id, class_id in session().execute(held):
        found[person_id] = found.get(person_id, frozenset()) | {class_id or 0}
    return found


def _adult(row: Any, homerooms: Mapping[int, frozenset[int]], today: date) -> Adult:
    id_, name, sex, load, last_post, vetted_until, hit_on = row
    vetted = hit_on is None and vetted_until is not None and vetted_until >= today
    in_post = (last_post or NEVER) > today
    return Adult(id_, name, rules.Teacher(id_, sex, load, in_post, vetted, homerooms.get(id_, frozenset())))


def teaching(today: date) -> ColumnElement[bool]:
    """The condition on `Person`: teaches, and so may be proposed."""
    return select(Post.id).where(Post.person_id == Person.id, Post.role.in_(TEACHING), holds_on(Post, today)).exists()


def paired(today: date) -> ColumnElement[bool]:
    """The condition on `Person`: named for a child today."""
    return select(Pairing.id).where(Pairing.teacher_id == Person.id, holds_on(Pairing, today)).exists()


@dataclass(frozen=True)
class Waiting:
    """A child who needs an adult, as pages name one; `gone` names the adult who is no longer there."""

    id: int
    name: str
    facts: rules.Child
    pairing_id: int | None


def waiting(viewer: Viewer) -> Sequence[Waiting]:
    """Left-behind children within reach without an adult, or whose adult is gone; one statement."""
    today = clock.today()
    paired = select(Pairing.id).where(Pairing.child_id == Child.id, holds_on(Pairing, today))
    lone = or_(~paired.exists(), paired.where(without_adult(today)).exists())
    columns: list[Any] = [Child.id, Child.name, Child.class_id, Child.sex, Child.boarding, paired.limit(1).scalar_subquery()]
    here = (within(viewer, Tier.WELFARE), Child.enrolment == Enrolment.ENROLLED, counts_as_left_behind(today), lone)
    rows = session().execute(select(*columns).where(*here).order_by(Child.class_id, Child.pinyin, Child.id))
    return [Waiting(row[0], row[1], rules.Child(row[0], row[2], row[3], bool(row[4])), row[5]) for row in rows]


def ties(child_ids: Sequence[int] | None = None) -> rules.Ties:
    """Wishes and conflicts of today, family among the staff, earlier pairs; three statements."""
    today = clock.today()

    def of(column: Any) -> ColumnElement[bool]:
        found: ColumnElement[bool] = column.is_not(None) if child_ids is None else column.in_(child_ids)
        return found

    wished = select(PairingWish.child_id, PairingWish.teacher_id, PairingWish.kind)
    wishes = session().execute(wished.where(of(PairingWish.child_id), holds_on(PairingWish, today)).order_by(PairingWish.id))
    related = select(Guardian.child_id, Guardian.person_id).where(of(Guardian.child_id), Guardian.person_id.is_not(None))
    earlier = select(Pairing.child_id, Pairing.teacher_id).where(of(Pairing.child_id), Pairing.until_day < today)
    return rules.Ties(
        {(child_id, teacher_id): kind for child_id, teacher_id, kind in wishes},
        frozenset((row[0], row[1] or 0) for row in session().execute(related)),
        frozenset((row[0], row[1]) for row in session().execute(earlier)),
    )
