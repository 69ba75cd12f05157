"""The three kinds of paper: a letter with a return, an inquiry after letters sent before, and the district's receipt."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from portal.exchange.message import CODE, DIGEST, NAME, PERIOD
from portal.exchange.reading import Field
from portal.exchange.signing import KEY, SIGNATURE, SigningKey

LETTER, INQUIRY, RECEIPT = "shouwang/letter/1", "shouwang/inquiry/1", "shouwang/receipt/1"
NUMBER = re.compile(r"[0-9a-f]{32}")
KEY_NAME = re.compile(r"[0-9a-f]{16}")
SIGNED = (KEY, SIGNATURE)
MOST_ASKED = 100


class Verdict(StrEnum):
    """The district's word: taken, not taken, or taken and handed back with a comment to be corrected."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    RETURNED = "returned"


@dataclass(frozen=True)
class Envelope:
    """What letter and inquiry have in common."""

    number: str
    sender: str
    sent_at: datetime
    key: str


def new_number() -> str:
    """A letter's number: the same however often it is sent."""
    return secrets.token_hex(16)


def letter(message: Mapping[str, Any], number: str, sender: str, sent_at: datetime, key: SigningKey) -> dict[str, Any]:
    """A return on its way, signed by the school."""
    whole = {"shape": LETTER, "number": number, "sender": sender, "sent_at": sent_at.isoformat(timespec="seconds")}
    return key.sign({**whole, "message": message})


def inquiry(numbers: Sequence[str], sender: str, sent_at: datetime, key: SigningKey) -> dict[str, Any]:
    """Asks for the receipts of letters sent before."""
    whole = {"shape": INQUIRY, "number": new_number(), "sender": sender, "sent_at": sent_at.isoformat(timespec="seconds")}
    return key.sign({**whole, "numbers": list(numbers)})


def read_letter(raw: Any) -> tuple[Envelope, Any]:
    """The envelope and the message, unread; raises Unreadable."""
    part = _opened(raw, LETTER, "message")
    return _envelope(part), part["message"].value


def read_inquiry(raw: Any) -> tuple[Envelope, Sequence[str]]:
    """The envelope and the numbers asked after; raises Unreadable."""
    part = _opened(raw, INQUIRY, "numbers")
    return _envelope(part), [one.text(NUMBER) for one in part["numbers"].items(MOST_ASKED)]


def _opened(raw: Any, shape: str, inside: str) -> Mapping[str, Field]:
    part = Field(raw, "letter").fields(("shape", "number", "sender", "sent_at", inside, *SIGNED))
    part["shape"].one_of((shape,))
    part[SIGNATURE].text(most=100)
    return part


def _envelope(part: Mapping[str, Field]) -> Envelope:
    return Envelope(
        part["number"].text(NUMBER), part["sender"].text(CODE), part["sent_at"].moment(), part[KEY].text(KEY_NAME, most=16)
    )


@dataclass(frozen=True)
class Receipt:
    """The district's word on one letter. `digest` is that of the message it speaks of; `reasons` are (code, place, zh, en)."""

    number: str
    school: str
    kind: str
    period: str
    version: int
    digest: str
    verdict: Verdict
    reasons: Sequence[Mapping[str, str]]
    at: datetime

    def signed(self, key: SigningKey) -> dict[str, Any]:
        """As it is handed out."""
        whole = {
            "shape": RECEIPT, "number": self.number, "school": self.school, "return": self.kind, "period": self.period,
            "version": self.version, "digest": self.digest, "verdict": str(self.verdict),
            "reasons": [dict(one) for one in self.reasons], "at": self.at.isoformat(timespec="seconds"),
        }  # fmt: skip
        return key.sign(whole)


def read_receipt(raw: Any) -> Receipt:
    """Raises Unreadable; whose signature it is must be checked besides."""
    names = ("shape", "number", "school", "return", "period", "version", "digest", "verdict", "reasons", "at", *SIGNED)
    part = Field(raw, "receipt").fields(names)
    part["shape"].one_of((RECEIPT,))
    return Receipt(
        number=part["number"].text(NUMBER),
        school=part["school"].text(CODE),
        kind=part["return"].text(NAME),
        period=part["period"].text(PERIOD),
        version=part["version"].number(least=1),
        digest=part["digest"].text(DIGEST),
        verdict=Verdict(part["verdict"].one_of(tuple(Verdict))),
        reasons=[_reason(one) for one in part["reasons"].items(100)],
        at=part["at"].moment(),
    )


def _reason(found: Field) -> Mapping[str, str]:
    part = found.fields(("code", "place", "zh", "en"))
    return {name: one.text() for name, one in part.items()}
