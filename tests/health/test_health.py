"""The probe says nothing but that it answers; the page says what is missing."""

from __future__ import annotations

from flask import Flask

from portal.journal.operations import record
from tests.cast import Cast


def test_the_probe_answers_anybody_and_names_nothing(app: Flask) -> None:
    answer = app.test_client().get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_only_the_administrator_sees_the_page(cast: Cast) -> None:
    assert cast.who_enters("/health") == {"administrator"}


def test_a_missing_back_up_is_said_until_there_is_one(cast: Cast) -> None:
    browser = cast.signed_in("administrator")
    assert "还没有备份过" in browser.get("/health").text
    with cast.writing():
        record("backup.created", by=None)
    assert "还没有备份过" not in browser.get("/health").text
