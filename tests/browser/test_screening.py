"""A pupil answers on a telephone, with and without scripts; the counselor goes from the list to the talk."""

from __future__ import annotations

from playwright.sync_api import Browser, expect
from sqlalchemy import select

from portal.core.db import session
from portal.screening.models import Answer, Flag, Sheet
from tests.browser.looking import DESKTOP, TELEPHONE, Looker
from tests.cast import CHILD, Cast
from tests.screening.school import CODE, ready

SAVED = "[data-state]"


def values(cast: Cast) -> dict[int, str]:
    with cast.reading():
        return {row[0]: row[1] for row in session().execute(select(Answer.item, Answer.value))}


def test_a_pupil_answers_on_a_telephone_and_a_lost_connection_is_made_good(looker: Looker) -> None:
    ready(looker.cast)
    page = looker.page
    page.set_viewport_size(TELEPHONE)  # type: ignore[arg-type]  # a plain dict does
    looker.accessible("/answer")
    page.get_by_label("纸条上的码").fill(CODE.upper())
    page.get_by_role("button", name="打开我的问卷").click()
    page.get_by_role("heading", name=f"你好，{CHILD}").wait_for()
    looker.accessible()
    page.get_by_role("link", name="开始").click()
    looker.accessible()
    page.set_viewport_size({"width": 360, "height": 640})
    page.get_by_text("好几天").click()
    expect(page.locator(SAVED)).not_to_be_empty()
    assert values(looker.cast) == {1: "2"}
    looker.context.set_offline(True)
    page.get_by_text("没有", exact=True).click()
    page.get_by_text("没连上网。你的答案还在").wait_for()
    assert values(looker.cast) == {1: "2"}
    looker.context.set_offline(False)
    expect(page.locator(SAVED)).not_to_contain_text("没连上网", timeout=15_000)
    assert values(looker.cast) == {1: "0"}
    page.get_by_role("button", name="下一题").click()
    page.get_by_role("button", name="我想和老师说说话").click()
    page.get_by_text("会来找你").wait_for()
    looker.accessible()
    looker.open("/answer/end")
    looker.accessible()
    page.get_by_role("button", name="交给心理老师").click()
    page.get_by_text("什么也没有留下").wait_for()
    looker.accessible()
    assert [cookie["name"] for cookie in looker.context.cookies()] == []
    page.go_back()
    page.goto("/answer/questions/1")
    page.get_by_text("再输一次码").wait_for()
    looker.complaints[:] = [one for one in looker.complaints if "ERR_INTERNET_DISCONNECTED" not in one]


def test_a_pupil_answers_without_any_script(chromium: Browser, address: str, cast: Cast) -> None:
    ready(cast, "mht")
    with Looker.at(chromium, address, cast, java_script_enabled=False, viewport=TELEPHONE) as looker:
        page = looker.open(f"/answer?code={CODE}")
        page.get_by_role("button", name="打开我的问卷").click()
        page.get_by_role("link", name="开始").click()
        page.get_by_role("link", name="这题先跳过").click()
        page.get_by_text("不是", exact=True).check()
        page.get_by_role("button", name="下一题").click()
        page.goto("/answer/questions/97")
        page.get_by_text("是", exact=True).check()
        page.get_by_role("button", name="下一题").click()
        page.get_by_text("谢谢你愿意说出来").wait_for()
        page.get_by_role("link", name="接着往下答").click()
        page.get_by_text("第 98 题，一共 100 题").wait_for()
        page.goto("/answer/end")
        page.get_by_role("button", name="交给心理老师").click()
        page.get_by_text("谢谢你的回答").first.wait_for()
    assert values(cast) == {2: "0", 97: "1"}
    with cast.reading():
        assert "instant:97" in {flag.what for flag in session().scalars(select(Flag))}
        assert session().scalars(select(Sheet)).one().handed_in_at


def test_the_counselor_goes_from_the_flag_to_the_talk(looker: Looker) -> None:
    from tests.screening.test_work import raise_a_flag

    round_id, _participant = raise_a_flag(looker.cast)
    looker.sign_in("counselor")
    looker.page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]  # a plain dict does
    page = looker.open("/today")
    page.get_by_role("link", name=f"现在去见{CHILD}", exact=True).click()
    looker.accessible()
    page.get_by_role("button", name="我来跟进").click()
    page.get_by_text("记下了：由您跟进").wait_for()
    looker.accessible()
    looker.open(f"/screening/rounds/{round_id}")
    looker.accessible()
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    page.get_by_role("link", name="记录谈话").click()
    looker.accessible()
    page.get_by_label("多留意，再聊一次").check()
    page.get_by_label("1 · 多留意").check()
    page.get_by_label("给老师：做什么").fill("课间陪一陪")
    page.get_by_label("让孩子的老师看到这句话").check()
    page.get_by_role("button", name="保存谈话").click()
    page.get_by_text("谈话已记录").wait_for()
    looker.accessible()
    for path in (
        "/screening",
        "/screening/rounds/new",
        "/screening/texts",
        "/screening/imports",
        f"/screening/rounds/{round_id}/classes/1",
    ):
        looker.accessible(path)
    looker.sign_in("parent")
    looker.accessible(f"/home/children/{looker.cast.child_id()}/screening/{round_id}")
