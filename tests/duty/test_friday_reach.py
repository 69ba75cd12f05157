"""Whom the roster lets reach children, what Friday counts for returns, and how many statements its pages need."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from portal.core import clock
from portal.core.calendar import DAY
from portal.core.db import session
from portal.duty.figures import members
from portal.duty.models.roster import DutyAssignment, DutyShift, PostKind
from portal.duty.models.stays import StaySource, StayState, WeekendStay
from portal.duty.queries.on_duty import people_on_duty
from tests.cast import OTHER_CHILD, Cast
from tests.counting import statements
from tests.duty.roster_school import boarder
from tests.duty.test_friday import FRIDAY, SATURDAY, school

__all__ = ["school"]


def test_who_is_on_duty_reaches_the_boarders_on_these_days_only(school: Cast) -> None:
    child_id = school.child_id()
    teacher = school.signed_in("teacher")
    assert teacher.get(f"/children/{child_id}").status_code == 404
    with school.writing():
        shift = DutyShift(
            weekend=SATURDAY, post=PostKind.TEACHER, place=1, weight=100,
            starts_at=FRIDAY - timedelta(minutes=30), ends_at=FRIDAY + timedelta(days=2),
        )  # fmt: skip
        session().add(shift)
        session().flush()
        person_id = school.account("teacher").person_id
        session().add(DutyAssignment(shift_id=shift.id, person_id=person_id, given_at=clock.now()))
    assert teacher.get(f"/children/{child_id}").status_code == 200
    assert teacher.get(f"/children/{school.child_id(OTHER_CHILD)}").status_code == 404, "he sleeps at home"
    with school.reading():
        assert people_on_duty(clock.now()) == [(person_id, PostKind.TEACHER)]
        assert people_on_duty(clock.now() + timedelta(days=3)) == []
    with time_machine.travel(FRIDAY + timedelta(days=3)):
        assert school.signed_in("teacher").get(f"/children/{child_id}").status_code == 404


def test_stays_are_counted_for_returns(school: Cast) -> None:
    child_id = school.child_id()
    with school.writing():
        person_id = school.account("homeroom").person_id
        answered = {"source": StaySource.PUPIL, "answered_at": clock.now(), "answered_by_id": person_id}
        session().add(WeekendStay(child_id=child_id, weekend=SATURDAY, state=StayState.STAY, **answered))
    with school.reading():
        found = {key: [one.child_id for one in each] for key, each in members(SATURDAY + DAY).items()}
    assert found == {"duty.boarders": [child_id], "duty.stayed_this_week": [child_id], "duty.stayed_this_month": [child_id]}


@pytest.mark.parametrize(("key", "path"), [("homeroom", "/duty/stays"), ("lead", "/duty/gate"), ("dormitory", "/duty/out")])
def test_pages_of_friday_need_the_same_statements_for_many_children(school: Cast, key: str, path: str) -> None:
    browser, counts = school.signed_in(key), []
    for more in (0, 12):
        add_boarders(school, more)
        browser.get(path)
        with statements(school.database) as seen:
            assert browser.get(path).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert counts[0] <= 12, counts


def add_boarders(cast: Cast, count: int) -> None:
    with cast.writing():
        for number in range(count):
            session().add(boarder(number))
