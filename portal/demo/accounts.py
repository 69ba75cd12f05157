"""Accounts of the demo: one a role, all with the same password; a second factor whose code the demo shows itself."""

from __future__ import annotations

from sqlalchemy import select

from portal.access.permissions import SECOND_FACTOR, Role
from portal.accounts.models import Account
from portal.accounts.passwords import hashed
from portal.accounts.second_factor import fresh_secret
from portal.children.models import Child, Guardian, Rights
from portal.core import clock
from portal.core.db import session
from portal.demo import people
from portal.people.models import Person, Post
from portal.people.operations import add_person, give_post
from portal.school.models import SchoolClass

FATHER, GRANDMOTHER = "51", "62"


def open_accounts() -> None:
    """An account for each sign-in of the demo."""
    password = hashed(people.PASSWORD)
    for sign_in in people.SIGN_INS:
        person = _family(sign_in.role) if sign_in.role in (Role.GUARDIAN, Role.CARER) else _staff(sign_in.role)
        account = Account(person_id=person.id, login=sign_in.login, password_hash=password, created_at=clock.now())
        if sign_in.role in SECOND_FACTOR:
            account.totp_secret, account.totp_confirmed_at = fresh_secret(), clock.now()
        session().add(account)


def _staff(role: Role) -> Person:
    if role in people.ADDED:
        person = add_person(people.ADDED[role], by=None)
        give_post(person, role, by=None)
        return person
    held = select(Person).join(Post).where(Post.role == role).order_by(Person.staff_no)
    if role is Role.HOMEROOM_TEACHER:
        held = held.join(SchoolClass, Post.class_id == SchoolClass.id).where(SchoolClass.number == people.CLASS)
    return session().scalars(held).first() or add_person("未分配", by=None)


def demo_child() -> Child:
    """The child whose family can be tried: a boarder of the class to try, with a father on record."""
    found = (
        select(Child)
        .join(SchoolClass, Child.class_id == SchoolClass.id)
        .join(Guardian, Guardian.child_id == Child.id)
        .where(SchoolClass.number == people.CLASS, Child.boarding, Guardian.relation == FATHER)
        .order_by(Child.id)
    )
    return session().scalars(found).first() or session().scalars(select(Child).order_by(Child.id)).one()


def _family(role: Role) -> Person:
    child = demo_child()
    if role is Role.GUARDIAN:
        guardian = session().scalars(select(Guardian).where(Guardian.child_id == child.id, Guardian.relation == FATHER)).one()
    else:
        guardian = Guardian(
            child_id=child.id,
            place=3,
            name="彭桂芳",
            relation=GRANDMOTHER,
            is_guardian=False,
            is_carer=True,
            rights=Rights.CONTACT,
            from_day=clock.today(),
        )
        session().add(guardian)
    person = add_person(guardian.name, by=None)
    give_post(person, role, by=None)
    guardian.person_id = person.id
    return person
