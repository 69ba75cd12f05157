"""Every failure is answered in words, with ways out, a number to quote, and nothing that was written lost."""

from __future__ import annotations

import re

import pytest
from flask import Flask, g
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import MethodNotAllowed, RequestEntityTooLarge, TooManyRequests

from portal.core.db import Database
from portal.core.errors import Conflict, Difference, Forbidden, NotFound, Refused

LETTER = "家访时爷爷说夜里咳得厉害，孩子给他倒水。约好周日再去看看，带上药。"


def answered(app: Flask, error: Exception, **sent: object) -> tuple[str, int]:
    """What nobody in particular is told when this error happens to a form."""
    with app.test_request_context("/children/12/visits", method="POST", data=sent):
        g.request_number = "7F2A11C0"
        answer = app.make_response(app.handle_user_exception(error))
        return answer.get_data(as_text=True), answer.status_code


@pytest.mark.parametrize(
    ("error", "status", "heading"),
    [
        (NotFound(), 404, "这里没有找到"),
        (Forbidden("x"), 403, "这一页，你还不能看"),
        (Refused("这份委托书没有日期"), 422, "这一步还不能做"),
        (Conflict(4, []), 409, "刚才有人先保存了"),
        (CSRFError(), 400, "这一页开得太久了"),
        (RequestEntityTooLarge(), 413, "文件太大了"),
        (TooManyRequests(), 429, "试得太多了，歇一会儿"),
        (MethodNotAllowed(), 405, "刚才这一步没有做成"),
        (ValueError("secret"), 500, "系统出了点问题，和你的操作无关"),
    ],
)
def test_every_error_speaks_shows_ways_out_and_a_number(app: Flask, error: Exception, status: int, heading: str) -> None:
    page, sent = answered(app, error)
    assert sent == status
    assert f"<h1>{heading}</h1>" in page
    assert f"<title>{heading}" in page
    assert "编号 7F2A11C0" in page
    assert page.count('class="i-box') >= 1
    assert "secret" not in page


def test_a_refusal_gives_its_reason_and_keeps_what_was_written(app: Flask) -> None:
    page, _status = answered(app, Refused("这份委托书没有日期"), note=LETTER)
    assert "<strong>这份委托书没有日期</strong>" in page
    assert LETTER in page


def test_two_versions_are_shown_side_by_side_and_the_rest_is_kept(app: Flask) -> None:
    conflict = Conflict(4, [Difference("phone", "手机号", "13900000417", "13900000418")], saved_by="滕主任")
    page, _status = answered(app, conflict, phone="13900000418", note=LETTER, version="3")
    assert "滕主任" in page
    assert "13900000417" in page
    assert re.search(r'name="phone" value="13900000418" checked', page)
    assert f'<input type="hidden" name="note" value="{LETTER}">' in page
    assert '<input type="hidden" name="version" value="4">' in page
    assert 'action="/children/12/visits"' in page


def test_a_form_that_lay_open_too_long_can_be_sent_again_whole(app: Flask) -> None:
    page, _status = answered(app, CSRFError(), note=LETTER, who="爷爷", version="3")
    assert f'name="note" value="{LETTER}"' in page
    assert 'name="who" value="爷爷"' in page
    assert 'name="version" value="3"' in page
    assert page.count('name="csrf_token"') == 1


def test_a_password_is_never_sent_back(app: Flask) -> None:
    for error in (CSRFError(), Refused("x"), TooManyRequests()):
        page, _status = answered(app, error, password="correct horse battery staple", new_password="another long secret one")
        assert "horse" not in page
        assert "another" not in page


def test_a_broken_database_still_leaves_a_page_to_read(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_self: Database) -> None:
        raise RuntimeError("the database is gone")

    monkeypatch.setattr(Database, "reading", broken)
    page, status = answered(app, ValueError("x"))
    assert status == 500
    assert "编号 7F2A11C0" in page
