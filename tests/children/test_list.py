"""The list of children: who sees whom, how a child is found, and what a page costs."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from portal.children.models import Child, Guardian
from portal.children.names import search_text
from portal.core.db import session
from portal.risk.axes import Grade
from portal.risk.operations.deciding import give_grade
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.children.school import canaries_in, fill, statements, write_canaries

SEES = {
    "principal": {CHILD, OTHER_CHILD},
    "lead": {CHILD, OTHER_CHILD},
    "counselor": {CHILD, OTHER_CHILD},
    "homeroom": {CHILD},
    "other_homeroom": {OTHER_CHILD},
    "dormitory": {CHILD},
    "teacher": set(),
}
CLOSED = ("administrator", "legal", "inspector", "auditor", "parent", "carer", "other_parent")


@pytest.mark.parametrize("who", SEES)
def test_each_post_lists_the_children_within_its_reach(cast: Cast, who: str) -> None:
    text = cast.signed_in(who).get("/children").text
    assert {name for name in (CHILD, OTHER_CHILD) if name in text} == SEES[who]


@pytest.mark.parametrize("who", CLOSED)
def test_other_posts_and_families_have_no_list(cast: Cast, who: str) -> None:
    assert cast.signed_in(who).get("/children").status_code == 403


def _named(cast: Cast, name: str) -> None:
    with cast.writing():
        child = session().scalars(select(Child).where(Child.name == CHILD)).one()
        child.name, child.search = name, search_text(name)


@pytest.mark.parametrize("asked", ["林小禾", "小禾", "林", "linxiaohe", "lin xiaohe", "Xiaohe", "lxh", "XH", "ＬＸＨ", " 林 小禾 "])
def test_a_child_is_found_by_name_pinyin_and_initials(cast: Cast, asked: str) -> None:
    text = cast.signed_in("lead").get("/children", query_string={"q": asked}).text
    assert ">林小禾</a>" in text
    assert ">周朗</a>" not in text


@pytest.mark.parametrize(
    ("written", "asked"), [("吕晓峰", "呂晓峯"), ("蕭雨", "肖雨"), ("陈䶮", "陳䶮"), ("阿依古丽·买买提", "古丽买买提")]
)
def test_variant_characters_mean_the_same_child(cast: Cast, written: str, asked: str) -> None:
    _named(cast, written)
    assert f">{written}</a>" in cast.signed_in("homeroom").get("/children", query_string={"q": asked}).text


@pytest.mark.parametrize("asked", ["%", "_", "%%", "l%h", "' or 1=1 --", "x" * 500, "𠮷", "\x00"])
def test_signs_and_nonsense_find_nobody(cast: Cast, asked: str) -> None:
    answer = cast.signed_in("lead").get("/children", query_string={"q": asked})
    assert answer.status_code == 200
    assert f">{CHILD}</a>" not in answer.text or asked == "l%h"


def test_a_telephone_finds_the_child_for_those_who_may_know_it(cast: Cast) -> None:
    write_canaries(cast)
    for who, found in {"lead": True, "homeroom": True, "dormitory": True, "principal": True, "counselor": False}.items():
        text = cast.signed_in(who).get("/children", query_string={"q": "139 1111-2222"}).text
        assert (f">{CHILD}</a>" in text) is found, who


def test_an_identity_number_finds_the_child_for_those_who_may_know_it(cast: Cast) -> None:
    write_canaries(cast)
    for asked in ("500101201511030028", "g500101201511030028"):
        for who, found in {"lead": True, "homeroom": True, "dormitory": False, "counselor": False}.items():
            text = cast.signed_in(who).get("/children", query_string={"q": asked}).text
            assert (f">{CHILD}</a>" in text) is found, (who, asked)


def test_a_telephone_of_someone_no_longer_near_finds_nobody(cast: Cast) -> None:
    write_canaries(cast)
    with cast.writing():
        for guardian in session().scalars(select(Guardian)):
            guardian.until_day = guardian.from_day
    assert f">{CHILD}</a>" not in cast.signed_in("lead").get("/children?q=13911112222").text


def test_the_filter_by_a_definition_counts_only_children_whose_family_is_known_to_the_viewer(cast: Cast) -> None:
    write_canaries(cast)
    fill(cast, 4)
    assert "4 children" in cast.signed_in("lead", locale="en").get("/children?left_behind=C").text
    for who in ("counselor", "dormitory"):
        assert "0 children" in cast.signed_in(who, locale="en").get("/children?left_behind=C").text


@pytest.mark.parametrize("who", [*SEES])
def test_the_list_shows_nothing_sensitive(cast: Cast, who: str) -> None:
    write_canaries(cast)
    assert canaries_in(cast.signed_in(who).get("/children").text) == set()


@pytest.mark.parametrize("who", ["counselor", "dormitory"])
def test_name_and_class_is_all_that_a_directory_shows(cast: Cast, who: str) -> None:
    write_canaries(cast)
    text = cast.signed_in(who, locale="en").get("/children").text
    assert "Who cares for the child" not in text
    assert "away" not in text


@pytest.mark.parametrize(("who", "own"), [("homeroom", 5), ("lead", 4), ("principal", 4), ("counselor", 6)])
def test_the_list_costs_the_same_whatever_its_length(cast: Cast, who: str, own: int) -> None:
    counts = set()
    for more in (30, 49, 450):
        fill(cast, more)
        browser = cast.signed_in(who)
        browser.get("/children")
        cast.database.memory.pop(f"beside of {_person_id(cast, who)}")
        with statements(cast) as first:
            assert browser.get("/children?boarding=yes&left_behind=").status_code == 200
        with statements(cast) as again:
            assert browser.get("/children?boarding=yes").status_code == 200
        counts.add((len(first), len(again)))
    assert len(counts) == 1
    # Session and posts, what else the post reaches, the page, whether anything changed; then family and columns of other domains.
    assert counts.pop() <= (own + 12, own), (first, again)


def _person_id(cast: Cast, who: str) -> int:
    with cast.reading():
        return cast.viewer(who).person_id


def test_pages_of_the_list_keep_its_conditions_and_never_repeat_a_child(cast: Cast) -> None:
    fill(cast, 120)
    browser, names = cast.signed_in("lead", locale="en"), []
    for page in (1, 2, 3):
        text = browser.get(f"/children?boarding=yes&sort=-birth&page={page}").text
        assert "boarding=yes" in text
        names += [part.split('"')[0] for part in text.split('class="who" href="/children/')[1:]]
    assert len(names) == len(set(names)) == 121
    assert browser.get("/children?page=9").status_code == 200
    assert browser.get("/children?page=-1&sort=drop&class=x&enrolment=y&left_behind=Z").status_code == 200


def test_the_list_puts_those_first_who_need_most_attention_for_whoever_may_know(cast: Cast) -> None:
    fill(cast, 3)
    with cast.reading():
        names = session().execute(select(Child.name, Child.id).where(Child.enrolment == "enrolled").order_by(Child.pinyin)).all()
    with cast.writing():
        for grade, (_name, child_id) in zip((Grade.DAILY, Grade.MORE, Grade.CLOSE), names[-3:], strict=True):
            give_grade(child_id, grade, {"findings": [], "missing": []}, "走访后商定", by=cast.viewer("lead"))
    wanted = [name for name, _id in (names[-1], names[-2], names[-3], *names[:-3])]
    lead = cast.signed_in("lead").get("/children?sort=attention").text
    assert sorted(wanted, key=lambda name: lead.index(f">{name}<")) == wanted
    assert "sort=-attention" in lead
    plain = cast.signed_in("dormitory").get("/children?sort=attention")
    assert plain.status_code == 200
    assert "sort=-attention" not in plain.text
