"""Which cases a viewer may open: those they handle or sit in, unless they are near to one of the sides."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, false, select, true

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.bullying.models.cases import BullyingCase, LockOut, Party, Role
from portal.bullying.models.committee import Member
from portal.children.models import Child, Guardian
from portal.core.db import session
from portal.core.errors import NotFound
from portal.school.queries import setting


def open_to(viewer: Viewer) -> ColumnElement[bool]:
    """The condition on `BullyingCase` for whoever handles it or sits in it and is not kept out."""
    return and_(_handles(viewer), ~_locked_out(viewer), ~_related(viewer), ~_recused(viewer), ~_homeroom_of_the_accused(viewer))


def _handles(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.may(Permission.HANDLE_BULLYING):
        return true()
    if not viewer.may(Permission.SIT_ON_COMMITTEE):
        return false()
    own = (Member.case_id == BullyingCase.id, Member.person_id == viewer.person_id)
    return select(Member.id).where(*own).exists()


def _recused(viewer: Viewer) -> ColumnElement[bool]:
    own = (Member.case_id == BullyingCase.id, Member.person_id == viewer.person_id, Member.recused_at.is_not(None))
    return select(Member.id).where(*own).exists()


def _locked_out(viewer: Viewer) -> ColumnElement[bool]:
    return select(LockOut.id).where(LockOut.case_id == BullyingCase.id, LockOut.person_id == viewer.person_id).exists()


def _related(viewer: Viewer) -> ColumnElement[bool]:
    """A guardian or carer of one of the children, whatever else the person is at school, and whenever it was."""
    of = select(Party.id).join(Guardian, Guardian.child_id == Party.child_id)
    return of.where(Party.case_id == BullyingCase.id, Guardian.person_id == viewer.person_id).exists()


def _homeroom_of_the_accused(viewer: Viewer) -> ColumnElement[bool]:
    if not viewer.homeroom_ids or not setting("bullying.homeroom_stands_back"):
        return false()
    accused = (Party.case_id == BullyingCase.id, Party.role == Role.AGGRESSOR, Party.withdrawn_at.is_(None))
    of = select(Party.id).join(Child, Child.id == Party.child_id)
    return of.where(*accused, Child.class_id.in_(sorted(viewer.homeroom_ids))).exists()


def find_case(viewer: Viewer, case_id: int) -> BullyingCase:
    """A case the viewer may open, NotFound otherwise."""
    found = session().scalar(select(BullyingCase).where(BullyingCase.id == case_id, open_to(viewer)))
    if found is None:
        raise NotFound
    return found
