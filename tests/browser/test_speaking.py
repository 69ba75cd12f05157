"""On a telephone of 390 px: bullying told by a teacher and without a name, with and without a script; read again by its code."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser
from sqlalchemy import select

from portal.bullying.models.reports import BullyingReport, Channel
from portal.core.db import session
from portal.reporting.models import MandatoryReport
from tests.browser.looking import TELEPHONE, Looker
from tests.cast import CHILD, Cast

WORDS = "午休时被三个人围住要钱"


def test_a_teacher_tells_and_files_and_the_pages_are_accessible(looker: Looker) -> None:
    looker.sign_in("teacher")
    page = looker.open("/bullying/reports/new")
    page.set_viewport_size(TELEPHONE)  # type: ignore[arg-type]
    page.get_by_text("现在安全", exact=True).click()
    page.get_by_label("发生了什么").fill(WORDS)
    page.get_by_role("button", name="发送报告").click()
    page.wait_for_url("**/bullying/reports/1")
    looker.accessible()
    page.set_viewport_size(TELEPHONE)  # type: ignore[arg-type]
    looker.open("/mandatory-reports/new")
    page.get_by_text("现在不安全", exact=True).click()
    page.locator("input#child").fill(CHILD)
    page.get_by_text("8. 被组织乞讨").click()
    page.get_by_label("情况描述").fill("早读时说昨晚又挨打了")
    page.get_by_text("还不知道").click()
    page.get_by_role("button", name="保存报告").click()
    page.wait_for_url("**/mandatory-reports/1")
    looker.accessible()
    looker.accessible("/mandatory-reports/new")
    with looker.cast.reading():
        assert session().scalars(select(MandatoryReport.child_id)).one() is not None


@pytest.mark.parametrize("script", [True, False])  # both ways, as browsers are
def test_a_pupil_tells_without_a_name_and_comes_back_with_the_code(
    chromium: Browser, address: str, cast: Cast, script: bool
) -> None:
    with Looker.at(chromium, address, cast, java_script_enabled=script, viewport=TELEPHONE) as looker:
        page = looker.open("/speak")
        page.get_by_text("说不准", exact=True).click()
        page.get_by_label("发生了什么").fill(WORDS)
        page.get_by_role("button", name="匿名发送").click()
        code = page.locator("[data-code]").inner_text()
        assert re.fullmatch(r"[a-z0-9]{4}(-[a-z0-9]{4}){2}", code)
        assert code not in page.url
        page.get_by_role("link", name="看回复").click()
        page.get_by_label("你的查询码").fill(code.upper())
        page.get_by_role("button", name="看回复").click()
        page.get_by_label("想说的话").fill("在小卖部后面")
        page.get_by_role("button", name="匿名发送").click()
        page.get_by_text("在小卖部后面").wait_for()
        assert code not in page.url
        assert not any(code in str(cookie) for cookie in looker.context.cookies())
        if script:
            looker.accessible()
            looker.accessible("/speak")
        assert looker.complaints == []
    with cast.reading():
        assert session().scalars(select(BullyingReport.channel)).one() is Channel.ANONYMOUS


def test_whoever_receives_and_keeps_finds_pages_in_order(looker: Looker) -> None:
    looker.sign_in("teacher")
    looker.open("/bullying/reports/new")
    looker.page.get_by_text("现在安全", exact=True).click()
    looker.page.get_by_label("发生了什么").fill(WORDS)
    looker.page.get_by_role("button", name="发送报告").click()
    looker.sign_in("lead")
    for path in ("/bullying/reports", "/bullying/reports/1/triage"):
        looker.accessible(path)
    page = looker.open("/prevention")
    page.get_by_role("button", name="开始调查").click()
    page.wait_for_url("**/prevention/surveys/1")
    looker.accessible()
    looker.accessible("/prevention")
