"""Who is too near to a side to sit in its case or to handle it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.permissions import Role as PostRole
from portal.bullying.models.cases import Role
from portal.bullying.models.committee import Member
from portal.bullying.queries.case_file import CaseFile
from portal.children.dated import holds_on
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Words
from portal.people.models import Post
from portal.school.queries import setting


def near_to(file: CaseFile, person_id: int | None, name: str = "") -> Words | None:
    """Why somebody may not sit: stood back before, a guardian here, kept out, or homeroom teacher of the accused."""
    if any(one.recused_at is not None and is_of(one, person_id, name) for one in file.members):
        return _l("This person stood back from the case already and does not sit in it again.")
    related = [one for one in file.guardians if (person_id and one.person_id == person_id) or (name and one.name == name.strip())]
    if related:
        return _l("This person is a guardian or carer of a child in the case and stands back.")
    if person_id is None:
        return None
    if any(one.person_id == person_id for one in file.lock_outs):
        return _l("This person is kept out of the case.")
    if setting("bullying.homeroom_stands_back") and person_id in _homeroom_teachers(file):
        return _l("The homeroom teacher of a child said to have done it stands back.")
    return None


def is_of(member: Member, person_id: int | None, name: str) -> bool:
    """Whether a seat is held by this person, known by their login or by name."""
    return member.person_id == person_id if person_id is not None else member.name == name.strip()


def _homeroom_teachers(file: CaseFile) -> set[int]:
    classes = {side.child.class_id for side in file.standing if side.child and side.party.role is Role.AGGRESSOR}
    held = (Post.role == PostRole.HOMEROOM_TEACHER, holds_on(Post, clock.today()))
    return set(session().scalars(select(Post.person_id).where(*held, Post.class_id.in_([one for one in classes if one]))))
