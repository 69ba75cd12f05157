"""Pages cost the same however much is in them; a child's page pays one statement for the panel and one for the timeline."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import delete

from portal.core import clock
from portal.core.db import session
from portal.counseling.duties import duties
from portal.counseling.figures import members
from portal.counseling.models import Case, Step
from portal.counseling.operations.planting import plant
from portal.counseling.queries.counting import usage
from portal.counseling.queries.told import for_family, on_page, took_part
from portal.counseling.signals import read
from tests.cast import Cast
from tests.children.school import fill
from tests.counseling.room_of import case_for, signed
from tests.counting import statements

PAGES = {"counselor": ("/counseling", "/counseling/room", "/counseling/statistics", "/today"), "lead": ("/counseling/watch",)}


def count(cast: Cast, key: str, page: str) -> int:
    browser = cast.signed_in(key)
    browser.get(page)
    with statements(cast.database) as seen:
        assert browser.get(page).status_code == 200
    return len([one for one in seen if "counseling" in one])


def test_lists_cost_the_same_with_one_case_and_with_many(cast: Cast) -> None:
    case_for(cast)
    few = {(key, page): count(cast, key, page) for key, pages in PAGES.items() for page in pages}
    with cast.writing():
        session().execute(delete(Step))
        session().execute(delete(Case))
    fill(cast, 300)
    with cast.writing():
        plant()
    many = {(key, page): count(cast, key, page) for key, pages in PAGES.items() for page in pages}
    assert {one: (few[one], many[one]) for one in few if many[one] > few[one]} == {}
    assert max(many.values()) <= 10


@pytest.mark.parametrize("key", ["counselor", "lead", "principal", "homeroom", "parent"])
def test_panel_timeline_desk_and_home_cost_one_statement_each_at_most(cast: Cast, key: str) -> None:
    case_id = case_for(cast)
    signed(cast.signed_in("counselor"), case_id, line="午休补觉")
    child_id = cast.child_id()
    with cast.app.test_request_context(), cast.reading():
        viewer = cast.viewer(key)
        duties(viewer, clock.today())  # settings are remembered from here on
        asks: list[Callable[[], object]] = [
            lambda: on_page(viewer, child_id),
            lambda: took_part(viewer, child_id),
            lambda: duties(viewer, clock.today()),
            lambda: for_family(viewer),
            lambda: read([child_id], clock.today()),
        ]
        for ask in asks:
            with statements(cast.database) as seen:
                ask()
            assert len(seen) <= 1, seen


def test_who_has_nothing_to_do_with_counseling_pays_nothing(cast: Cast) -> None:
    with cast.app.test_request_context(), cast.reading():
        for key in ("homeroom", "teacher", "dormitory", "administrator", "parent"):
            viewer = cast.viewer(key)
            with statements(cast.database) as seen:
                assert duties(viewer, clock.today()) == []
            assert seen == []


def test_figures_name_children_in_care_and_met(cast: Cast) -> None:
    case_id = case_for(cast)
    began = clock.local(clock.now()).strftime("%Y-%m-%dT%H:%M")
    signed(cast.signed_in("counselor"), case_id, began_at=began)
    with cast.reading():
        found = members(clock.today())
    assert {key: len(held) for key, held in found.items()} == {
        "counseling.in_care": 1,
        "counseling.met_this_month": 1,
        "counseling.referred_this_month": 0,
    }


def test_statistics_hide_what_few_children_stand_behind(cast: Cast) -> None:
    case_id = case_for(cast)
    began = clock.local(clock.now()).strftime("%Y-%m-%dT%H:%M")
    signed(cast.signed_in("counselor"), case_id, began_at=began, themes=["sleep"])
    with cast.reading():
        found = usage(cast.viewer("lead"), clock.today().replace(month=1, day=1), clock.today())
    assert found.total.sessions is None
    assert all(one.sessions is None for one in (*found.months, *found.themes))
    shown = cast.signed_in("principal").get("/counseling/statistics").text
    assert "少于 5 个孩子" in shown
    assert "睡眠" not in shown
    assert "林小禾" not in shown
