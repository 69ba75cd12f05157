"""A boarding weekend of the cast's school with its posts: who leads, who has the girls' house, who is not on duty."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from portal.children.models import Child, Enrolment
from portal.children.names import search_text
from portal.core import clock
from portal.core.db import session
from portal.core.pinyin import initials_of, pinyin_of
from portal.duty.models.roster import BoardingWeekend, DutyAssignment, DutyShift, PostKind, WeekendKind
from portal.duty.models.shifts import RollCall, ShiftLog
from portal.duty.operations.roll_call import open_roll
from portal.duty.operations.shift import open_shift
from tests.cast import CHILD, Cast

SATURDAY = date(2026, 11, 28)
FRIDAY = SATURDAY - timedelta(days=1)
EVENING = datetime(2026, 11, 27, 13, 30, tzinfo=UTC)  # Friday, half past nine at school
ON_SHIFT = {"homeroom": PostKind.LEADER, "dormitory": PostKind.DORM_GIRLS, "teacher": PostKind.TEACHER}
GIRLS, BOYS = "2", "1"


def weekend(cast: Cast, *, near: bool = False) -> None:
    """The roster of the weekend, published: three of the cast hold its posts. `near` is one around the present moment."""
    first = clock.today() if near else SATURDAY
    with cast.writing():
        session().add(BoardingWeekend(first_day=first, last_day=first + timedelta(days=1), kind=WeekendKind.WEEKEND))
        for place, (key, post) in enumerate(ON_SHIFT.items(), start=1):
            shift = DutyShift(weekend=first, post=post, place=place, house=None, weight=100, **_hours(first))
            session().add(shift)
            session().flush()
            session().add(
                DutyAssignment(shift_id=shift.id, person_id=cast.account(key).person_id, given_at=clock.now(), given_by_id=None)
            )


def _hours(first: date) -> dict[str, datetime]:
    return {
        "starts_at": clock.begin_of(first - timedelta(days=1)) + timedelta(hours=17),
        "ends_at": clock.begin_of(first) + timedelta(days=1, hours=20),
    }


def more_girls(cast: Cast, count: int) -> list[int]:
    """Other girls who board, in the class of the child."""
    with cast.writing():
        first = session().get_one(Child, _child_id())
        made = [_girl(f"何小{'一二三四五六七八九十'[number % 10]}{number // 10 or ''}", first) for number in range(count)]
        session().add_all(made)
        session().flush()
        return [one.id for one in made]


def _child_id() -> int:
    return session().execute(select(Child.id).where(Child.name == CHILD)).scalar_one()


def _girl(name: str, like: Child) -> Child:
    return Child(
        name=name,
        search=search_text(name),
        pinyin=pinyin_of(name),
        initials=initials_of(name),
        sex="2",
        birth_date=like.birth_date,
        class_id=like.class_id,
        boarding=True,
        enrolment=Enrolment.ENROLLED,
        enrolment_since=like.enrolment_since,
        registry_record={"姓名": name},
        created_at=clock.now(),
    )


def opened(cast: Cast, key: str = "dormitory") -> int:
    """The shift is begun; its number."""
    with cast.writing():
        return open_shift(by=cast.viewer(key)).id


def calling(cast: Cast, key: str = "dormitory", evening: date = FRIDAY) -> int:
    """A list of the girls' house is begun; its number."""
    log_id = opened(cast, key)
    with cast.writing():
        log = session().get_one(ShiftLog, log_id)
        return open_roll(log, GIRLS, evening, by=cast.viewer(key)).id


def roll_of(roll_id: int) -> RollCall:
    """The record, inside a transaction."""
    return session().get_one(RollCall, roll_id)
