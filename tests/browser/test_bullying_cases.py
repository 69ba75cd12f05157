"""On a PC of 1366 px: from the committee's votes to the letter home; axe finds nothing on the way."""

from __future__ import annotations

from io import BytesIO

from playwright.sync_api import Page
from pypdf import PdfReader
from sqlalchemy import select

from portal.bullying.models.cases import BullyingCase, State
from portal.bullying.models.letters import Letter
from portal.bullying.models.steps import StepKind
from portal.core.db import session
from tests.browser.looking import DESKTOP, Looker
from tests.bullying.walking import begin
from tests.cast import CHILD, OTHER_CHILD, Cast


def before_the_committee(cast: Cast) -> int:
    with cast.writing():
        walk = begin(cast).submitted()
        walk.step(StepKind.PROTECTED, "课间由老师陪着。", 0)
        return int(walk.case.id)


def vote(page: Page) -> None:
    for group in page.locator("fieldset").all():
        choice = group.locator("input[value='found']")
        if choice.count():
            group.get_by_text("构成欺凌", exact=True).click()
    page.get_by_text("第 1 级：情节轻微的一般欺凌").click()
    page.get_by_label("会议记录").fill("听取调查报告和双方监护人意见后逐项表决。")
    page.get_by_label("认定理由").fill("人数上占优势，故意取笑，造成伤害。")
    page.get_by_role("button", name="保存").click()


def test_from_the_committee_to_the_letter(looker: Looker) -> None:
    case_id = before_the_committee(looker.cast)
    looker.sign_in("lead")
    address = f"/bullying/cases/{case_id}"
    page = looker.open(address)
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    page.get_by_role("link", name="会议记录与表决").first.click()
    vote(page)
    page.wait_for_url(f"**{address}**")
    page.get_by_role("link", name="定处置措施").click()
    page.get_by_label("措施", exact=True).select_option("apology")
    page.get_by_label("具体内容").fill("当面道歉，写一份反思。")
    page.get_by_role("button", name="保存").click()
    page.wait_for_url(f"**{address}**")
    page.get_by_role("button", name="执行处置").click()
    page.get_by_role("link", name="写文书").click()
    page.get_by_label("哪一侧").select_option(index=1)
    page.get_by_text("处理决定书", exact=True).click()
    page.get_by_label("学校查明的情况").fill(f"你的孩子连续几天取笑{CHILD}。")
    page.get_by_role("button", name="保存").click()
    page.wait_for_url(f"**{address}**")
    assert CHILD not in page.inner_text("main")
    paper = page.request.get(f"{looker.address}{address}/letters/1.pdf").body()
    words = "".join(each.extract_text() for each in PdfReader(BytesIO(paper)).pages)
    assert OTHER_CHILD in words
    assert CHILD not in words
    assert "当面道歉" in words
    assert "15 个工作日" in words
    with looker.cast.reading():
        assert session().scalars(select(BullyingCase.state)).one() is State.MEASURES
        assert session().scalars(select(Letter.number)).one().endswith("-1")


def test_the_pages_of_cases_are_accessible(looker: Looker) -> None:
    case_id = before_the_committee(looker.cast)
    looker.sign_in("lead")
    base = f"/bullying/cases/{case_id}"
    for path in ("/bullying/cases", base, f"{base}/meetings/new", f"{base}/evidence/1", "/bullying/counts"):
        looker.accessible(path)
