"""The page of today: who has one, what stands on it, and what it costs."""

from __future__ import annotations

from portal.journal.operations import record
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.children.school import fill
from tests.counting import statements

STAFF = {
    "administrator",
    "principal",
    "lead",
    "counselor",
    "homeroom",
    "other_homeroom",
    "teacher",
    "dormitory",
    "legal",
    "inspector",
    "auditor",
}


def test_staff_have_a_desk_and_families_have_a_home(cast: Cast) -> None:
    assert cast.who_enters("/today") == STAFF
    assert cast.signed_in("parent").get("/").location.endswith("/home")


def test_the_homeroom_teacher_is_asked_to_confirm_the_facts_of_her_class(cast: Cast) -> None:
    page = cast.signed_in("homeroom").get("/today").text
    assert "五（1）班" in page
    assert "五（2）班" not in page


def test_nobody_reads_a_name_out_of_reach_on_the_desk(cast: Cast) -> None:
    for key in STAFF - {"homeroom", "principal", "lead", "counselor", "dormitory"}:
        page = cast.signed_in(key).get("/today").text
        assert CHILD not in page or key == "other_homeroom", key
        assert OTHER_CHILD not in page or key == "other_homeroom", key


#: The viewer takes one and one for each further kind of reach, the journal's head one; then a domain adds one or two, for its
#: deadlines, panels and news, when something was written since.
MOST_ANEW, MOST_AGAIN = 44, 4


def test_the_desk_costs_the_same_however_large_the_class_is(cast: Cast) -> None:
    fill(cast, 40)
    before = {key: _needed(cast, key) for key in ("homeroom", "lead", "principal", "administrator")}
    fill(cast, 160)
    for key, (anew, again) in before.items():
        assert _needed(cast, key) == (anew, again), key
        assert anew <= MOST_ANEW, key
        assert again <= MOST_AGAIN, key


def test_the_desk_shows_at_once_what_was_written(cast: Cast) -> None:
    browser = cast.signed_in("homeroom")
    assert ">1</a></dd>" in browser.get("/today").text
    fill(cast, 6)
    assert ">1</a></dd>" in browser.get("/today").text, "nothing was journaled, so nothing is read again"
    with cast.writing():
        record("registry.taken_in", by=cast.viewer("lead"))
    assert ">7</a></dd>" in browser.get("/today").text


def _needed(cast: Cast, key: str) -> tuple[int, int]:
    browser = cast.signed_in(key)
    browser.get("/today")
    for place in [place for place in cast.database.memory if place.startswith("desk of ")]:
        cast.database.memory.pop(place)
    with statements(cast.database) as anew:
        assert browser.get("/today").status_code == 200
    with statements(cast.database) as again:
        assert browser.get("/today").status_code == 200
    return len(anew), len(again)
