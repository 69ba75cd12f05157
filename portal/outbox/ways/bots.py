"""Robots in work chats. They answer 200 to everything; whether a message was taken stands in the body, and only that counts."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import urlencode

from portal.core import clock
from portal.outbox.ways.http import JSON, Asked, http_line
from portal.outbox.ways.speaking import Answer, Line, Outgoing, Verdict


def _body(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


def _text(message: Outgoing) -> str:
    return f"{message.text} {message.link}".strip()


def _signed(key: str, message: str) -> str:
    return base64.b64encode(hmac.new(key.encode(), message.encode(), hashlib.sha256).digest()).decode()


def _judged(body: bytes, codes: tuple[str, ...], says: tuple[str, ...], busy: frozenset[int]) -> Answer:
    """Taken only when the channel's own code says so; without a code there was no answer."""
    try:
        said = json.loads(body)
        code = next(int(said[name]) for name in codes if name in said)
    except (ValueError, TypeError, StopIteration):
        return Answer(Verdict.UNKNOWN, body.decode("utf-8", "replace"))
    words = next((str(said[name]) for name in says if said.get(name)), "")
    if code == 0:
        return Answer(Verdict.TAKEN)
    return Answer(Verdict.LATER if code in busy else Verdict.REFUSED, f"{code} {words}".strip())


class WeCom:
    """A group robot of WeCom (企业微信): the address is the mobile number it mentions."""

    repeats_safely = False
    per_minute = 18  # it takes 20
    busy = frozenset({-1, 45009, 45033})

    def line(self, access: Mapping[str, Any]) -> AbstractContextManager[Line]:
        """Speak to the group's address, which holds its key."""
        return http_line(lambda message: self._asked(access, message), self._read)

    def _asked(self, access: Mapping[str, Any], message: Outgoing) -> Asked:
        text = {"content": _text(message), "mentioned_mobile_list": [message.address]}
        return Asked(access["url"], _body({"msgtype": "text", "text": text}), JSON)

    def _read(self, body: bytes) -> Answer:
        return _judged(body, ("errcode",), ("errmsg",), self.busy)


class DingTalk:
    """A group robot of DingTalk (钉钉), signed where the group demands it."""

    repeats_safely = False
    per_minute = 18  # it takes 20 and then keeps silent for ten minutes
    busy = frozenset({-1, 130101, 130102})

    def line(self, access: Mapping[str, Any]) -> AbstractContextManager[Line]:
        """Speak to the group's address."""
        return http_line(lambda message: self._asked(access, message), self._read)

    def _asked(self, access: Mapping[str, Any], message: Outgoing) -> Asked:
        content = {"msgtype": "text", "text": {"content": _text(message)}, "at": {"atMobiles": [message.address]}}
        return Asked(self._url(access), _body(content), JSON)

    def _url(self, access: Mapping[str, Any]) -> str:
        if not access.get("secret"):
            return str(access["url"])
        moment = str(int(clock.now().timestamp() * 1000))
        signed = urlencode({"timestamp": moment, "sign": _signed(access["secret"], f"{moment}\n{access['secret']}")})
        return f"{access['url']}{'&' if '?' in access['url'] else '?'}{signed}"

    def _read(self, body: bytes) -> Answer:
        return _judged(body, ("errcode",), ("errmsg",), self.busy)


class Feishu:
    """A group robot of Feishu (飞书): the address is the open_id it mentions."""

    repeats_safely = False
    per_minute = 90  # it takes 100
    busy = frozenset({11232, 9499, 99991400})

    def line(self, access: Mapping[str, Any]) -> AbstractContextManager[Line]:
        """Speak to the group's address."""
        return http_line(lambda message: self._asked(access, message), self._read)

    def _asked(self, access: Mapping[str, Any], message: Outgoing) -> Asked:
        mentioned = f'<at user_id="{message.address}"></at> ' if message.address else ""
        content: dict[str, Any] = {"msg_type": "text", "content": {"text": mentioned + _text(message)}}
        if access.get("secret"):
            moment = str(int(clock.now().timestamp()))
            content |= {"timestamp": moment, "sign": _signed(f"{moment}\n{access['secret']}", "")}
        return Asked(access["url"], _body(content), JSON)

    def _read(self, body: bytes) -> Answer:
        return _judged(body, ("code", "StatusCode"), ("msg", "StatusMessage"), self.busy)
