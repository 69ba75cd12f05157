"""Adding people, giving and ending their posts, recording their vetting."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Role
from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.core.pinyin import initials_of, pinyin_of
from portal.journal.operations import record
from portal.people.models import Person, Post, Vetting, VettingStatus
from portal.people.rules import check_vetting, written_name


def add_person(name: str, *, sex: str = "", staff_no: str | None = None, telephone: str | None = None, by: Viewer | None) -> Person:
    """Someone new; `telephone` as `portal.core.telephone.normalised` gives it."""
    name = written_name(name)
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
    """A role from a day on; a homeroom teacher's names the class, dormitory staff's the house. Nobody appoints themselves."""
    if by is not None and by.person_id == person.id:
        raise Refused(_l("Nobody gives a post to themselves. Another administrator can do it."))
    post = Post(person_id=person.id, role=role, class_id=class_id, house=house, title=title, from_day=from_day or clock.today())
    session().add(post)
    record("people.post_given", subject=post, by=by)
    return post


def end_post(post: Post, last_day: date, *, by: Viewer | None) -> None:
    """The post's last day, today or later; a day before its first means it was given by mistake."""
    if by is not None and by.person_id == post.person_id:
        raise Refused(_l("Nobody ends their own post. Another administrator can do it."))
    if post.until_day is not None and post.until_day < clock.today():
        raise Refused(_l("This post has ended already."))
    post.until_day = last_day
    record("people.post_ended", subject=post, by=by)


def change_person(person: Person, *, name: str, sex: str, staff_no: str | None, telephone: str | None, by: Viewer | None) -> None:
    """Correct what identifies a person; `telephone` as `portal.core.telephone.normalised` gives it."""
    name = written_name(name)
    person.name, person.pinyin, person.initials = name, pinyin_of(name), initials_of(name)
    person.sex, person.staff_no = sex, staff_no
    person.telephone, person.telephone_hash = telephone, telephone
    record("people.person_changed", subject=person, by=by)


def record_vetting(
    person: Person, status: VettingStatus, queried_on: date, valid_until: date, *, reference: str | None = None, by: Viewer | None
) -> Vetting:
    """The answer of police and procuratorate; a hit closes every post at school at once, by the way viewers are built."""
    check_vetting(status, queried_on, valid_until, clock.today())
    if by is not None and by.person_id == person.id:
        raise Refused(_l("Nobody records their own vetting."))
    made = Vetting(
        person_id=person.id,
        status=status,
        queried_on=queried_on,
        valid_until=valid_until,
        reference=reference,
        recorded_at=clock.now(),
    )
    session().add(made)
    record("people.vetting_recorded", subject=made, by=by)
    return made
