"""Families in a real browser: a father, a grandmother who may only keep in touch, a mother who lives apart, without script too."""

from __future__ import annotations

from playwright.sync_api import Browser
from sqlalchemy import select

from portal.core.db import session
from portal.home.models import FamilyWord, Proposal
from portal.home.operations.rights import answer_word
from portal.notices.models import Reply
from tests.browser.looking import Looker
from tests.cast import CHILD, Cast
from tests.notices.writing import TITLE, choosing, enrol, written

NARROW, USUAL = {"width": 360, "height": 740}, {"width": 390, "height": 844}


def test_a_father_reads_answers_corrects_and_writes(looker: Looker) -> None:
    notice_id = choosing(looker.cast)
    looker.sign_in("parent")
    looker.page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # a plain dict does
    page = looker.open("/home")
    page.get_by_role("link", name="看看，回复").click()
    page.get_by_text("住在学校").click()
    page.get_by_role("button", name="送出回复").click()
    page.get_by_text("回复已送到学校").wait_for()
    looker.accessible(f"/messages/{notice_id}")
    page = looker.open("/home")
    page.get_by_role("link", name="给老师写几句").click()
    page.get_by_label("想对学校说的话").fill("周五我来接")
    page.get_by_role("button", name="送给老师").click()
    page.get_by_text("老师会看到").wait_for()
    with looker.cast.writing():
        word = session().scalars(select(FamilyWord)).one()
        answer_word(word, "好的，四点在门口等您", by=looker.cast.viewer("homeroom"))
    child = looker.cast.child_id()
    page = looker.open(f"/home/children/{child}/facts")
    page.get_by_role("link", name="我的工作地点").click()
    page.get_by_label("应该是").fill("福建晋江")
    page.get_by_role("button", name="提出更正").click()
    page.get_by_text("学校在看").wait_for()
    for path in ("/home", "/me/way", *(f"/home/children/{child}{part}" for part in ("/words", "/consents"))):
        looker.accessible(path)
    with looker.cast.reading():
        assert session().scalars(select(Reply.choice)).all() == [1]
        assert session().scalars(select(Proposal.proposed)).all() == ["福建晋江"]


def test_a_grandmother_has_large_words_read_aloud_and_only_what_is_hers(looker: Looker) -> None:
    written(looker.cast)
    looker.sign_in("carer")
    looker.page.set_viewport_size(USUAL)  # type: ignore[arg-type]
    page = looker.open("/home")
    before = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    page.get_by_role("button", name="字大一点").click()
    page.get_by_role("button", name="字号改回来").wait_for()
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") > before * 1.2
    looker.accessible("/home")
    if page.evaluate("'speechSynthesis' in window"):
        page.get_by_role("button", name="读给我听").first.wait_for()
    page.get_by_role("link", name=f"{CHILD}的更多").click()
    assert page.get_by_text("要一份资料").count() == 0
    assert page.get_by_text("我的同意书").count() == 0


def test_a_mother_who_lives_apart_answers_without_any_script(chromium: Browser, address: str, cast: Cast) -> None:
    enrol(cast, "mother", "何美云", "52")
    choosing(cast)
    with Looker.at(chromium, address, cast, java_script_enabled=False) as looker:
        looker.sign_in("mother")
        page = looker.open("/messages")
        page.get_by_role("link", name=TITLE).click()
        page.get_by_text("接回家").click()
        page.get_by_role("button", name="送出回复").click()
        page.get_by_text("回复过").wait_for()
        child = cast.child_id()
        page = looker.open(f"/home/children/{child}/consents")
        page.get_by_role("button", name="我同意").first.click()
        page.get_by_role("button", name="撤回同意").click()
        page.get_by_text("撤回", exact=False).first.wait_for()
        page = looker.open("/home")
        assert "林海生" not in page.content(), "the other parent's name and number are not hers to see"


def test_the_staffs_pages_are_accessible(looker: Looker) -> None:
    notice_id = choosing(looker.cast)
    looker.sign_in("lead")
    for path in ("/notices/new", f"/notices/{notice_id}", "/from-families", "/consents"):
        looker.accessible(path)
    looker.sign_in("administrator")
    looker.accessible("/channels/new/mail")
