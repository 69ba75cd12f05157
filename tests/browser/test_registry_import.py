"""A registry file in a real browser: checked, shown as what would change, taken in, and taken back."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.looking import Looker
from tests.registry.tables import number, pupil, table


def test_a_file_is_checked_taken_in_and_taken_back(looker: Looker, tmp_path: Path) -> None:
    file = tmp_path / "名册.xlsx"
    file.write_bytes(table(pupil(), pupil(姓名="郑秋实", 身份证件号=number(order=372)), pupil(身份证件号="123")).getvalue())
    looker.sign_in("lead")
    page = looker.open("/registry/imports")
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="核对名册").click()
    expect(page.get_by_role("button", name="写入档案")).to_be_visible(timeout=60_000)
    looker.accessible()
    part = page.locator("input[name=extent][value=part]")
    if part.count():
        part.check()
    page.get_by_role("button", name="写入档案").click()
    undo = page.get_by_role("button", name="撤销这次导入")
    expect(undo).to_be_visible(timeout=60_000)
    looker.open("/children?q=郑秋实")
    expect(page.get_by_role("link", name="郑秋实", exact=True)).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="撤销这次导入").click()
    page.locator("#confirm-box [data-yes]").click()
    expect(page.get_by_role("button", name="撤销这次导入")).to_have_count(0, timeout=60_000)
    looker.open("/children?q=郑秋实")
    expect(page.get_by_role("link", name="郑秋实", exact=True)).to_have_count(0)
