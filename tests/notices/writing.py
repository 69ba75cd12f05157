"""A school's notices, written as the teacher would."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from portal.access.permissions import Role
from portal.accounts.models import Account
from portal.children.models import Child, Guardian, Rights
from portal.core import clock
from portal.core.db import session
from portal.notices.audiences import To
from portal.notices.models import Asks, AudienceKind, Notice
from portal.notices.operations.sending import Written, send
from portal.people.operations import add_person, give_post
from tests.cast import CHILD, Cast

TITLE, BODY = "周五接孩子", "周五下午四点放学，请按时来接。"


def written(cast: Cast, by: str = "homeroom", *, to: list[To] | None = None, **more: Any) -> int:
    """A notice from this person, to everybody they reach unless said otherwise; its number."""
    with cast.writing():
        if to is None:
            to = [To(AudienceKind.CLASS, id_) for id_ in session().scalars(select(Child.class_id).where(Child.name == CHILD))]
        made: Notice = send(Written(TITLE, BODY, to, **more), by=cast.viewer(by))
        return made.id


def choosing(cast: Cast, **more: Any) -> int:
    return written(cast, asks=Asks.CHOICE, choices=["接回家", "住在学校"], **more)


def enrol(cast: Cast, key: str, name: str, relation: str, child: str = CHILD, rights: Rights = Rights.FULL) -> int:
    """One more guardian of a child with a login of their own; the number of the guardian."""
    with cast.writing():
        person = add_person(name, by=None)
        give_post(person, Role.GUARDIAN, by=None)
        session().add(Account(person_id=person.id, login=key, created_at=clock.now()))
        return near(child, person.id, name, relation, rights)


def near(child: str, person_id: int | None, name: str, relation: str, rights: Rights = Rights.FULL) -> int:
    """Somebody near a child, written into the open transaction."""
    child_id = session().execute(select(Child.id).where(Child.name == child)).scalar_one()
    guardian = Guardian(
        child_id=child_id, person_id=person_id, place=5, name=name, relation=relation, rights=rights, from_day=clock.today()
    )
    session().add(guardian)
    session().flush()
    return guardian.id
