"""Taking a staff list in: people, posts and vettings, all in one transaction."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.permissions import Role
from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import forget, session
from portal.core.errors import Refused
from portal.journal.operations import record
from portal.people.models import Person, Post, VettingStatus
from portal.people.operations import add_person, change_person, record_vetting
from portal.registry.class_numbers import class_number
from portal.school.models import SchoolClass, Stage
from portal.staff.listed.plan import VALID, Kind, Plan, Step
from portal.staff.operations.office import appoint

STAGES = {"1": Stage.PRIMARY, "2": Stage.JUNIOR, "3": Stage.SENIOR}


def take_in(plan: Plan, *, by: Viewer | None) -> None:
    """Carry the plan out. Nobody appoints themselves by a list either: their own row only corrects details."""
    for step in plan.steps:
        if step.kind is not Kind.UNCHANGED:
            _take(step, by)
    record("staff.list_taken_in", by=by)


def _take(step: Step, by: Viewer | None) -> None:
    entry = step.entry
    person = session().get_one(Person, step.person_id) if step.person_id else _new(step, by)
    if step.changes:
        change_person(
            person,
            name=entry.name,
            sex=entry.sex or person.sex,
            staff_no=entry.staff_no or person.staff_no,
            telephone=entry.telephone or person.telephone,
            by=by,
        )
    if by is not None and person.id == by.person_id:
        return
    if step.new_post:
        _end_other_class(person, step, by)
        class_id = class_id_of(entry.class_number) if entry.class_number else None
        appoint(person, entry.role, class_id=class_id, house=entry.house or None, title=entry.title, by=by)
    if step.new_vetting and entry.vetted_on is not None:
        record_vetting(person, VettingStatus.CLEAR, entry.vetted_on, entry.vetted_on + VALID, by=by)


def _new(step: Step, by: Viewer | None) -> Person:
    entry = step.entry
    return add_person(entry.name, sex=entry.sex, staff_no=entry.staff_no or None, telephone=entry.telephone or None, by=by)


def _end_other_class(person: Person, step: Step, by: Viewer | None) -> None:
    """A homeroom teacher who now has another class leaves the earlier one."""
    if step.entry.role is not Role.HOMEROOM_TEACHER or step.person_id is None:
        return
    held = select(Post).where(Post.person_id == person.id, Post.role == Role.HOMEROOM_TEACHER, Post.until_day.is_(None))
    for post in session().scalars(held):
        post.until_day = clock.today()
        record("people.post_ended", subject=post, by=by)


def class_id_of(number: str) -> int:
    """The class of that number, made when the register has not brought it yet; Refused when it is no class number."""
    known = session().scalar(select(SchoolClass.id).where(SchoolClass.number == number))
    if known is not None:
        return known
    if class_number(number, clock.today()) != number:
        raise Refused(_l("%(number)s is no class number. It looks like 2022101.", number=number))
    made = SchoolClass(number=number, entry_year=int(number[:4]), stage=STAGES[number[4]], ordinal=int(number[5:]))
    session().add(made)
    session().flush()
    forget("school.classes")
    return made.id
