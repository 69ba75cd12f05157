"""Writing down a talk: one entry shows everywhere at once, twice sent is once kept, a worry goes to its desk."""

from __future__ import annotations

import re
from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import select

from portal.core import clock
from portal.core.db import session
from portal.pairing.figures import members
from portal.pairing.models import HandOver, Talk
from portal.risk.axes import Grade
from portal.risk.operations.deciding import give_grade
from tests.cast import CHILD, Cast
from tests.forms import send
from tests.pairing.family import named, parents_leave

CLIENT = re.compile(r'name="client_id"[^>]* value="([^"]+)"')


def fields(browser: FlaskClient, child_id: int, **more: object) -> dict[str, object]:
    page = browser.get(f"/children/{child_id}/talks/new").text
    found = CLIENT.search(page)
    assert found
    base = {"client_id": found[1], "mode": "talk", "minutes": 15, "noticed": "想妈妈了", "day": clock.today().isoformat()}
    return base | {"hand_to": ""} | more


def test_who_may_write_down_a_talk(cast: Cast) -> None:
    child_id = parents_leave(cast)
    named(cast)
    assert cast.who_enters(f"/children/{child_id}/talks/new") == {"lead", "principal", "homeroom", "teacher"}


def test_one_entry_shows_on_timeline_desk_lists_and_figures(cast: Cast) -> None:
    child_id = parents_leave(cast)
    named(cast, since=clock.today() - timedelta(days=60))
    teacher, lead = cast.signed_in("teacher"), cast.signed_in("lead")
    assert f"和{CHILD}谈心" in teacher.get("/today").text
    assert CHILD in lead.get("/pairing/children?show=overdue").text
    answer = send(teacher, f"/children/{child_id}/talks/new", fields(teacher, child_id, next_step="周五打电话"))
    assert answer.status_code == 303
    page = teacher.get(f"/children/{child_id}").text
    assert "想妈妈了" in page
    assert "周五打电话" in page
    assert f"和{CHILD}谈心" not in teacher.get("/today").text
    assert CHILD not in lead.get("/pairing/children?show=overdue").text
    assert CHILD in lead.get("/pairing/children?show=talked").text
    with cast.reading():
        assert len(members(clock.today())["pairing.talked_this_month"]) == 1


def test_the_same_talk_sent_twice_is_kept_once(cast: Cast) -> None:
    child_id = parents_leave(cast)
    named(cast)
    teacher = cast.signed_in("teacher")
    same = fields(teacher, child_id, hand_to="lead")
    for _ in range(2):
        assert send(teacher, f"/children/{child_id}/talks/new", same).status_code == 303
    with cast.reading():
        assert len(session().scalars(select(Talk)).all()) == 1
        assert len(session().scalars(select(HandOver)).all()) == 1
    assert send(cast.signed_in("homeroom"), f"/children/{child_id}/talks/new", same).status_code == 422


def test_a_worry_stands_on_the_receivers_desk_until_somebody_takes_it(cast: Cast) -> None:
    child_id = parents_leave(cast)
    named(cast)
    teacher, counselor, lead = (cast.signed_in(key) for key in ("teacher", "counselor", "lead"))
    handed = fields(teacher, child_id, hand_to="counselor", hand_words="夜里睡不着，请看看")
    assert send(teacher, f"/children/{child_id}/talks/new", handed).status_code == 303
    assert "简明转来" in counselor.get("/today").text
    assert "简明转来" not in lead.get("/today").text
    assert "夜里睡不着" in counselor.get("/hand-overs").text
    assert "夜里睡不着" not in lead.get("/hand-overs").text
    with cast.reading():
        number = session().scalars(select(HandOver.id)).one()
    assert send(counselor, f"/hand-overs/{number}/taking", page="/hand-overs").status_code == 303
    assert "简明转来" not in counselor.get("/today").text
    assert send(lead, f"/hand-overs/{number}/taking", page="/me").status_code == 404


def test_a_talk_may_not_lie_ahead_and_says_what_is_missing(cast: Cast) -> None:
    child_id = parents_leave(cast)
    named(cast)
    teacher = cast.signed_in("teacher")
    ahead = fields(teacher, child_id, day=(clock.today() + timedelta(days=1)).isoformat())
    assert send(teacher, f"/children/{child_id}/talks/new", ahead).status_code == 422
    empty = fields(teacher, child_id, noticed="")
    assert "写一句你看到的" in send(teacher, f"/children/{child_id}/talks/new", empty).text


def test_only_the_writer_withdraws_a_talk_and_then_it_counts_nowhere(cast: Cast) -> None:
    child_id = parents_leave(cast)
    named(cast)
    teacher = cast.signed_in("teacher")
    send(teacher, f"/children/{child_id}/talks/new", fields(teacher, child_id))
    with cast.reading():
        number = session().scalars(select(Talk.id)).one()
    address = f"/children/{child_id}/talks/{number}/withdrawal"
    assert send(cast.signed_in("lead"), address, {"reason": "看错了"}).status_code == 422
    assert send(teacher, address, {"reason": "记错了孩子"}).status_code == 303
    assert "想妈妈了" not in teacher.get(f"/children/{child_id}").text
    with cast.reading():
        assert members(clock.today())["pairing.talked_this_month"] == []


def test_a_parent_never_reads_of_pairing_or_talks(cast: Cast) -> None:
    child_id = parents_leave(cast)
    named(cast)
    teacher = cast.signed_in("teacher")
    send(teacher, f"/children/{child_id}/talks/new", fields(teacher, child_id))
    page = cast.signed_in("parent").get("/home").text
    assert "想妈妈了" not in page
    assert "留守" not in page


def test_a_child_who_needs_close_attention_is_talked_with_sooner(cast: Cast) -> None:
    child_id, lead = parents_leave(cast), cast.signed_in("lead")
    named(cast, since=clock.today() - timedelta(days=20))
    assert CHILD not in lead.get("/pairing/children?show=overdue").text
    with cast.writing():
        give_grade(child_id, Grade.CLOSE, {"findings": [], "missing": []}, "两位家长都联系不上", by=cast.viewer("lead"))
    assert CHILD in lead.get("/pairing/children?show=overdue").text
    with cast.writing():
        give_grade(child_id, Grade.DAILY, {"findings": [], "missing": []}, "已联系上", by=cast.viewer("lead"))
    assert CHILD not in lead.get("/pairing/children?show=overdue").text
