"""Where there is no signal: the names are called, a visit is written, pages are opened again; nothing is lost, nothing doubled."""

from __future__ import annotations

import json
from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect
from sqlalchemy import func, select

from portal.core.db import session
from portal.duty.models.shifts import RollCall, RollMark, Standing
from portal.duty.models.tonight import Missing
from portal.duty.queries.lists import lines, roll_within
from portal.duty.queries.logs import tonight
from portal.visits.models import HomeVisit
from tests.browser.looking import TELEPHONE, Looker
from tests.cast import Cast
from tests.duty.evening import calling, more_girls, weekend

KEPT = """() => new Promise((ok) => { const asked = indexedDB.open('shouwang', 1); asked.onsuccess = () => {
  if (!asked.result.objectStoreNames.contains('kept')) return ok([]);
  const all = asked.result.transaction('kept').objectStore('kept').getAll();
  all.onsuccess = () => { asked.result.close(); ok(all.result.map((row) => ({ id: row.id, body:
    String.fromCharCode(...new Uint8Array(row.body).slice(0, 4000)) }))); }; }; })"""
CONTROLLED = "() => navigator.serviceWorker.ready.then(() => new Promise((ok) => setTimeout(ok, 300)))"


def without_signal(looker: Looker, page: Page) -> None:
    looker.context.set_offline(True)
    looker.complaints.clear()


def states(cast: Cast, roll: int) -> dict[int, Standing | None]:
    with cast.reading():
        return {one.child_id: one.state for one in lines(roll_within(cast.viewer("lead"), roll))}


def marks(cast: Cast) -> int:
    with cast.reading():
        return session().scalar(select(func.count(RollMark.id))) or 0


def choose(page: Page, child: int, words: str) -> None:
    page.locator(f'[data-child="{child}"]').get_by_label(words, exact=True).click()


def eventually(page: Page, holds: Callable[[], bool]) -> None:
    for _try in range(60):
        if holds():
            return
        page.wait_for_timeout(200)
    assert holds()


def test_names_called_without_signal_arrive_once_with_the_last_word_of_two_phones(chromium: Browser, looker: Looker) -> None:
    cast = looker.cast
    weekend(cast, near=True)
    girls, roll = [cast.child_id(), *more_girls(cast, 5)], calling_now(cast)
    looker.sign_in("dormitory")
    page = looker.open(f"/duty/rolls/{roll}")
    page.set_viewport_size(TELEPHONE)  # type: ignore[arg-type]  # a plain dict does
    choose(page, girls[0], "在")
    eventually(page, lambda: marks(cast) == 1)
    page.evaluate(CONTROLLED)
    page.reload()
    page.wait_for_load_state("networkidle")
    without_signal(looker, page)
    for girl in girls[1:4]:
        choose(page, girl, "在")
    choose(page, girls[4], "未到")
    expect(page.locator("[data-unsent]")).to_have_text("4 条存在这台设备上，还没有送出")
    assert page.get_by_role("button", name="交点名结果").is_disabled()
    assert "何小" not in json.dumps(page.evaluate(KEPT))
    page.reload()  # without signal: the page is unfolded from what the browser kept
    expect(page.locator("[data-unsent]")).to_have_text("4 条存在这台设备上，还没有送出")
    assert page.locator(f'[data-child="{girls[1]}"] [type=radio][value=present]').is_checked()
    choose(page, girls[5], "请假")
    with Looker.at(chromium, looker.address, cast) as other:
        other.sign_in("teacher")
        second = other.open(f"/duty/rolls/{roll}")
        choose(second, girls[4], "在")  # found meanwhile: seen later, so it holds
        eventually(second, lambda: marks(cast) == 2)
        looker.context.set_offline(False)
        eventually(page, lambda: marks(cast) == 7)
        expect(second.locator(f'[data-child="{girls[5]}"] [type=radio][value=leave]')).to_be_checked(timeout=15_000)
    expect(page.locator("[data-unsent]")).to_be_hidden()
    expect(page.locator(f'[data-child="{girls[4]}"] [type=radio][value=present]')).to_be_checked(timeout=15_000)
    page.get_by_role("button", name="交点名结果").click()
    page.wait_for_url("**/duty/logs/*")
    with cast.reading():
        kept = session().get_one(RollCall, roll)
        assert (kept.expected, kept.present, kept.leave, kept.missing) == (6, 5, 1, 0)
        assert session().scalar(select(func.count(Missing.id)).where(Missing.ended_at.is_(None))) == 0
    assert marks(cast) == 7
    looker.complaints.clear()  # the browser notes each request that found no signal


def calling_now(cast: Cast) -> int:
    with cast.reading():
        evening = tonight()
    return calling(cast, evening=evening)


def test_a_visit_written_without_signal_is_locked_sent_later_and_wiped_at_sign_out(looker: Looker) -> None:
    cast, child = looker.cast, looker.cast.child_id()
    looker.sign_in("homeroom")
    page = looker.open(f"/children/{child}/visits/new")
    page.set_viewport_size(TELEPHONE)  # type: ignore[arg-type]
    page.evaluate(CONTROLLED)
    page.reload()
    page.wait_for_load_state("networkidle")
    without_signal(looker, page)
    page.get_by_label("在场的人").fill("奶奶和叔叔")
    page.wait_for_timeout(1200)
    page.reload()  # the phone forgot the page: what was begun is back
    expect(page.get_by_label("在场的人")).to_have_value("奶奶和叔叔")
    page.get_by_text("溺水", exact=True).click()
    page.get_by_role("button", name="保存家访").click()
    expect(page.locator(".toast", has_text="1 条存在这台设备上").first).to_be_visible()
    assert "奶奶" not in json.dumps(page.evaluate(KEPT), ensure_ascii=False)
    looker.context.set_offline(False)
    eventually(page, lambda: visits(cast) == ["奶奶和叔叔"])
    page.wait_for_timeout(1000)  # it may go on to the child's file by itself
    page.wait_for_load_state()
    looker.complaints.clear()
    page = looker.open(f"/children/{child}/visits/new")
    expect(page.get_by_label("在场的人")).to_have_value("")
    page.get_by_label("在场的人").fill("爷爷")
    page.wait_for_timeout(1200)
    page.set_viewport_size({"width": 1366, "height": 768})
    page.locator("details.me summary").click()
    page.get_by_role("button", name="退出").click()
    page.wait_for_url("**/sign-in*")
    assert page.evaluate(KEPT) == []
    assert page.evaluate("sessionStorage.getItem('queue')") is None
    assert visits(cast) == ["奶奶和叔叔"]


def visits(cast: Cast) -> list[str]:
    with cast.reading():
        return [form["met"] for form in session().scalars(select(HomeVisit.form).order_by(HomeVisit.id))]


def test_the_pages_of_an_evening_are_accessible(looker: Looker) -> None:
    cast = looker.cast
    weekend(cast, near=True)
    child, roll = cast.child_id(), calling_now(cast)
    looker.sign_in("homeroom")
    page = looker.open(f"/duty/rolls/{roll}")
    choose(page, child, "未到")
    eventually(page, lambda: marks(cast) == 1)
    for path in (f"/duty/rolls/{roll}", "/duty/tonight", "/duty/missing/1", "/duty/logs/1/notes/new", "/duty/logs/1/paper?house=2"):
        looker.accessible(path)
    assert states(cast, roll)[child] is Standing.MISSING
