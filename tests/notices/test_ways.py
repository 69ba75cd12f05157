"""Ways out as the school sets them up: secrets go in and never come out, a test tells the channel's words, failures are listed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import select

from portal.core import clock
from portal.core.db import session
from portal.outbox.models import Address, Channel, ChannelKind, Dispatch, State
from portal.outbox.operations import queue
from portal.outbox.operations.channels import address_problem, url_problem
from tests.cast import Cast
from tests.forms import send
from tests.outbox.people import add_people, deliver_all, open_channel, set_up
from tests.outbox.sinks import http_sink

SECRET, URL = "SEC-canary-hidden-77", "https://oapi.dingtalk.com/robot/send?access_token=canary-token"


def test_the_administrator_sets_a_channel_up_and_nobody_sees_its_secrets_again(cast: Cast) -> None:
    browser = cast.signed_in("administrator")
    fields = {"name": "教师群", "url": URL, "secret": SECRET}
    assert send(browser, "/channels/new/dingtalk", fields).status_code == 303
    with cast.reading():
        made = session().scalars(select(Channel)).one()
        assert made.access == {"url": URL, "secret": SECRET}
    for path in ("/channels", f"/channels/{made.id}", f"/channels/{made.id}/test", "/delivery", "/me/way"):
        page = browser.get(path).text
        assert "canary" not in page, path
    assert send(browser, f"/channels/{made.id}", {"name": "老师群", "version": 1}).status_code == 303
    with cast.reading():
        changed = session().get_one(Channel, made.id)
        assert (changed.name, changed.access["secret"]) == ("老师群", SECRET), "what is left empty stays"
    assert cast.who_enters("/channels") == {"administrator"}
    assert cast.who_enters("/delivery") == {"administrator", "principal", "lead"}


def test_the_files_of_the_database_hold_no_secret_and_no_address(cast: Cast) -> None:
    if cast.database.engine.dialect.name != "sqlite":
        pytest.skip("one file to look into is SQLite's")
    send(cast.signed_in("administrator"), "/channels/new/dingtalk", {"name": "教师群", "url": URL, "secret": SECRET})
    assert send(cast.signed_in("parent"), "/me/way", {"way": "1", "address": "canary-dingtalk-id"}).status_code == 303
    path = Path(str(cast.database.engine.url.database))
    written = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    assert "教师群".encode() in written
    assert b"canary" not in written


def test_a_gateway_without_a_secret_is_given_one_shown_once(cast: Cast) -> None:
    browser = cast.signed_in("administrator")
    answer = send(browser, "/channels/new/webhook", {"name": "短信", "url": "https://sms.example.cn/send", "for_telephones": "y"})
    shown = re.search(r'<code id="secret">(whsec_[^<]+)</code>', answer.text)
    assert shown
    with cast.reading():
        assert session().scalars(select(Channel)).one().access["secret"] == shown[1]
    assert shown[1] not in browser.get("/channels/1").text


@pytest.mark.parametrize(
    ("kind", "url", "fits"),
    [
        (ChannelKind.WECOM, "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1", True),
        (ChannelKind.WECOM, "https://qyapi.weixin.qq.com.evil.cn/", False),
        (ChannelKind.FEISHU, "http://open.feishu.cn/hook", False),
        (ChannelKind.WEBHOOK, "https://169.254.169.254/latest/meta-data", False),
        (ChannelKind.WEBHOOK, "https://127.0.0.1/x", False),
        (ChannelKind.WEBHOOK, "https://user:pw@sms.example.cn/", False),
        (ChannelKind.WEBHOOK, "https://localhost/", False),
        (ChannelKind.WEBHOOK, "https://10.1.2.3/sms", True),
    ],
)
def test_messages_go_only_where_they_may(kind: ChannelKind, url: str, fits: bool) -> None:
    assert (url_problem(kind, url) is None) is fits


@pytest.mark.parametrize(("address", "fits"), [("a@b.cn", True), ("a@b", False), ("a b@c.cn", False), ("a\n@c.cn", False)])
def test_a_mail_address_is_one(address: str, fits: bool) -> None:
    assert (address_problem(ChannelKind.MAIL, address) is None) is fits


def test_a_test_message_tells_what_the_channel_says(cast: Cast) -> None:
    browser = cast.signed_in("administrator")
    said = [(200, {"errcode": 0}), (200, {"errcode": 310000, "errmsg": "sign not match"})]
    with http_sink(lambda _got: said[len(sink.got) - 1]) as sink:
        with cast.writing():
            open_channel(ChannelKind.DINGTALK, {"url": sink.url})
        assert "通道收下了" in send(browser, "/channels/1/test", {"address": "13900000000"}).text
        assert "310000 sign not match" in send(browser, "/channels/1/test", {"address": "13900000000"}).text


def test_what_was_refused_stands_on_the_list_in_the_channels_words_and_can_be_sent_again(cast: Cast) -> None:
    answers = [(400, "号码停机".encode()), (200, b"")]
    with http_sink(lambda _got: answers[len(sink.got) - 1]) as sink:
        with cast.writing():
            set_up()
            open_channel(ChannelKind.WEBHOOK, {"url": sink.url, "secret": "x"})
            queue(add_people(1), kind="told", key="n", path="/messages/1")
        deliver_all(cast)
        browser = cast.signed_in("lead")
        page = browser.get("/delivery").text
        assert "HTTP 400 号码停机" in page
        assert "13900000000" not in page
        assert send(browser, "/delivery/1/again", page="/delivery").status_code == 303
        deliver_all(cast)
    with cast.reading():
        assert session().scalars(select(Dispatch.state)).all() == [State.SENT]
    assert send(browser, "/delivery/1/again", page="/today").status_code == 404


def test_everybody_chooses_where_they_are_told_and_may_choose_nothing(cast: Cast) -> None:
    with cast.writing():
        open_channel(ChannelKind.MAIL, {"host": "x", "port": 1, "security": "none", "sender": "a@b.cn"}, for_telephones=False)
    for key in ("parent", "carer", "homeroom"):
        browser = cast.signed_in(key)
        assert send(browser, "/me/way", {"way": "1", "address": "no mail"}).status_code == 422
        assert send(browser, "/me/way", {"way": "1", "address": f"{key}@school.example"}).status_code == 303
        assert send(browser, "/me/way", {"way": "0", "address": ""}).status_code == 303
    with cast.reading():
        assert [one.channel_id for one in session().scalars(select(Address))] == [None] * 3


def test_one_in_doubt_is_settled_by_whoever_asked_and_no_other_is(cast: Cast) -> None:
    with cast.writing():
        person_id = cast.account("teacher").person_id
        for number, state in enumerate((State.DOUBTFUL, State.REFUSED), 1):
            known = {
                "count": 1,
                "path": "/messages/1",
                "made_at": clock.now(),
                "due_at": clock.now(),
                "urgent": False,
                "attempts": 1,
            }
            session().add(Dispatch(token=f"t{number}", person_id=person_id, state=state, ended_at=clock.now(), **known))
    lead = cast.signed_in("lead")
    page = lead.get("/delivery").text
    assert page.count("/arrived") == 1
    assert send(lead, "/delivery/2/arrived", page="/delivery").status_code == 404
    assert send(lead, "/delivery/1/arrived", page="/delivery").status_code == 303
    with cast.reading():
        assert session().scalars(select(Dispatch.state).order_by(Dispatch.id)).all() == [State.SENT, State.REFUSED]
    assert send(lead, "/delivery/1/arrived", page="/delivery").status_code == 404
