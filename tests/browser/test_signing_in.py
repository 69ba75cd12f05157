"""Signing in with a telephone, and enrolling as a guardian, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.accounts.signing_in import PASSWORD, digits, give_password, give_telephone
from tests.browser.looking import TELEPHONE, Looker
from tests.cast import CHILD, Cast
from tests.home.test_enrolling import NUMBER, mother, printed


def test_the_lead_signs_in_with_password_and_telephone(looker: Looker) -> None:
    give_password(looker.cast, "lead")
    give_telephone(looker.cast, "lead")
    page = looker.open("/sign-in?next=/me")
    looker.accessible()
    page.get_by_label("工号、登录名或手机号").fill("lead")
    page.get_by_label("密码").fill("wrong")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("工号、登录名或手机号").fill("lead")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("再确认一次是您")
    looker.accessible()
    page.get_by_label("6 位验证码").fill(digits())
    page.get_by_role("button", name="确认").click()
    expect(page).to_have_url(re.compile("/me$"))
    looker.accessible()


def test_a_counselor_makes_the_telephone_known_at_the_first_sign_in(looker: Looker) -> None:
    give_password(looker.cast, "counselor")
    page = looker.open("/sign-in?next=/me")
    page.get_by_label("工号、登录名或手机号").fill("counselor")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    picture = page.get_by_role("img", name=re.compile("二维码"))
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") > 100
    looker.accessible()
    secret = (page.locator("code").first.text_content() or "").replace(" ", "")
    page.get_by_label("6 位验证码").fill(digits(secret=secret))
    page.get_by_role("button", name="确认").click()
    expect(page.locator("#codes li")).to_have_count(10)
    looker.accessible()
    page.get_by_role("link", name="已经收好，继续").click()
    expect(page).to_have_url(re.compile("/me$"))


@pytest.mark.parametrize("script", [True, False])
def test_a_guardian_enrols_on_a_telephone_with_and_without_scripts(
    chromium: Browser, address: str, cast: Cast, script: bool
) -> None:
    mother(cast)
    slip = printed(cast)
    with Looker.at(chromium, address, cast, viewport=TELEPHONE, java_script_enabled=script) as looker:
        page = looker.open(f"/join?code={slip.code}")
        page.get_by_role("button", name="继续").click()
        expect(page.get_by_text("林*禾")).to_be_visible()
        page.get_by_label("您手机号的后四位").fill(NUMBER[-4:])
        page.get_by_role("button", name="是我").click()
        expect(page.get_by_label("手机号或登录名")).to_have_value(NUMBER)
        page.get_by_label("新密码").fill(PASSWORD)
        page.get_by_label("再写一遍").fill(PASSWORD)
        page.get_by_role("button", name="保存并登录").click()
        expect(page.get_by_role("heading", name=CHILD, exact=True)).to_be_visible()
        if script:
            looker.accessible()
            looker.accessible("/me")
        assert looker.complaints == []


@pytest.mark.parametrize("path", ["/join", "/sign-in"])
def test_the_way_in_is_accessible(looker: Looker, path: str) -> None:
    looker.accessible(path)
