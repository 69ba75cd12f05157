"""On a telephone of 390 px: a talk in under a minute, a visit with a signature drawn by hand; axe finds nothing."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from portal.children.models import Whereabouts
from portal.core import clock
from portal.core.db import session
from portal.pairing.models import HandOver, Pairing, Receiver, Talk
from portal.visits.models import HomeVisit, Signed
from tests.browser.looking import TELEPHONE, Looker
from tests.cast import CHILD, Cast


def left_behind_and_named(cast: Cast) -> int:
    child_id = cast.child_id(CHILD)
    with cast.writing():
        teacher = cast.account("teacher").person_id
        session().add(Pairing(child_id=child_id, teacher_id=teacher, from_day=clock.today(), made_at=clock.now()))
        for parent in ("father", "mother"):
            gone = {"state": "away_for_work", "since": date(2025, 3, 1), "from_day": date(2025, 9, 1)}
            session().add(Whereabouts(child_id=child_id, parent=parent, recorded_at=clock.now(), **gone))
    return child_id


def test_a_talk_is_written_down_and_handed_on_with_the_thumb(looker: Looker) -> None:
    left_behind_and_named(looker.cast)
    looker.sign_in("teacher")
    page = looker.open("/my-children")
    page.set_viewport_size(TELEPHONE)  # type: ignore[arg-type]
    page.get_by_role("link", name="记谈心").first.click()
    page.get_by_text("电话或视频").click()
    page.get_by_label("谈话要点和你看到的").fill("说想妈妈，晚上睡得晚。")
    page.get_by_text("心理教师", exact=True).click()
    page.get_by_role("button", name="保存谈心").click()
    page.wait_for_url("**/children/*")
    with looker.cast.reading():
        assert len(session().scalars(select(Talk)).all()) == 1
        assert session().scalars(select(HandOver.receiver)).one() is Receiver.COUNSELOR


def test_a_visit_is_signed_with_a_finger(looker: Looker) -> None:
    child_id = left_behind_and_named(looker.cast)
    looker.sign_in("teacher")
    page = looker.open(f"/children/{child_id}/visits/new")
    page.set_viewport_size(TELEPHONE)  # type: ignore[arg-type]
    page.get_by_label("在场的人").fill("奶奶")
    page.get_by_text("溺水", exact=True).click()
    canvas = page.locator(".sign-pad canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    assert box["width"] <= TELEPHONE["width"]
    page.mouse.move(box["x"] + 30, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 60, steps=6)
    page.mouse.move(box["x"] + 60, box["y"] + 80, steps=6)
    page.mouse.up()
    page.get_by_role("button", name="保存家访").click()
    page.wait_for_url("**/children/*")
    with looker.cast.reading():
        visit = session().scalars(select(HomeVisit)).one()
        assert (visit.signed, visit.form["hazards"]) == (Signed.DRAWN, ["drowning"])
        visit_id = visit.id
    looker.open(f"/children/{child_id}/visits/{visit_id}")
    drawn = page.locator("img.sign-shown")
    assert drawn.evaluate("picture => picture.complete && picture.naturalWidth") == 600


def test_the_pages_of_pairing_are_accessible(looker: Looker) -> None:
    child_id = left_behind_and_named(looker.cast)
    looker.sign_in("lead")
    for path in ("/pairing", "/pairing/children", "/pairing/proposal", f"/children/{child_id}/pairing", "/hand-overs"):
        looker.accessible(path)


def test_the_pages_of_talks_and_visits_are_accessible(looker: Looker) -> None:
    child_id = left_behind_and_named(looker.cast)
    looker.sign_in("homeroom")
    for path in ("/my-children", f"/children/{child_id}/talks/new", f"/children/{child_id}/visits/new"):
        looker.accessible(path)
    for path in ("/visits", "/visits/coverage", "/visits/children", "/visits/route"):
        looker.accessible(path)
