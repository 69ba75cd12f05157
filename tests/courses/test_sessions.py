"""The parents' school: families are invited, come by list or code, make up, are spoken with; the duty is counted."""

from __future__ import annotations

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import func, select

from portal.core import clock
from portal.core.db import session
from portal.courses.figures import members
from portal.courses.models.sessions import GuidanceSession, HomeLesson, SessionAttendance, SessionClass, SessionInvitation
from portal.journal.models import JournalRow
from portal.outbox.models import Message
from portal.school.models import SchoolClass
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.counting import statements
from tests.courses.school import learn
from tests.forms import send

CLIENT = re.compile(r'name="client_id"[^>]* value="([^"]+)"')
PLAN = "/parents-school/sessions/new"


def class_id(cast: Cast, number: str = "2022101") -> int:
    with cast.reading():
        return session().scalars(select(SchoolClass.id).where(SchoolClass.number == number)).one()


def client_of(browser: FlaskClient, path: str) -> str:
    found = CLIENT.search(browser.get(path).text)
    assert found
    return found[1]


def planned(browser: FlaskClient, classes: list[int], day: date | None = None, **more: object) -> int:
    """Plan a session as a teacher does; returns its id."""
    fields = {
        "client_id": client_of(browser, PLAN), "title": "电话里聊什么", "day": (day or clock.today()).isoformat(),
        "begins": "19:00", "form": "both", "place": "五楼", "host": "方雅", "lesson_slug": "weekly-call", "class_ids": classes,
    }  # fmt: skip
    answer = send(browser, PLAN, fields | more)
    assert answer.status_code == 303, answer.text[-900:]
    with browser.application.extensions["database"].transaction():
        return session().scalars(select(func.max(GuidanceSession.id))).one()


def take(
    browser: FlaskClient, session_id: int, of_class: int, marks: dict[str, str] | None = None, *, complete: bool = True
) -> int:
    path = f"/parents-school/sessions/{session_id}/classes/{of_class}"
    return send(browser, path, {**(marks or {}), **({"complete": "yes"} if complete else {})}).status_code


def test_who_opens_the_parents_school(cast: Cast) -> None:
    keepers = {"lead", "homeroom", "other_homeroom"}
    assert cast.who_enters("/parents-school") == {*keepers, "principal"}
    assert cast.who_enters("/parents-school/sessions") == {*keepers, "principal"}
    assert cast.who_enters(PLAN) == keepers
    assert cast.who_enters("/invitations") == {"parent", "carer", "other_parent"}


def test_a_planned_session_invites_its_families_once_and_tells_them_without_content(cast: Cast) -> None:
    homeroom, mine, other = cast.signed_in("homeroom"), class_id(cast), class_id(cast, "2022102")
    id_ = planned(homeroom, [mine])
    assert "电话里聊什么" in cast.signed_in("parent").get("/invitations").text
    assert "电话里聊什么" in cast.signed_in("carer").get("/home").text
    assert "电话里聊什么" not in cast.signed_in("other_parent").get("/invitations").text
    with cast.reading():
        assert session().scalars(select(SessionInvitation.session_id)).all() == [id_]
        told = session().scalars(select(Message)).all()
        assert {message.person_id for message in told} == {cast.account(key).person_id for key in ("parent", "carer")}
        assert all("电话" not in f"{message.path}{message.key}" for message in told)
    answer = send(homeroom, PLAN, {"client_id": "x" * 12, "title": "别的班", "day": clock.today().isoformat(), "begins": "19:00",
                                   "form": "both", "place": "一楼", "class_ids": [other]})  # fmt: skip
    assert answer.status_code == 422
    assert cast.signed_in("other_homeroom").get(f"/parents-school/sessions/{id_}").status_code == 404
    assert cast.signed_in("principal").get(f"/parents-school/sessions/{id_}").status_code == 200


def test_a_family_answers_for_its_own_child_only(cast: Cast) -> None:
    id_ = planned(cast.signed_in("lead"), [class_id(cast), class_id(cast, "2022102")], clock.today() + timedelta(days=5))
    parent = cast.signed_in("parent")
    address = "/home/children/{}/parents-school/{}"
    page = "/invitations"
    assert send(parent, address.format(cast.child_id(), id_), {"answer": "online"}, page=page).status_code == 303
    assert send(parent, address.format(cast.child_id(OTHER_CHILD), id_), {"answer": "comes"}, page=page).status_code == 404
    assert "你的回复：我视频参加" in parent.get(page).text
    homeroom = cast.signed_in("homeroom")
    listed = homeroom.get(f"/parents-school/sessions/{id_}/families?show=coming").text
    assert CHILD in listed
    assert OTHER_CHILD not in listed
    assert OTHER_CHILD not in parent.get(page).text


def test_a_family_scans_the_code_on_the_day_and_is_on_the_list_once(cast: Cast) -> None:
    homeroom, mine = cast.signed_in("homeroom"), class_id(cast)
    id_ = planned(homeroom, [mine])
    with cast.reading():
        code = session().get_one(GuidanceSession, id_).code
    carer = cast.signed_in("carer")
    assert CHILD in carer.get(f"/here/{code}").text
    for _ in range(2):
        send(carer, f"/here/{code}", {"way": "present"}, page="/me")
    assert cast.signed_in("other_parent").get(f"/here/{code}").status_code == 404
    assert cast.signed_in("homeroom").get(f"/here/{code}").status_code == 403
    with cast.reading():
        there = session().scalars(select(SessionAttendance)).one()
        assert there.by_code
    assert "扫码签到" in homeroom.get(f"/parents-school/sessions/{id_}/classes/{mine}").text
    paper = "".join(
        each.extract_text() for each in PdfReader(BytesIO(homeroom.get(f"/parents-school/sessions/{id_}/code.pdf").data)).pages
    )
    assert "电话里聊什么" in paper
    assert CHILD in "".join(
        each.extract_text()
        for each in PdfReader(BytesIO(homeroom.get(f"/parents-school/sessions/{id_}/classes/{mine}/list.pdf").data)).pages
    )


def test_the_code_of_another_day_opens_nothing(cast: Cast) -> None:
    id_ = planned(cast.signed_in("homeroom"), [class_id(cast)], clock.today() + timedelta(days=1))
    with cast.reading():
        code = session().get_one(GuidanceSession, id_).code
    assert cast.signed_in("parent").get(f"/here/{code}").status_code == 404


def test_the_desk_asks_for_the_list_then_for_the_absent_and_then_for_nothing(cast: Cast) -> None:
    homeroom, mine, child_id = cast.signed_in("homeroom"), class_id(cast), cast.child_id()
    id_ = planned(homeroom, [mine], clock.today() - timedelta(days=2))
    assert "记下谁到了：电话里聊什么" in homeroom.get("/today").text
    assert take(homeroom, id_, mine) == 303
    assert "联系没到的家庭：电话里聊什么" in homeroom.get("/today").text
    assert CHILD in homeroom.get("/parents-school/families?show=absent").text
    talk = f"/parents-school/sessions/{id_}/families/{child_id}/talk"
    written = {"client_id": client_of(homeroom, talk), "day": clock.today().isoformat(), "words": "奶奶腿疼，下次视频"}
    for _ in range(2):
        assert send(homeroom, talk, written).status_code == 303
    assert "联系没到的家庭" not in homeroom.get("/today").text
    assert CHILD not in homeroom.get("/parents-school/families?show=absent").text
    assert cast.signed_in("other_homeroom").get(talk).status_code == 404
    with cast.reading():
        assert session().scalar(select(func.count()).where(JournalRow.event == "courses.absence_contact")) == 1


@pytest.mark.parametrize("way", ["learned", "home"])
def test_an_absent_family_makes_up_in_the_portal_or_at_home(cast: Cast, way: str) -> None:
    homeroom, mine, child_id = cast.signed_in("homeroom"), class_id(cast), cast.child_id()
    id_ = planned(homeroom, [mine], clock.today() - timedelta(days=1))
    take(homeroom, id_, mine)
    assert "现在补学" in cast.signed_in("parent").get("/invitations").text
    if way == "learned":
        learn(cast.signed_in("parent"), "weekly-call")
    else:
        bring(homeroom, child_id, session_id=id_)
    assert "联系没到的家庭" not in homeroom.get("/today").text
    assert CHILD in homeroom.get(f"/parents-school/sessions/{id_}/families?show=made_up").text
    assert "已经补学" in cast.signed_in("parent").get("/invitations").text


def bring(browser: FlaskClient, child_id: int, *, status: int = 303, **more: object) -> dict[str, object]:
    path = f"/children/{child_id}/home-lessons/new"
    fields = {
        "client_id": client_of(browser, path), "day": clock.today().isoformat(), "slug": "weekly-call", "who": "奶奶在家，爸爸视频",
        "note": "星期六七点半打电话", "session_id": 0,
    } | more  # fmt: skip
    assert send(browser, path, fields).status_code == status
    return fields


def test_a_lesson_brought_home_is_kept_once_shown_on_the_file_and_taken_back_by_its_writer(cast: Cast) -> None:
    homeroom, child_id = cast.signed_in("homeroom"), cast.child_id()
    fields = bring(homeroom, child_id, on_paper="y")
    assert send(homeroom, f"/children/{child_id}/home-lessons/new", fields).status_code == 303
    bring(homeroom, child_id, status=422, day=(clock.today() + timedelta(days=1)).isoformat())
    page = homeroom.get(f"/children/{child_id}").text
    assert "老师送课上门" in page
    with cast.reading():
        kept = session().scalars(select(HomeLesson)).one()
        assert kept.on_paper
    sheet = homeroom.get(f"/children/{child_id}/home-lessons/weekly-call.pdf")
    assert CHILD in "".join(each.extract_text() for each in PdfReader(BytesIO(sheet.data)).pages)
    address = f"/children/{child_id}/home-lessons/{kept.id}/withdrawal"
    assert send(cast.signed_in("lead"), address, {"reason": "看错"}).status_code == 422
    assert send(homeroom, address, {"reason": "记错了孩子"}).status_code == 303
    assert "老师送课上门" not in homeroom.get(f"/children/{child_id}").text
    assert homeroom.get(address).status_code == 404


def test_marks_can_be_corrected_and_earlier_ones_stay_readable(cast: Cast) -> None:
    homeroom, mine, child_id = cast.signed_in("homeroom"), class_id(cast), cast.child_id()
    id_ = planned(homeroom, [mine])
    key = f"family-{child_id}"
    assert take(homeroom, id_, mine, {key: "present"}, complete=False) == 303
    assert take(homeroom, id_, mine, {key: "present"}, complete=False) == 303
    assert take(homeroom, id_, mine, {key: "none"}) == 303
    assert take(homeroom, id_, mine, {key: "online"}) == 303
    with cast.reading():
        rows = session().scalars(select(SessionAttendance).order_by(SessionAttendance.id)).all()
        assert [(str(row.attending), row.withdrawn_at is None) for row in rows] == [("present", False), ("online", True)]
    future = planned(homeroom, [mine], clock.today() + timedelta(days=3))
    assert take(homeroom, future, mine, {key: "present"}) == 422


def test_a_session_of_several_classes_is_kept_by_whoever_looks_after_all_of_them(cast: Cast) -> None:
    lead, other = cast.signed_in("lead"), cast.signed_in("other_homeroom")
    mine, theirs = class_id(cast), class_id(cast, "2022102")
    id_ = planned(lead, [mine, theirs])
    path = f"/parents-school/sessions/{id_}"
    assert f"{path}/change" in lead.get(path).text
    assert f"{path}/change" not in other.get(path).text
    for address in (f"{path}/change", f"{path}/cancel"):
        assert other.get(address).status_code == 404
        assert send(other, address, {"reason": "不是我的班"}, page="/me").status_code == 404
    assert send(other, f"{path}/invitations", page="/me").status_code == 404
    complete = {"complete": "yes"}
    assert send(other, f"{path}/classes/{mine}", complete, page="/me").status_code == 404
    with cast.reading():
        assert session().scalars(select(SessionClass.taken_at).where(SessionClass.session_id == id_)).all() == [None, None]
    assert send(other, f"{path}/classes/{theirs}", complete).status_code == 303
    assert send(lead, f"{path}/invitations", page=path).status_code == 303


def test_two_people_change_a_session_and_nothing_is_lost(cast: Cast) -> None:
    homeroom, lead, mine = cast.signed_in("homeroom"), cast.signed_in("lead"), class_id(cast)
    id_ = planned(homeroom, [mine], clock.today() + timedelta(days=6))
    path = f"/parents-school/sessions/{id_}/change"
    day = (clock.today() + timedelta(days=6)).isoformat()
    fields = {"title": "电话里聊什么", "day": day, "begins": "18:30", "form": "both", "place": "操场", "version": 1}
    assert send(homeroom, path, fields).status_code == 303
    answer = send(lead, path, fields | {"place": "食堂"})
    assert answer.status_code == 409
    assert "操场" in answer.text
    assert "食堂" in answer.text
    with cast.reading():
        assert session().scalar(select(func.count(Message.id))) == 4  # invited, then told of the change
    assert send(lead, f"/parents-school/sessions/{id_}/cancel", {"reason": "台风"}).status_code == 303
    assert "台风" in homeroom.get(f"/parents-school/sessions/{id_}").text
    assert "电话里聊什么" not in cast.signed_in("parent").get("/invitations").text


def test_every_number_opens_a_list_of_as_many_and_the_duty_is_two(cast: Cast) -> None:
    lead, mine, other = cast.signed_in("lead"), class_id(cast), class_id(cast, "2022102")
    first = planned(lead, [mine, other], clock.today() - timedelta(days=1))
    take(lead, first, mine, {f"family-{cast.child_id()}": "present"})
    take(lead, first, other)
    assert "尚未" in lead.get("/parents-school").text or "还没" in lead.get("/parents-school").text
    second = planned(lead, [mine], clock.today())
    take(lead, second, mine, {f"family-{cast.child_id()}": "online"})
    page = lead.get("/parents-school").text
    numbers = re.findall(r'href="(/parents-school/(?:families|sessions)\?[^"]+)">(\d+)</a>', page)
    assert len(numbers) == 11, numbers
    for address, count in numbers:
        rows = lead.get(address.replace("&amp;", "&")).text.count('<th scope="row">')
        assert rows == int(count), address
    page = lead.get(f"/parents-school/sessions/{first}").text
    numbers = re.findall(r'href="(/parents-school/sessions/\d+/families\?[^"]+)">(\d+)</a>', page)
    assert len(numbers) == 5, numbers
    for address, count in numbers:
        rows = lead.get(address.replace("&amp;", "&")).text.count('<th scope="row">')
        assert rows == int(count), address
    child_id = cast.child_id()
    with cast.reading():
        assert [member.child_id for member in members(clock.today())["courses.families_reached"]] == [child_id]


def test_the_pages_need_the_same_statements_whatever_their_length(cast: Cast) -> None:
    lead, mine, child_id = cast.signed_in("lead"), class_id(cast), cast.child_id()
    paths = ("/parents-school", "/parents-school/sessions", "/parents-school/families?show=absent", "/invitations")
    homeroom, parent = cast.signed_in("homeroom"), cast.signed_in("parent")
    counts = []
    for step in range(3):
        if step:
            id_ = planned(lead, [mine, class_id(cast, "2022102")], clock.today() - timedelta(days=step))
            take(lead, id_, mine)
        needed = []
        for path in paths:
            browser = parent if path == "/invitations" else lead
            browser.get(path)
            with statements(cast.database) as seen:
                assert browser.get(path).status_code == 200
            needed.append(len(seen))
        homeroom.get(f"/children/{child_id}")
        counts.append(needed)
    assert max(counts) == min(counts), counts
    assert max(counts[0]) <= 6, counts
