"""Without a name: nothing in database, log or journal points to anybody; a guesser is stopped; the talk goes both ways."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from io import BytesIO
from unittest.mock import patch

import pytest
from sqlalchemy import select, text, update

from portal.accounts.models import UserSession
from portal.bullying.models.reports import BullyingReport, Channel, ReportMessage
from portal.core import clock
from portal.core.logs import JsonLines
from portal.core.submissions import Submission
from portal.journal.models import JournalRow
from tests.bullying.telling import DID, WORDS, account, hidden_code, photo, speak
from tests.cast import PEOPLE, Cast
from tests.forms import send, token_of


@pytest.fixture
def log() -> Iterator[list[str]]:
    lines: list[str] = []

    class Keeping(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(JsonLines().format(record))

    handler = Keeping()
    logging.getLogger("portal").addHandler(handler)
    yield lines
    logging.getLogger("portal").removeHandler(handler)


def test_nothing_of_an_anonymous_report_points_to_a_device_or_an_account(cast: Cast, log: list[str]) -> None:
    code = ""
    for browser in (cast.app.test_client(), cast.signed_in("parent"), cast.signed_in("teacher")):
        browser.environ_base["REMOTE_ADDR"] = "203.0.113.77"
        browser.environ_base["HTTP_USER_AGENT"] = "SpyPhone/7"
        code = speak(browser, pictures=(BytesIO(photo()), "IMG.jpg"), submission="a-key-of-this-form")
        answers = browser.post(
            "/speak/message", data={"code": code, "message": "又来了", "csrf_token": token_of(browser.get("/speak"))}
        )
        assert "又来了" in answers.text
        with browser.session_transaction() as cookie:
            assert code not in str(dict(cookie))
    with cast.reading() as opened:
        reports = opened.scalars(select(BullyingReport)).all()
        assert len(reports) == 3
        assert {(one.channel, one.reporter_id, one.received_at) for one in reports} == {(Channel.ANONYMOUS, None, None)}
        messages = opened.scalars(select(ReportMessage)).all()
        assert {(one.by_id, one.at) for one in messages} == {(None, None)}
        assert opened.scalars(select(JournalRow).where(JournalRow.event.like("bullying.%"))).all() == []
        assert opened.scalars(select(Submission)).all() == []
    assert _traces(cast, [code, code.replace("-", ""), "203.0.113", "SpyPhone", "a-key-of-this-form", WORDS, DID, "又来了"]) == []
    assert not any(word in line for line in log for word in (code, "203.0.113", "SpyPhone", WORDS))


def test_no_moment_is_left_behind(cast: Cast, log: list[str]) -> None:
    """Whoever joins times must find none: not in the log, not with a session, not on the file of a picture."""
    browser = cast.signed_in("parent")
    with cast.writing() as opened:
        long_ago = clock.now() - timedelta(minutes=5)
        opened.execute(update(UserSession).values(seen_at=long_ago))
        before = opened.scalars(select(UserSession.seen_at)).all()
    log.clear()
    code = speak(browser, pictures=(BytesIO(photo()), "IMG.jpg"))
    send(browser, "/speak/message", {"code": code, "message": "还有一句"}, page="/speak")
    send(browser, "/speak/answers", {"code": code})
    assert [line for line in log if "speak" in line] == []
    with cast.reading() as opened:
        assert opened.scalars(select(UserSession.seen_at)).all() == before
    papers = list(cast.app.config["PORTAL"].uploads.glob("paper-*"))
    assert papers
    for paper in papers:
        assert datetime.fromtimestamp(paper.stat().st_mtime, clock.SCHOOL_ZONE).time() == time(0)
    browser.get("/home")
    assert any("/home" in line for line in log), "other pages are logged"
    with cast.reading() as opened:
        assert opened.scalars(select(UserSession.seen_at)).all() != before, "other pages keep the session fresh"


def test_a_page_without_a_name_that_fails_is_still_told_to_whoever_runs_the_portal(cast: Cast, log: list[str]) -> None:
    cast.app.config["PROPAGATE_EXCEPTIONS"] = False
    with patch("portal.bullying.views.anonymous.fresh_code", side_effect=ValueError):
        assert cast.app.test_client().get("/speak").status_code == 500
    assert any("/speak" in line for line in log)


def _traces(cast: Cast, words: list[str]) -> list[tuple[str, str]]:
    """Where in the whole database one of the words stands open, by table."""
    with cast.reading() as opened:
        dialect = cast.database.engine.dialect.name
        names = (
            "SELECT name FROM sqlite_master WHERE type='table'"
            if dialect == "sqlite"
            else "SELECT tablename FROM pg_tables WHERE schemaname='public'"
        )
        found = []
        for table in opened.scalars(text(names)).all():
            for row in opened.execute(text(f'SELECT * FROM "{table}"')):  # noqa: S608 names of our own tables
                said = " ".join(value.decode("utf8", "ignore") if isinstance(value, bytes) else str(value) for value in row)
                found += [(table, word) for word in words if word in said]
        return found


def test_the_code_is_found_again_only_by_its_hash_and_a_guesser_is_stopped(cast: Cast) -> None:
    browser = cast.app.test_client()
    code = speak(browser)
    page = "/speak/answers"
    assert "还没有作出决定" in send(browser, page, {"code": f" {code.upper()} "}).text
    wrong = send(browser, page, {"code": "aaaa-bbbb-cccc"})
    assert wrong.status_code == 422
    assert "没有这个查询码" in wrong.text
    cast.app.config["THROTTLED"] = True
    try:
        browser.environ_base["REMOTE_ADDR"] = "203.0.113.99"
        token = token_of(browser.get(page))
        answers = [
            browser.post(page, data={"code": f"aaaa-bbbb-{number:04d}", "csrf_token": token}).status_code for number in range(40)
        ]
        assert answers.index(429) == 30
        assert set(answers[30:]) == {429}
        assert browser.post("/speak/message", data={"code": code, "message": "x", "csrf_token": token}).status_code == 429
        browser.environ_base["REMOTE_ADDR"] = "203.0.113.98"
        assert browser.post(page, data={"code": code, "csrf_token": token}).status_code == 200
    finally:
        cast.app.config["THROTTLED"] = False


def test_sending_without_a_name_is_throttled_as_well(cast: Cast) -> None:
    browser = cast.app.test_client()
    cast.app.config["THROTTLED"] = True
    try:
        browser.environ_base["REMOTE_ADDR"] = "203.0.113.55"
        token = token_of(browser.get("/speak"))
        assert [browser.post("/speak", data={"csrf_token": token}).status_code for _ in range(31)].count(429) == 1
    finally:
        cast.app.config["THROTTLED"] = False


def test_sent_twice_it_is_told_once_and_the_code_stays_the_same(cast: Cast) -> None:
    browser = cast.app.test_client()
    code = hidden_code(browser)
    for _ in range(2):
        assert code in send(browser, "/speak", account(code=code)).text
    for _ in range(2):
        send(browser, "/speak/message", {"code": code, "message": "还有一句"}, page="/speak")
    with cast.reading() as opened:
        assert len(opened.scalars(select(BullyingReport)).all()) == 1
        assert len(opened.scalars(select(ReportMessage)).all()) == 1
    assert send(browser, "/speak/message", {"code": code, "message": ""}, page="/speak").status_code == 422
    assert send(browser, "/speak/message", {"code": "nix", "message": "x"}, page="/speak").status_code == 422


def test_the_talk_goes_both_ways_and_names_nobody(cast: Cast) -> None:
    browser, lead = cast.app.test_client(), cast.signed_in("lead")
    code = speak(browser)
    assert send(lead, "/bullying/reports/1/messages", {"message": "在哪一层楼"}, page="/bullying/reports/1").status_code == 303
    told = send(browser, "/speak/answers", {"code": code}).text
    assert "在哪一层楼" in told
    assert PEOPLE["lead"][0] not in told
    send(browser, "/speak/message", {"code": code, "message": "二楼"}, page="/speak")
    assert "二楼" in lead.get("/bullying/reports/1").text
    with cast.reading() as opened:
        events = opened.scalars(select(JournalRow.event).where(JournalRow.event.like("bullying.%"))).all()
    assert events.count("bullying.report_opened") >= 1
