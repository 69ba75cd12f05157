"""A small boarding school for the roster: a term with its weekends, people for every post, boarders in both houses."""

from __future__ import annotations

from datetime import date, timedelta

from portal.access.permissions import Role
from portal.children.models import Child, Enrolment
from portal.children.names import search_text
from portal.core import clock
from portal.core.calendar import DAY
from portal.core.db import forget, session
from portal.core.pinyin import initials_of, pinyin_of
from portal.people.models import Vetting, VettingStatus
from portal.people.operations import add_person, give_post
from portal.school.models import CalendarEntry, SchoolClass, Term
from tests.cast import Cast

STAFF = (
    ("向校长", "1", Role.TEACHER, "副校长", None),
    ("滕主任", "2", Role.TEACHER, "德育主任", None),
    ("龙老师", "2", Role.TEACHER, "", None),
    ("田老师", "1", Role.TEACHER, "", None),
    ("覃老师", "2", Role.TEACHER, "", None),
    ("麻师傅", "1", Role.DUTY_STAFF, "生活教师", "1"),
    ("彭师傅", "1", Role.DUTY_STAFF, "生活教师", "1"),
    ("韦老师", "2", Role.DUTY_STAFF, "生活教师", "2"),
    ("石师傅", "1", Role.DUTY_STAFF, "门卫", None),
    ("何师傅", "1", Role.DUTY_STAFF, "门卫", None),
    ("卢医生", "2", Role.TEACHER, "校医", None),
)
BOARDERS = 20
WEEKS = 5


def furnish(cast: Cast, *, weeks: int = WEEKS) -> None:
    """A term that began last week and has so many weekends ahead; staff and boarders."""
    with cast.writing():
        monday = clock.today() - DAY * clock.today().weekday()
        session().add(Term(academic_year=2026, ordinal=1, first_day=monday - DAY * 7, last_day=monday + DAY * (7 * weeks + 6)))
        for day in (monday + DAY * step for step in range(-7, 7 * weeks + 7)):
            if day.weekday() < 5:
                session().merge(CalendarEntry(day=day, kind="worked", name=""))
        for name, sex, role, title, house in STAFF:
            hire(name, sex, role, title, house)
        for number in range(BOARDERS):
            session().add(boarder(number))
        forget("school.calendar")
    cast.database.memory.clear()


def hire(name: str, sex: str, role: Role, title: str = "", house: str | None = None, vetted: int = 300) -> int:
    """Somebody with a post and a clear vetting; to be asked inside a transaction."""
    person = add_person(name, sex=sex, by=None)
    give_post(person, role, title=title, house=house, from_day=date(2025, 9, 1), by=None)
    today = clock.today()
    session().add(
        Vetting(
            person_id=person.id,
            status=VettingStatus.CLEAR,
            queried_on=today - DAY * 30,
            valid_until=today + timedelta(days=vetted),
            recorded_at=clock.now(),
        )
    )
    session().flush()
    return person.id


def boarder(number: int) -> Child:
    name = f"寄宿{'甲乙丙丁戊己庚辛壬癸'[number % 10]}{number // 10}"
    return Child(
        name=name,
        search=search_text(name),
        pinyin=pinyin_of(name),
        initials=initials_of(name),
        sex="12"[number % 2],
        birth_date=date(2015, 1, 1),
        class_id=session().query(SchoolClass.id).filter_by(number="2022101").scalar(),
        boarding=True,
        enrolment=Enrolment.ENROLLED,
        enrolment_since=date(2022, 9, 1),
        registry_record={},
        created_at=clock.now(),
    )
