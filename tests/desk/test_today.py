"""The page of today: who has one, what stands on it, and what it costs."""

from __future__ import annotations

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


#: Frame and viewer take four; each domain adds the one or two statements of its deadlines, panels and news.
MOST = 26


def test_the_desk_costs_the_same_however_large_the_class_is(cast: Cast) -> None:
    fill(cast, 40)
    before = {key: _needed(cast, key) for key in ("homeroom", "lead", "principal", "administrator")}
    fill(cast, 160)
    for key, few in before.items():
        assert _needed(cast, key) == few <= MOST, (key, few)


def _needed(cast: Cast, key: str) -> int:
    browser = cast.signed_in(key)
    browser.get("/today")
    with statements(cast.database) as needed:
        assert browser.get("/today").status_code == 200
    return len(needed)
