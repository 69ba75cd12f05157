"""Friday: who stays, whose word counts, who fetches, who is stopped at the gate, who is back late."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
import time_machine
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select

from portal.children.models import Guardian, NoContactOrder
from portal.core import clock
from portal.core.calendar import DAY
from portal.core.db import session
from portal.duty.friday.answers import may_replace
from portal.duty.models.gate import GateCheck, GateOutcome, LeaveSlip
from portal.duty.models.stays import Collector, StandingArrangement, StayAnswer, StaySource, StayState, WeekendStay
from portal.duty.queries.gate import away_at
from portal.duty.signals import read
from portal.journal.models import JournalRow
from portal.school.models import Term
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.forms import send, token_of

FRIDAY = datetime(2026, 11, 20, 17, 30, tzinfo=clock.SCHOOL_ZONE)
SATURDAY = date(2026, 11, 21)


@pytest.fixture
def school(cast: Cast) -> Iterator[Cast]:
    """It is Friday half past five in a term; 林小禾 boards."""
    with time_machine.travel(FRIDAY, tick=True):
        with cast.writing():
            session().add(Term(academic_year=2026, ordinal=1, first_day=date(2026, 9, 1), last_day=date(2027, 1, 22)))
        cast.database.memory.clear()
        yield cast


def picture() -> bytes:
    """A small photo."""
    target = BytesIO()
    Image.new("RGB", (8, 8), "white").save(target, "PNG")
    return target.getvalue()


def guardian(cast: Cast, name: str) -> int:
    with cast.reading():
        return session().scalars(select(Guardian.id).where(Guardian.name == name)).one()


def stay(cast: Cast) -> WeekendStay:
    with cast.reading():
        return session().scalars(select(WeekendStay)).one()


def events(cast: Cast) -> set[str]:
    with cast.reading():
        return set(session().scalars(select(JournalRow.event)))


def keep_away(cast: Cast, name: str) -> None:
    with cast.writing():
        one = session().scalars(select(Guardian).where(Guardian.name == name)).one()
        session().add(NoContactOrder(child_id=one.child_id, guardian_id=one.id, issued_by="法院", from_day=clock.today()))


def gate(cast: Cast, browser: FlaskClient, child_id: int, **sent: object) -> str:
    path = f"/duty/gate/{child_id}"
    page = browser.get(path)
    fields = {"csrf_token": token_of(page), "client_id": "c" + hashlib.sha256(repr(sent).encode()).hexdigest()[:20], **sent}
    return browser.post(path, data=fields, follow_redirects=True).text


def test_whose_word_counts() -> None:
    table = {
        (None, StaySource.PUPIL): True,
        (StaySource.STANDING, StaySource.PUPIL): True,
        (StaySource.GUARDIAN, StaySource.PUPIL): False,
        (StaySource.SCHOOL, StaySource.PUPIL): False,
        (StaySource.PUPIL, StaySource.GUARDIAN): True,
        (StaySource.SCHOOL, StaySource.GUARDIAN): True,
        (StaySource.PUPIL, StaySource.STANDING): False,
    }
    assert {pair: may_replace(*pair) for pair in table} == table


def test_a_family_answers_at_home_and_the_pupils_list_does_not_overwrite_it(school: Cast) -> None:
    child_id, father = school.child_id(), guardian(school, "林海生")
    parent = school.signed_in("parent")
    assert f"{CHILD}的周末" in parent.get("/home").text
    answered = send(parent, f"/home/children/{child_id}/weekend", {"state": "fetched", "picker": f"g{father}"})
    assert answered.status_code == 303
    assert (stay(school).state, stay(school).source) == (StayState.FETCHED, StaySource.GUARDIAN)
    homeroom = school.signed_in("homeroom")
    page = homeroom.get("/duty/stays")
    assert "林海生" in page.text
    homeroom.post("/duty/stays", data={"csrf_token": token_of(page), f"stay-{child_id}": "stay"})
    assert stay(school).state is StayState.FETCHED
    assert send(homeroom, f"/children/{child_id}/weekend", {"state": "stay", "picker": ""}).status_code == 303
    assert (stay(school).state, stay(school).source) == (StayState.STAY, StaySource.SCHOOL)
    with school.reading():
        assert len(session().scalars(select(StayAnswer)).all()) == 2, "the first answer stays to be read"
    assert "留校" in homeroom.get(f"/children/{child_id}").text


def test_the_head_of_the_list_says_whose_numbers_it_shows(school: Cast) -> None:
    head = school.signed_in("lead").get("/duty/stays").text.split("<h1")[1].split("</h1>")[0]
    assert "班" in head, "the numbers are those of one class, not of the school"


def test_the_weekly_leave_of_a_class_is_entered_at_once_and_the_desk_is_quiet_then(school: Cast) -> None:
    child_id, homeroom = school.child_id(), school.signed_in("homeroom")
    assert "补齐名单" in homeroom.get("/today").text
    page = homeroom.get("/duty/stays")
    sent = {"csrf_token": token_of(page), f"stay-{child_id}": "leave", f"stay-{school.child_id(OTHER_CHILD)}": "stay"}
    assert homeroom.post("/duty/stays", data=sent).status_code == 303
    assert (stay(school).state, stay(school).source) == (StayState.LEAVE, StaySource.PUPIL)
    assert "补齐名单" not in homeroom.get("/today").text


def test_a_standing_arrangement_speaks_until_somebody_answers(school: Cast) -> None:
    child_id, parent = school.child_id(), school.signed_in("parent")
    father = guardian(school, "林海生")
    send(parent, f"/home/children/{child_id}/weekend", {"state": "fetched", "picker": f"g{father}", "always": "y"})
    with school.reading():
        assert session().scalars(select(StandingArrangement)).one().state is StayState.FETCHED
    with time_machine.travel(FRIDAY + timedelta(days=7)):
        school.database.memory.clear()
        parent = school.signed_in("parent")
        assert "有人接、林海生" in parent.get("/home").text.replace("\n", "")
        assert "林海生来接" in school.signed_in("dormitory").get("/duty/gate").text


def test_a_child_of_another_family_does_not_exist(school: Cast) -> None:
    child_id = school.child_id()
    other = school.signed_in("other_parent")
    for path in (f"/home/children/{child_id}/weekend", f"/home/children/{child_id}/collectors"):
        assert other.get(path).status_code == 404
        assert other.post(path, data={"csrf_token": token_of(other.get("/me"))}).status_code == 404
    assert school.signed_in("carer").get(f"/home/children/{child_id}/weekend").status_code == 200
    assert school.signed_in("carer").get(f"/home/children/{child_id}/collectors").status_code == 404, "a carer names nobody"
    assert school.signed_in("other_homeroom").get(f"/children/{child_id}/collectors").status_code == 404


def test_a_family_names_who_may_fetch_with_a_photo_the_gate_compares(school: Cast) -> None:
    child_id, parent = school.child_id(), school.signed_in("parent")
    path = f"/home/children/{child_id}/collectors"
    sent = {"name": "林二叔", "relation": "叔叔", "telephone": "13912345678", "photo": (BytesIO(picture()), "x.png")}
    assert send(parent, path, sent, content_type="multipart/form-data").status_code == 303
    with school.reading():
        one = session().scalars(select(Collector)).one()
    photo = f"/duty/gate/{child_id}/photos/{one.id}"
    keeper = school.signed_in("dormitory")
    assert "林二叔" in keeper.get(f"/duty/gate/{child_id}").text
    assert keeper.get(photo).mimetype == "image/png"
    assert parent.get(photo).status_code == 403
    assert "交给林二叔" in keeper.get(f"/duty/gate/{child_id}").text
    assert send(parent, f"{path}/{one.id}/ending", page=path).status_code == 303
    assert "林二叔" not in keeper.get(f"/duty/gate/{child_id}").text


def test_an_authorised_person_gets_the_child_once_and_the_return_is_noted(school: Cast) -> None:
    child_id, keeper, father = school.child_id(), school.signed_in("dormitory"), guardian(school, "林海生")
    assert "怎样确认本人" in gate(school, keeper, child_id, picker=f"g{father}"), "nobody is waved through"
    assert f"{CHILD} 由林海生接走" in gate(school, keeper, child_id, picker=f"g{father}", checked_by="papers")
    assert "孩子已经出门了" in gate(school, keeper, child_id, picker=f"g{father}", checked_by="face")
    assert stay(school).state is StayState.FETCHED
    with school.reading():
        assert away_at(clock.now()) == {child_id: StayState.FETCHED}
        slip = session().scalars(select(LeaveSlip)).one()
        assert clock.local(slip.due_back_at) == datetime(2026, 11, 22, 20, tzinfo=clock.SCHOOL_ZONE)
    assert send(keeper, f"/duty/slips/{slip.id}/return", page="/duty/out").status_code == 303
    with school.reading():
        assert away_at(clock.now()) == {}
    assert "周末接走" in school.signed_in("homeroom").get(f"/children/{child_id}").text


def test_whoever_an_order_keeps_away_is_stopped_under_any_name_and_it_is_told(school: Cast) -> None:
    child_id, keeper, father = school.child_id(), school.signed_in("dormitory"), guardian(school, "林海生")
    keep_away(school, "林海生")
    page = keeper.get(f"/duty/gate/{child_id}").text
    assert "不可以接走孩子" in page
    assert "交给林海生" not in page
    assert "法院" not in page
    assert "先别交" in gate(school, keeper, child_id, picker=f"g{father}", checked_by="face")
    assert "先别交" in gate(school, keeper, child_id, picker="", name="林 海生")
    with school.reading():
        assert [one.outcome for one in session().scalars(select(GateCheck))] == [GateOutcome.BARRED, GateOutcome.BARRED]
        assert not session().scalars(select(LeaveSlip)).all()
    assert "duty.fetch_stopped" in events(school)
    assert f"拦下了来接{CHILD}的人" in school.signed_in("lead").get("/today").text
    assert f"拦下了来接{CHILD}的人" in school.signed_in("homeroom").get("/today").text
    homeroom = school.signed_in("homeroom")
    for name in ("林海生", "林 海生"):
        refused = send(homeroom, f"/children/{child_id}/collectors/new", {"name": name, "relation": "舅舅"})
        assert "不能在这里登记" in refused.text
    assert "不可以来接" in homeroom.get(f"/children/{child_id}").text


def test_a_stranger_is_stopped_and_written_down(school: Cast) -> None:
    child_id, keeper = school.child_id(), school.signed_in("dormitory")
    assert "写下这个人的姓名" in gate(school, keeper, child_id, picker="")
    assert "先别交" in gate(school, keeper, child_id, picker="", name="自称表叔的人", words="骑摩托车，没有证件")
    assert "先别交" in gate(school, keeper, child_id, picker="c999", name="自称表叔的人")
    with school.reading():
        found = session().scalars(select(GateCheck)).all()
        assert {one.outcome for one in found} == {GateOutcome.NOT_AUTHORISED}
        assert found[0].words == "骑摩托车，没有证件"


def test_the_same_form_sent_twice_is_one_check(school: Cast) -> None:
    child_id, keeper, father = school.child_id(), school.signed_in("dormitory"), guardian(school, "林海生")
    for _again in range(2):
        gate(school, keeper, child_id, picker=f"g{father}", checked_by="face")
    with school.reading():
        assert len(session().scalars(select(GateCheck)).all()) == 1


def test_a_leave_slip_goes_out_and_comes_back_late_with_words(school: Cast) -> None:
    child_id, homeroom, keeper = school.child_id(), school.signed_in("homeroom"), school.signed_in("dormitory")
    path = f"/children/{child_id}/leave-slips/new"
    past = send(homeroom, path, {"reason": "配眼镜", "due_day": "2026-11-20", "due_time": "09:00"})
    assert "返校时间已经过了" in past.text
    assert send(homeroom, path, {"reason": "配眼镜", "due_day": "2026-11-20", "due_time": "19:00"}).status_code == 303
    with school.reading():
        slip = session().scalars(select(LeaveSlip)).one()
    assert send(keeper, f"/duty/slips/{slip.id}/leaving", page="/duty/gate").status_code == 303
    with time_machine.travel(FRIDAY + timedelta(hours=3)):
        homeroom, keeper = school.signed_in("homeroom"), school.signed_in("dormitory")
        assert "还没返校" in homeroom.get("/today").text
        assert "晚了" in keeper.get("/duty/out").text
        silent = send(keeper, f"/duty/slips/{slip.id}/return", page="/duty/out", follow_redirects=True)
        assert "为什么晚" in silent.text
        send(keeper, f"/duty/slips/{slip.id}/return", {"words": "堵车，已告诉奶奶"}, page="/duty/out")
        assert "还没返校" not in homeroom.get("/today").text
        with school.reading():
            assert read([child_id], clock.today())[child_id]["duty.late_returns"].value == 1


def test_nobody_came_is_told_in_the_evening_and_counts_as_a_signal(school: Cast) -> None:
    child_id, homeroom = school.child_id(), school.signed_in("homeroom")
    page = homeroom.get("/duty/stays")
    homeroom.post("/duty/stays", data={"csrf_token": token_of(page), f"stay-{child_id}": "fetched"})
    assert "没人来接" not in homeroom.get("/today").text
    with time_machine.travel(FRIDAY + timedelta(hours=3)):
        assert "没人来接" in school.signed_in("homeroom").get("/today").text
    with school.reading():
        later = SATURDAY + DAY * 5
        assert read([child_id], later)[child_id]["duty.unfetched"].value == 1
        assert read([child_id], SATURDAY) == {}
