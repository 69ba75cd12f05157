"""Orders and the lists of Friday: nobody comes on the word of somebody kept away; a family reads who is on duty."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select

from portal.core import clock
from portal.core.db import session
from portal.duty.models.gate import LeaveSlip
from portal.duty.models.roster import DutyAssignment, DutyShift, PostKind
from portal.duty.models.stays import Collector
from portal.duty.queries.stays import own_stay
from portal.school.models import Term
from tests.cast import CHILD, Cast
from tests.duty.test_friday import FRIDAY, SATURDAY, gate, guardian, keep_away
from tests.forms import send


@pytest.fixture
def school(cast: Cast) -> Iterator[Cast]:
    """It is Friday half past five in a term; 林小禾 boards."""
    with time_machine.travel(FRIDAY, tick=True):
        with cast.writing():
            session().add(Term(academic_year=2026, ordinal=1, first_day=date(2026, 9, 1), last_day=date(2027, 1, 22)))
        cast.database.memory.clear()
        yield cast


def test_whom_somebody_authorised_whom_an_order_keeps_away_no_longer_fetches_either(school: Cast) -> None:
    child_id, keeper, father = school.child_id(), school.signed_in("dormitory"), school.signed_in("parent")
    path = f"/home/children/{child_id}/collectors"
    assert send(father, path, {"name": "林二叔", "relation": "叔叔", "telephone": ""}).status_code == 303
    with school.reading():
        uncle = session().scalars(select(Collector.id)).one()
    usual = {"state": "fetched", "picker": f"c{uncle}", "always": "y"}
    assert send(father, f"/home/children/{child_id}/weekend", usual).status_code == 303
    assert "交给林二叔" in keeper.get(f"/duty/gate/{child_id}").text
    keep_away(school, "林海生")
    assert "交给林二叔" not in keeper.get(f"/duty/gate/{child_id}").text
    assert "先别交" in gate(school, keeper, child_id, picker=f"c{uncle}", checked_by="face", name="林二叔")
    with school.reading():
        assert not session().scalars(select(LeaveSlip)).all()
        later = own_stay(child_id, SATURDAY + timedelta(days=7))
        assert later
        assert later.state is None, "the arrangement he made no longer speaks"
    homeroom = school.signed_in("homeroom")
    again = {"name": "林二叔", "relation": "叔叔", "telephone": ""}
    assert send(homeroom, f"/children/{child_id}/collectors/new", again).status_code == 303, "somebody else may authorise him"
    assert "交给林二叔" in keeper.get(f"/duty/gate/{child_id}").text


def test_no_list_says_that_somebody_comes_whom_an_order_keeps_away(school: Cast) -> None:
    child_id, father = school.child_id(), guardian(school, "林海生")
    send(school.signed_in("parent"), f"/home/children/{child_id}/weekend", {"state": "fetched", "picker": f"g{father}"})
    assert "林海生来接" in school.signed_in("dormitory").get("/duty/gate").text
    keep_away(school, "林海生")
    page = school.signed_in("dormitory").get("/duty/gate").text
    assert CHILD not in page, "the answer holds no longer"
    listed = school.signed_in("homeroom").get("/duty/stays").text
    assert "请再问一次家里" in listed
    for each in (page, listed):
        assert "林海生" not in each


def test_a_family_whose_child_stays_reads_who_is_there(school: Cast) -> None:
    child_id, parent = school.child_id(), school.signed_in("parent")
    with school.writing():
        for place, (key, post) in enumerate({"dormitory": PostKind.DORM_GIRLS, "homeroom": PostKind.LEADER}.items(), start=1):
            hours = {"starts_at": clock.now(), "ends_at": clock.now() + timedelta(days=2)}
            shift = DutyShift(weekend=SATURDAY, post=post, place=place, house=None, weight=100, **hours)
            session().add(shift)
            session().flush()
            given = {"person_id": school.account(key).person_id, "given_at": clock.now(), "given_by_id": None}
            session().add(DutyAssignment(shift_id=shift.id, **given))
    assert "邱姨" not in parent.get("/home").text, "nobody said yet that the child stays"
    send(parent, f"/home/children/{child_id}/weekend", {"state": "stay", "picker": ""})
    assert "值班：女生楼 邱姨 · 带班领导 方雅" in parent.get("/home").text
