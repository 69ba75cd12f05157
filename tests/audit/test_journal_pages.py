"""The journal's pages: open to principal and auditor, by question, without content, at a fixed cost."""

from __future__ import annotations

import re

from portal.people.operations import add_person
from tests.cast import CHILD, Cast
from tests.counting import statements


def test_principal_and_auditor_read_the_whole_journal(cast: Cast) -> None:
    assert cast.who_enters("/journal/") == {"principal", "auditor"}


def test_staff_read_their_own_acts_and_nobody_elses(cast: Cast) -> None:
    page = cast.signed_in("teacher").get("/journal/mine")
    assert page.status_code == 200
    assert "简明" in page.text
    assert "罗安民" not in page.text


def test_parents_have_no_journal_page(cast: Cast) -> None:
    assert cast.signed_in("parent").get("/journal/mine").status_code == 403


def test_a_question_narrows_the_answer(cast: Cast) -> None:
    browser = cast.signed_in("auditor")
    with cast.writing():
        add_person("新来的老师", by=cast.viewer("administrator"))
    assert "钟立" in browser.get("/journal/?name=钟立&event=people.person_added").text
    assert "没有符合的记录" in browser.get("/journal/?name=钟立&from=2020-01-01&until=2020-01-02").text


def test_the_journal_names_no_child_and_no_content(cast: Cast) -> None:
    assert CHILD not in cast.signed_in("auditor").get("/journal/").text


def test_a_longer_journal_costs_no_more_statements(cast: Cast) -> None:
    browser = cast.signed_in("auditor")
    browser.get("/journal/")  # what every page remembers for a moment is read now
    with statements(cast.database) as few:
        browser.get("/journal/")
    with cast.writing():
        for number in range(80):
            add_person(f"教师{number}", by=None)
    with statements(cast.database) as many:
        browser.get("/journal/")
    assert len(many) == len(few) <= 8


def test_the_journal_speaks_of_records_in_words_and_not_of_tables(cast: Cast) -> None:
    browser = cast.signed_in("auditor")
    with cast.writing():
        add_person("新来的老师", by=cast.viewer("administrator"))
    page = browser.get("/journal/").text
    read = re.sub(r"<[^>]+>", " ", page.partition("<main")[2])
    assert "记录 " in read
    assert re.search(r"\b[a-z]+_[a-z]+\b", read) is None
