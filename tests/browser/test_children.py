"""A child's file in a real browser: opened, printed, and readable for everybody."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.looking import DESKTOP, Looker
from tests.cast import CHILD


@pytest.mark.parametrize(
    "path", ["/today", "/children", "/census", "/school/", "/school/calendar", "/school/settings", "/returns/", "/roll", "/plans"]
)
def test_the_leads_pages_are_accessible(looker: Looker, path: str) -> None:
    looker.sign_in("lead")
    looker.accessible(path)


@pytest.mark.parametrize("path", ["/journal/", "/journal/mine"])
def test_the_journal_is_accessible(looker: Looker, path: str) -> None:
    looker.sign_in("principal")
    looker.accessible(path)


def test_a_file_is_opened_from_the_list_and_is_accessible(looker: Looker) -> None:
    looker.sign_in("homeroom")
    page = looker.open("/children")
    page.get_by_role("link", name=CHILD).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(CHILD)
    looker.accessible()


def test_a_printed_file_has_its_head_line_and_no_buttons(looker: Looker) -> None:
    looker.sign_in("homeroom")
    page = looker.page
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]  # a plain dict does
    looker.open(f"/children/{looker.cast.child_id()}")
    page.emulate_media(media="print")
    expect(page.locator(".printhead")).to_be_visible()
    expect(page.locator("nav.nav")).to_be_hidden()
    assert page.locator("main button:visible").count() == 0


def test_a_plan_is_written_on_a_telephone_and_its_pages_are_accessible(looker: Looker) -> None:
    child_id = looker.cast.child_id()
    looker.sign_in("homeroom")
    looker.accessible(f"/children/{child_id}/plan")
    looker.page.set_viewport_size({"width": 390, "height": 844})
    looker.page.get_by_label("希望孩子在哪方面好起来").fill("按时睡觉")
    looker.page.get_by_label("做什么").first.fill("一起吃午饭")
    looker.page.get_by_role("button", name="保存计划").click()
    looker.accessible()
    looker.page.get_by_label("谁来做").first.fill("舒老师")
    looker.page.get_by_role("button", name="保存计划").click()
    expect(looker.page.locator("#plan")).to_contain_text("舒老师")
    looker.accessible()
