"""The bottom bar of a phone holds what each role does most, and the head of the desk the commonest thing to write."""

from __future__ import annotations

import re

import pytest

from tests.cast import Cast

BAR = re.compile(r'<nav class="tabbar".*?</nav>', re.S)
NAME = re.compile(r"<span>([^<]+)</span>")
BARS = {
    "administrator": ["今天", "教职工", "对外提醒", "学校", "门户状况"],
    "principal": ["今天", "学生", "事件", "值班", "报送"],
    "lead": ["今天", "学生", "事件", "值班", "报送"],
    "counselor": ["今天", "预约", "学生", "心理测评", "心理辅导"],
    "homeroom": ["今天", "学生", "记一笔", "家访", "值班"],
    "teacher": ["今天", "学生", "记一笔", "家访", "值班"],
    "dormitory": ["今天", "今晚", "学生", "上报", "值班"],
    "legal": ["今天", "事件", "上报"],
    "inspector": ["今天", "报送"],
    "auditor": ["今天", "操作留痕"],
    "parent": ["孩子", "消息", "家长课堂", "我的"],
}


@pytest.mark.parametrize("key", BARS)
def test_the_bar_fits_the_role_and_leads_nowhere_closed(cast: Cast, key: str) -> None:
    browser = cast.signed_in(key)
    found = BAR.search(browser.get("/home" if key == "parent" else "/today").text)
    assert found
    assert NAME.findall(found[0]) == BARS[key]
    addresses = re.findall(r'href="([^"]+)"', found[0])
    assert len(addresses) == len(BARS[key])
    for address in addresses:
        assert browser.get(address).status_code == 200, address


def test_what_stands_only_in_the_bar_is_not_in_the_side_bar_too(cast: Cast) -> None:
    page = cast.signed_in("dormitory").get("/today").text
    side = page[page.index('<nav class="nav"') : page.index('<nav class="tabbar"')]
    assert "/duty/tonight" not in side.partition("<main")[0]


@pytest.mark.parametrize(
    ("key", "links"),
    [
        ("homeroom", {"/my-children", "/bullying/reports/new"}),
        ("teacher", {"/my-children", "/bullying/reports/new"}),
        ("dormitory", {"/duty/tonight", "/bullying/reports/new"}),
        ("lead", set()),
        ("auditor", set()),
    ],
)
def test_the_head_of_the_desk_offers_the_commonest_thing_to_write(cast: Cast, key: str, links: set[str]) -> None:
    page = cast.signed_in(key).get("/today").text
    head = page.partition('<div class="acts">')[2].partition("</div>")[0]
    assert set(re.findall(r'href="([^"]+)"', head)) == links


def test_a_page_without_a_tab_of_its_own_stands_under_that_of_its_neighbours(cast: Cast) -> None:
    bar = BAR.search(cast.signed_in("lead").get("/prevention").text)
    assert bar
    assert re.findall(r'aria-current="page">.*?<span>([^<]+)', bar[0], re.S) == ["事件"]
    visits = BAR.search(cast.signed_in("homeroom").get("/visits").text)
    assert visits
    assert re.findall(r'aria-current="page">.*?<span>([^<]+)', visits[0], re.S) == ["家访"]
    attendance = BAR.search(cast.signed_in("homeroom").get("/attendance").text)
    assert attendance
    assert "aria-current" not in attendance[0], "two tabs are its neighbours: none of them is meant"
