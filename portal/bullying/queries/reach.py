"""Which cases a viewer may open: those they handle or sit in, unless they are near to one of the sides."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import BindParameter, ColumnElement, and_, false, select, true

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.bullying.models.cases import BullyingCase, LockOut, Party, Role
from portal.bullying.models.committee import Member
from portal.children.models import Child, Guardian
from portal.core.db import session
from portal.core.errors import NotFound
from portal.school.queries import setting

PersonId = int | BindParameter[int]


class Who(NamedTuple):
    """What of a viewer decides which cases are open, beside the person's number."""

    handles: bool
    sits: bool
    stands_back_from: frozenset[int]  # classes


def who_asks(viewer: Viewer) -> Who:
    """Asked apart from the condition, so that a statement is put together once for everybody of a kind."""
    stands_back = viewer.homeroom_ids if viewer.homeroom_ids and setting("bullying.homeroom_stands_back") else frozenset()
    return Who(viewer.may(Permission.HANDLE_BULLYING), viewer.may(Permission.SIT_ON_COMMITTEE), frozenset(stands_back))


def open_to(viewer: Viewer) -> ColumnElement[bool]:
    """The condition on `BullyingCase` for whoever handles it or sits in it and is not kept out."""
    return open_to_whom(who_asks(viewer), viewer.person_id)


def open_to_whom(who: Who, person: PersonId) -> ColumnElement[bool]:
    """The same for anybody of a kind; `person` may be a place for the number."""
    return and_(_handles(who, person), ~_locked_out(person), ~_related(person), ~_recused(person), ~_homeroom_of_the_accused(who))


def _handles(who: Who, person: PersonId) -> ColumnElement[bool]:
    if who.handles:
        return true()
    if not who.sits:
        return false()
    return select(Member.id).where(Member.case_id == BullyingCase.id, Member.person_id == person).exists()


def _recused(person: PersonId) -> ColumnElement[bool]:
    own = (Member.case_id == BullyingCase.id, Member.person_id == person, Member.recused_at.is_not(None))
    return select(Member.id).where(*own).exists()


def _locked_out(person: PersonId) -> ColumnElement[bool]:
    return select(LockOut.id).where(LockOut.case_id == BullyingCase.id, LockOut.person_id == person).exists()


def _related(person: PersonId) -> ColumnElement[bool]:
    """A guardian or carer of one of the children, whatever else the person is at school, and whenever it was."""
    of = select(Party.id).join(Guardian, Guardian.child_id == Party.child_id)
    return of.where(Party.case_id == BullyingCase.id, Guardian.person_id == person).exists()


def _homeroom_of_the_accused(who: Who) -> ColumnElement[bool]:
    if not who.stands_back_from:
        return false()
    accused = (Party.case_id == BullyingCase.id, Party.role == Role.AGGRESSOR, Party.withdrawn_at.is_(None))
    of = select(Party.id).join(Child, Child.id == Party.child_id)
    return of.where(*accused, Child.class_id.in_(sorted(who.stands_back_from))).exists()


def find_case(viewer: Viewer, case_id: int) -> BullyingCase:
    """A case the viewer may open, NotFound otherwise."""
    found = session().scalar(select(BullyingCase).where(BullyingCase.id == case_id, open_to(viewer)))
    if found is None:
        raise NotFound
    return found
