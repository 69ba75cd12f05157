"""The browser's queue: a key of one's own, JSON in place of pages, nothing of anybody in what is kept open."""

from __future__ import annotations

import json
import re
from html import unescape

from flask.testing import FlaskClient

from tests.cast import Cast
from tests.forms import token_of

GIVEN = re.compile(r'id="queue"[^>]*data-queue="([^"]*)"')
QUEUE = {"X-Queue": "1"}


def given(browser: FlaskClient) -> dict[str, str]:
    found = GIVEN.search(browser.get("/visits").text)
    assert found
    return dict(json.loads(unescape(found[1])))


def test_the_key_belongs_to_the_account_and_outlives_a_session(cast: Cast) -> None:
    first, again, other = (given(cast.signed_in(key)) for key in ("homeroom", "homeroom", "teacher"))
    assert (first["key"], first["owner"]) == (again["key"], again["owner"])
    assert first["key"] != other["key"]
    assert first["owner"] != other["owner"]


def test_without_a_session_the_queue_is_told_to_wait_and_nothing_is_kept_at_the_server(cast: Cast) -> None:
    browser = cast.signed_in("homeroom")
    token = token_of(browser.get("/visits"))
    with browser.session_transaction() as cookie:
        cookie["_user_id"] = "gone"
    child_id = cast.child_id()
    answer = browser.post(f"/children/{child_id}/visits/new", data={"csrf_token": token, "met": "奶奶"}, headers=QUEUE)
    assert (answer.status_code, answer.data) == (401, b"")


def test_the_frame_kept_open_holds_nothing_of_anybody(cast: Cast) -> None:
    mine, nobodys = cast.signed_in("homeroom").get("/unfolded").text, cast.app.test_client().get("/unfolded").text
    assert mine == nobodys
    assert "方雅" not in mine
    worker = cast.app.test_client().get("/worker.js")
    assert worker.mimetype == "text/javascript"
    assert "/unfolded" in worker.text
    assert "portal." in worker.text
