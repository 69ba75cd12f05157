"""Reads of the family's pages and of the slips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select

from portal.access.permissions import FAMILY, Role, Tier
from portal.access.viewer import Viewer
from portal.accounts.models import Account
from portal.children.dated import holds_on
from portal.children.kinship import RELATIONS
from portal.children.models import Child, Enrolment, Guardian, Rights
from portal.children.orders import kept_away
from portal.children.scope import within
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound, Words
from portal.home.models import Slip
from portal.home.rules import normal_code
from portal.people.models import Person, Post
from portal.school.classes import classes


@dataclass(frozen=True)
class OwnChild:
    """A child on its family's first page: name, class, who leads it. Nothing that grades or labels."""

    id: int
    name: str
    class_name: str
    teachers: Sequence[str]


def own_children(viewer: Viewer) -> Sequence[OwnChild]:
    """The viewer's own children with who leads their class, in one statement."""
    leads = (Post.class_id == Child.class_id, Post.role == Role.HOMEROOM_TEACHER, holds_on(Post, clock.today()))
    found = (
        select(Child.id, Child.name, Child.class_id, Person.name)
        .outerjoin(Post, and_(*leads))
        .outerjoin(Person, Person.id == Post.person_id)
        .where(Child.id.in_(viewer.reaches(Tier.DIRECTORY).child_ids))
        .order_by(Child.birth_date, Child.id, Post.id)
    )
    teachers: dict[tuple[int, str, int | None], list[str]] = {}
    for id_, name, class_id, teacher in session().execute(found):
        teachers.setdefault((id_, name, class_id), []).extend([teacher] if teacher else [])
    known = classes()
    return [OwnChild(id_, name, known[of].name() if of and of in known else "", led) for (id_, name, of), led in teachers.items()]


def find_slip(code: str) -> Slip | None:
    """The slip of a code; None when it is unknown, used, void or too old: all look the same."""
    found = session().scalars(select(Slip).where(Slip.code == normal_code(code), *_open())).one_or_none()
    return found if found is not None and _may_enrol(found.guardian) else None


def slip(slip_id: int) -> Slip:
    """The slip a browser has already shown the code of."""
    found = session().scalars(select(Slip).where(Slip.id == slip_id, *_open())).one_or_none()
    if found is None or not _may_enrol(found.guardian):
        raise NotFound
    return found


def _open() -> Sequence[ColumnElement[bool]]:
    return (Slip.used_at.is_(None), Slip.cancelled_at.is_(None), Slip.expires_at > clock.now())


def _may_enrol(guardian: Guardian) -> bool:
    """Still a guardian or carer today, with rights, and kept away by no order; a login is new or gets a new password."""
    allowed = select(Guardian.id).where(Guardian.id == guardian.id, *_allowed(), or_(Guardian.person_id.is_(None), _only_family()))
    return session().scalar(allowed) is not None


def enrolling() -> Sequence[ColumnElement[bool]]:
    """The conditions for guardians and carers who may have a login and have none yet."""
    return (Guardian.person_id.is_(None), *_allowed())


def renewing() -> Sequence[ColumnElement[bool]]:
    """The conditions for those whose password the school may have renewed: who also works here is not among them."""
    return (Guardian.person_id.is_not(None), _only_family(), *_allowed())


def _only_family() -> ColumnElement[bool]:
    """Their account is open, and they hold no post of the school."""
    account = select(Account.id).where(
        Account.person_id == Guardian.person_id, Account.closed_at.is_(None), Account.stopped_at.is_(None)
    )
    posts = select(Post.id).where(Post.person_id == Guardian.person_id, Post.role.not_in(sorted(FAMILY)))
    return account.exists() & ~posts.where(or_(Post.until_day.is_(None), Post.until_day >= clock.today())).exists()


def _allowed() -> Sequence[ColumnElement[bool]]:
    today = clock.today()
    return (holds_on(Guardian, today), Guardian.rights != Rights.NONE, ~kept_away(today))


@dataclass(frozen=True)
class ClassSlips:
    """A class on the slips page: how many guardians there are and how many have their login."""

    id: int
    name: str
    guardians: int
    enrolled: int


def slip_classes(viewer: Viewer) -> Sequence[ClassSlips]:
    """The classes the viewer reaches, in one statement."""
    today = clock.today()
    counted = (
        select(Child.class_id, func.count(Guardian.id), func.count(Guardian.person_id))
        .join(Guardian, Guardian.child_id == Child.id)
        .where(within(viewer, Tier.WELFARE), Child.enrolment == Enrolment.ENROLLED, Child.class_id.is_not(None))
        .where(holds_on(Guardian, today))
        .group_by(Child.class_id)
    )
    found = {row[0]: (row[1], row[2]) for row in session().execute(counted)}
    return [ClassSlips(one.id, one.name(), *found[one.id]) for one in classes().values() if one.id in found]


@dataclass(frozen=True)
class Waiting:
    """A guardian who can be given a slip."""

    guardian_id: int
    name: str
    relation: Words
    child_name: str


def waiting_guardians(viewer: Viewer, class_id: int) -> Sequence[Waiting]:
    """Guardians and carers of a class without a login, by child; NotFound when the class is out of reach."""
    return _guardians_of(viewer, class_id, enrolling())


def enrolled_guardians(viewer: Viewer, class_id: int) -> Sequence[Waiting]:
    """Guardians and carers of a class who have a login and may be given a slip for a new password."""
    return _guardians_of(viewer, class_id, renewing())


def _guardians_of(viewer: Viewer, class_id: int, conditions: Sequence[ColumnElement[bool]]) -> Sequence[Waiting]:
    reach = viewer.reaches(Tier.WELFARE)
    if class_id not in classes() or not (reach.whole_school or class_id in reach.class_ids):
        raise NotFound
    found = (
        select(Guardian.id, Guardian.name, Guardian.relation, Child.name)
        .join(Child, Child.id == Guardian.child_id)
        .where(Child.class_id == class_id, Child.enrolment == Enrolment.ENROLLED, *conditions)
        .order_by(Child.pinyin, Child.id, Guardian.place)
    )
    return [Waiting(row[0], row[1], RELATIONS.get(row[2], ""), row[3]) for row in session().execute(found)]


def login_of(person_id: int | None) -> str:
    """The login somebody has, to be shown to whoever proved to be them."""
    return session().scalar(select(Account.login).where(Account.person_id == person_id)) or ""
