"""The demo school shows something on every page of courses, and planting it is quick."""

from __future__ import annotations

from sqlalchemy import func, select

from portal.core.db import session
from portal.courses.models.sessions import GuidanceSession, SessionAttendance
from portal.courses.operations.planting import plant
from tests.cast import CHILD, Cast
from tests.counting import statements


def test_planting_fills_every_page_in_few_statements(cast: Cast) -> None:
    with statements(cast.database) as seen, cast.writing():
        plant()
    assert len(seen) <= 22
    with cast.reading():
        assert session().scalar(select(func.count(GuidanceSession.id))) == 3
        assert session().scalar(select(func.count(SessionAttendance.id))) == 4
    lead, parent = cast.signed_in("lead"), cast.signed_in("parent")
    assert "手机给他玩多久" in lead.get("/parents-school/sessions").text
    assert "老师送课上门" in lead.get(f"/children/{cast.child_id()}").text
    assert "隔着电话，怎么管作业" in lead.get("/lessons").text
    assert "放假回来的头三天" in parent.get("/invitations").text
    assert "接着学" in parent.get("/courses").text
    assert CHILD in lead.get("/parents-school/families?show=reached").text
