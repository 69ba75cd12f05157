"""The demo's counseling: something on every page, in a fixed number of statements, and never a second time the same slot."""

from __future__ import annotations

from sqlalchemy import func, select

from portal.core.db import session
from portal.counseling.models import Booking, Case, Session
from portal.counseling.operations.planting import plant
from tests.cast import Cast
from tests.children.school import fill
from tests.counting import statements


def test_every_page_of_the_demo_has_something_to_show(cast: Cast) -> None:
    fill(cast, 300)
    with cast.writing(), statements(cast.database) as seen:
        plant()
        session().flush()
        assert session().scalar(select(func.count()).select_from(Case)) == 7
        assert session().scalar(select(func.count()).select_from(Session)) == 22
        assert session().scalar(select(func.count()).select_from(Booking))
    assert len(seen) <= 60
    counselor = cast.signed_in("counselor")
    for page in (
        "/counseling",
        "/counseling/room",
        "/counseling/statistics",
        "/counseling/partners",
        "/counseling/cases/1",
        "/today",
    ):
        assert counselor.get(page).status_code == 200, page
    assert "想念家人" in counselor.get("/counseling/statistics").text
    assert "橙" in cast.signed_in("lead").get("/counseling/watch").text


def test_a_school_without_a_counselor_gets_none(cast: Cast) -> None:
    with cast.writing():
        plant()
        assert session().scalar(select(func.count()).select_from(Case)) == 0
