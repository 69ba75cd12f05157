"""A gateway of the school's own (SMS, for one): JSON signed as Standard Webhooks says, so that it knows us and repetitions."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any

from portal.core import clock
from portal.outbox.ways.http import JSON, Asked, http_line
from portal.outbox.ways.speaking import Answer, Line, Outgoing, Verdict

PREFIX = "whsec_"


class Webhook:
    """Knows a repetition: the receiver is told the message's own id."""

    repeats_safely = True
    per_minute = 0

    def line(self, access: Mapping[str, Any]) -> AbstractContextManager[Line]:
        """Post signed JSON; any 2xx means taken."""
        return http_line(lambda message: _asked(access, message), _read)


def fresh_secret() -> str:
    """A secret as both sides keep it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(24)).decode()


def key_of(secret: str) -> bytes:
    """The bytes behind a secret; one that is no base64 is taken as it stands."""
    try:
        return base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        return secret.encode()


def signature(secret: str, token: str, moment: int, body: bytes) -> str:
    """The signature over id, moment and body (Standard Webhooks, v1)."""
    signed = f"{token}.{moment}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key_of(secret), signed, hashlib.sha256).digest()).decode()


def _asked(access: Mapping[str, Any], message: Outgoing) -> Asked:
    content = {"id": message.token, "to": message.address, "text": message.text, "link": message.link, "at": message.at.isoformat()}
    body = json.dumps(content, ensure_ascii=False).encode()
    moment = int(clock.now().timestamp())
    signed = {
        "webhook-id": message.token,
        "webhook-timestamp": str(moment),
        "webhook-signature": signature(access["secret"], message.token, moment, body),
    }
    return Asked(access["url"], body, {**JSON, **signed})


def _read(_body: bytes) -> Answer:
    return Answer(Verdict.TAKEN)
