"""Each way against a real server: what arrives, how it is signed, and that a refused message is shown as refused."""

from __future__ import annotations

import base64
import hashlib
import hmac
from email import message_from_string
from email.header import decode_header, make_header
from urllib.parse import parse_qs, urlsplit

import pytest

from portal.core import clock
from portal.outbox.models import ChannelKind
from portal.outbox.ways.all import WAYS
from portal.outbox.ways.speaking import Answer, Outgoing, Unreachable, Verdict
from portal.outbox.ways.webhook import fresh_secret, key_of
from tests.outbox.sinks import http_sink, mail_sink

LETTER = Outgoing("token-1", "13900000001", "青溪镇中心学校：有 1 条消息等您看", "https://school.example/messages/1", clock.now())


def _signed(key: bytes, message: bytes) -> str:
    return base64.b64encode(hmac.new(key, message, hashlib.sha256).digest()).decode()


def test_a_gateway_gets_signed_json_and_can_tell_a_repetition() -> None:
    secret = fresh_secret()
    with http_sink() as sink, WAYS[ChannelKind.WEBHOOK].line({"url": sink.url, "secret": secret}) as line:
        assert line.send(LETTER) == Answer(Verdict.TAKEN)
        line.send(LETTER)
    first, second = sink.got
    assert first.json["to"] == "13900000001"
    assert set(first.json) == {"id", "to", "text", "link", "at"}
    assert first.headers["webhook-id"] == second.headers["webhook-id"] == "token-1"
    signed = f"token-1.{first.headers['webhook-timestamp']}.".encode() + first.body
    assert first.headers["webhook-signature"] == "v1," + _signed(key_of(secret), signed)


@pytest.mark.parametrize(
    ("status", "verdict"), [(204, "taken"), (400, "refused"), (429, "later"), (503, "later"), (302, "refused")]
)
def test_a_gateway_is_believed_by_its_status(status: int, verdict: str) -> None:
    way = WAYS[ChannelKind.WEBHOOK]
    with http_sink(lambda _got: (status, b"no such number")) as sink, way.line({"url": sink.url, "secret": "x"}) as line:
        answer = line.send(LETTER)
    assert answer.verdict == verdict
    assert answer.words == ("" if status == 204 else f"HTTP {status} no such number")
    assert len(sink.got) == 1, "a redirect is never followed"


BOTS = [
    (ChannelKind.WECOM, {"errcode": 0, "errmsg": "ok"}, {"errcode": 93000, "errmsg": "invalid webhook url"}, {"errcode": 45009}),
    (ChannelKind.DINGTALK, {"errcode": 0, "errmsg": "ok"}, {"errcode": 310000, "errmsg": "sign not match"}, {"errcode": 130101}),
    (ChannelKind.FEISHU, {"code": 0, "msg": "success"}, {"code": 19024, "msg": "Key Words Not Found"}, {"code": 11232}),
]


@pytest.mark.parametrize(("kind", "yes", "no", "busy"), BOTS, ids=[kind for kind, *_ in BOTS])
def test_a_chat_that_answers_200_and_means_no_is_not_believed(kind: ChannelKind, yes: object, no: object, busy: object) -> None:
    said = [(200, yes), (200, no), (200, busy), (200, b"<html>maintenance</html>"), (500, b"")]
    with http_sink(lambda _got: said[len(sink.got) - 1]) as sink, WAYS[kind].line({"url": sink.url, "secret": ""}) as line:
        answers = [line.send(LETTER) for _ in said]
    assert [answer.verdict for answer in answers] == ["taken", "refused", "later", "unknown", "later"]
    assert str(next(iter(no.values()))) in answers[1].words  # type: ignore[attr-defined]  # each is a dict
    assert list(no.values())[1] in answers[1].words  # type: ignore[attr-defined]


def test_dingtalk_and_feishu_sign_as_their_groups_demand() -> None:
    with http_sink(lambda _got: (200, {"errcode": 0, "code": 0})) as sink:
        with WAYS[ChannelKind.DINGTALK].line({"url": f"{sink.url}/robot/send?access_token=a", "secret": "SEC1"}) as line:
            line.send(LETTER)
        with WAYS[ChannelKind.FEISHU].line({"url": f"{sink.url}/hook", "secret": "S2"}) as line:
            line.send(LETTER)
    ding, feishu = sink.got
    asked = parse_qs(urlsplit(ding.path).query)
    moment = asked["timestamp"][0]
    assert asked["sign"] == [_signed(b"SEC1", f"{moment}\nSEC1".encode())]
    assert ding.json["at"] == {"atMobiles": ["13900000001"]}
    assert feishu.json["sign"] == _signed(f"{feishu.json['timestamp']}\nS2".encode(), b"")


def test_nobody_listening_is_tried_later_and_silence_after_handing_over_is_unknown() -> None:
    with http_sink() as sink:
        url = sink.url
    with WAYS[ChannelKind.WECOM].line({"url": url}) as line:
        assert line.send(LETTER).verdict is Verdict.LATER


def _mail(port: int) -> dict[str, object]:
    return {"host": "127.0.0.1", "port": port, "security": "none", "sender": "portal@school.example"}


def _to(address: str) -> Outgoing:
    return Outgoing("token-9", address, LETTER.text, LETTER.link, LETTER.at)


def test_mail_arrives_and_refusals_are_told_in_the_servers_words() -> None:
    with mail_sink() as sink:
        answers = {"nobody@a.cn": "550 5.1.1 no such user", "full@a.cn": "452 4.2.2 mailbox full"}
        sink.refuses = answers.get
        sink.hangs_up = lambda address: address == "gone@a.cn"
        with WAYS[ChannelKind.MAIL].line(_mail(sink.port)) as line:
            assert line.send(_to("mother@a.cn")) == Answer(Verdict.TAKEN)
            assert line.send(_to("nobody@a.cn")) == Answer(Verdict.REFUSED, "550 5.1.1 no such user")
            assert line.send(_to("full@a.cn")) == Answer(Verdict.LATER, "452 4.2.2 mailbox full")
            assert line.send(_to("a\r\nBcc: b@c")).verdict is Verdict.REFUSED
            assert line.send(_to("gone@a.cn")).verdict is Verdict.UNKNOWN
            assert line.send(_to("mother@a.cn")).verdict is Verdict.LATER, "the line is broken: nothing was handed over"
    letter = message_from_string(sink.letters[0][1])
    assert str(make_header(decode_header(letter["Subject"]))) == LETTER.text
    assert letter["Message-ID"] == "<token-9@school.example>"
    assert [address for address, _letter in sink.letters] == ["mother@a.cn", "gone@a.cn"]


def test_a_mail_server_that_is_not_there_is_unreachable() -> None:
    with mail_sink() as sink:
        port = sink.port
    with pytest.raises(Unreachable, match="ConnectionRefusedError"), WAYS[ChannelKind.MAIL].line(_mail(port)):
        pass
