"""The agreement on the family's phone: whose word is asked, what they read, and what the school does with a no."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from portal.children.models import Guardian, Rights
from portal.core.db import session
from portal.guardianship.duties import word_deadlines
from portal.guardianship.models import AgreementWord, Word
from portal.journal.models import JournalRow
from tests.cast import OTHER_CHILD, Cast
from tests.forms import send
from tests.guardianship.test_care_pages import CANARY, TODAY, only, send_away, written
from tests.notices.writing import choosing

EDITION = re.compile(r'name="edition"[^>]* value="([0-9a-f]+)"')
SCOPE = "起居、上学接送、看病"


@pytest.fixture
def teacher(cast: Cast) -> FlaskClient:
    """The homeroom teacher has written the agreement down."""
    child_id, browser = send_away(cast), cast.signed_in("homeroom")
    answer = send(browser, f"/children/{child_id}/care/agreements/new", written(cast, scope=SCOPE, opinion="想奶奶带我"))
    assert answer.status_code == 303
    return browser


def address(cast: Cast) -> str:
    return f"/home/children/{cast.child_id()}/agreements/{only(cast).id}"


def said(cast: Cast) -> list[AgreementWord]:
    with cast.reading():
        return list(session().scalars(select(AgreementWord).order_by(AgreementWord.id)))


def answer(browser: FlaskClient, page: str, word: str, what: str = "") -> int:
    """Read the page and answer what it says now."""
    marks = EDITION.search(browser.get(page).text)
    assert marks
    return send(browser, page, {"edition": marks[1], "word": word, "what": what}).status_code


@pytest.mark.usefixtures("teacher")
def test_father_and_grandmother_read_and_confirm(cast: Cast) -> None:
    page = address(cast)
    for number, key in enumerate(("parent", "carer"), 1):
        browser = cast.signed_in(key)
        home = browser.get("/home").text
        assert page in home
        assert "请看看对不对" in home
        text = browser.get(page).text
        assert SCOPE in text
        for kept_on_paper in ("想奶奶带我", CANARY, "留守", "外出务工"):
            assert kept_on_paper not in text, kept_on_paper
        assert answer(browser, page, "confirmed") == 303
        assert len(said(cast)) == number
        assert "您答复过：协议没有错" in browser.get("/home").text
    assert {one.word for one in said(cast)} == {Word.CONFIRMED}
    with cast.reading():
        kinds = set(session().scalars(select(JournalRow.event)))
    assert {"guardianship.agreement_opened", "guardianship.word_given"} <= kinds


@pytest.mark.usefixtures("teacher")
def test_what_waits_for_an_answer_stands_together_at_the_head_of_the_first_page(cast: Cast) -> None:
    page, notice, father = address(cast), choosing(cast), cast.signed_in("parent")
    waits = re.compile(r'aria-labelledby="waits".*?</nav>', re.DOTALL)
    found = waits.search(father.get("/home").text)
    assert found
    assert "件事等您答复" in found[0]
    for at in (page, f"/messages/{notice}"):
        assert f'href="{at}"' in found[0]
    assert answer(father, page, "confirmed") == 303
    found = waits.search(father.get("/home").text)
    assert not found or page not in found[0], "near a weekend its question waits too; one thing alone is seen without a list"


@pytest.mark.usefixtures("teacher")
def test_nobody_else_finds_it(cast: Cast) -> None:
    page = address(cast)
    assert cast.signed_in("other_parent").get(page).status_code == 404
    assert cast.who_enters(page) <= {"parent", "carer"}
    elsewhere = page.replace(f"/{cast.child_id()}/", f"/{cast.child_id(OTHER_CHILD)}/")
    assert cast.signed_in("parent").get(elsewhere).status_code == 404
    with cast.writing():
        session().execute(update(Guardian).where(Guardian.is_guardian).values(rights=Rights.NONE))
        cast.database.memory.clear()
    assert cast.signed_in("parent").get(page).status_code == 404


def test_a_no_reaches_the_homeroom_teacher_and_a_changed_text_is_asked_again(cast: Cast, teacher: FlaskClient) -> None:
    page, father = address(cast), cast.signed_in("parent")
    assert answer(father, page, "objected") == 422
    assert said(cast) == []
    assert answer(father, page, "objected", "奶奶不管看病") == 303
    with cast.app.test_request_context(), cast.reading():
        assert [one.why for one in word_deadlines(cast.viewer("homeroom"), TODAY)] == ["奶奶不管看病"]
        assert not word_deadlines(cast.viewer("teacher"), TODAY)
    where = f"/children/{cast.child_id()}/care/agreements/{only(cast).id}"
    assert "奶奶不管看病" in teacher.get(where).text
    changed = written(cast, scope="起居、上学接送", version=str(only(cast).version))
    assert send(teacher, f"{where}/edit", changed).status_code == 303
    with cast.app.test_request_context(), cast.reading():
        assert not word_deadlines(cast.viewer("homeroom"), TODAY)
    assert "针对之前的内容" in teacher.get(where).text
    assert "您答复之后学校改过内容" in father.get(page).text
    assert answer(father, page, "confirmed") == 303


def test_a_text_changed_while_it_was_read_takes_no_word(cast: Cast, teacher: FlaskClient) -> None:
    page, father = address(cast), cast.signed_in("parent")
    read = EDITION.search(father.get(page).text)
    assert read
    where = f"/children/{cast.child_id()}/care/agreements/{only(cast).id}/edit"
    assert send(teacher, where, written(cast, scope="只管起居", version=str(only(cast).version))).status_code == 303
    refused = send(father, page, {"edition": read[1], "word": "confirmed"})
    assert refused.status_code == 422
    assert "学校刚刚改过内容" in refused.text
    assert said(cast) == []


def test_an_ended_agreement_asks_nobody(cast: Cast, teacher: FlaskClient) -> None:
    page = address(cast)
    where = f"/children/{cast.child_id()}/care/agreements/{only(cast).id}/ending"
    ended = {"kind": "terminated", "on": TODAY.isoformat(), "reason": "父亲回来了"}
    assert send(teacher, where, ended).status_code == 303
    father = cast.signed_in("parent")
    assert father.get(page).status_code == 404
    assert page not in father.get("/home").text
