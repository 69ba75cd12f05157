"""The receiver in a browser: signed in, every page in four dresses, a school taken off the list."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.browser.looking import Looker
from tests.browser.serving import served
from tests.cast import Cast
from tests.district.conftest import NAME, PASSWORD, Receiver
from tests.exchange.sample import message

PAGES = ("/", "/?show=missing", "/totals", "/schools", "/refusals", "/submissions/1")


def test_the_receivers_pages_are_accessible_and_a_school_is_taken_off_the_list(chromium: Browser, receiver: Receiver) -> None:
    receiver.send()
    receiver.send(message(version=1))  # not taken: a version that came already
    receiver.app.config["WTF_CSRF_ENABLED"] = True
    with served(receiver.app) as address, Looker.at(chromium, address, Cast(receiver.app)) as looker:
        looker.accessible("/sign-in")
        looker.page.get_by_label("姓名").fill(NAME)
        looker.page.get_by_label("密码", exact=True).fill(PASSWORD)
        looker.page.get_by_role("button", name="登录").click()
        for page in PAGES:
            looker.accessible(page)
        looker.open("/schools")
        looker.page.locator("details summary").first.click()
        looker.accessible()
        looker.page.get_by_role("button", name="移除").click()
        expect(looker.page.get_by_text("已从名单移除")).to_be_visible()
        assert looker.complaints == []
