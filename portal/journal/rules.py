"""How the chain is made: each digest covers its row and the digest before it."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

START = "0" * 64


class Chained(Protocol):
    """What the digest covers, in this order."""

    @property
    def seq(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def event(self) -> str: ...
    @property
    def person_id(self) -> int | None: ...
    @property
    def role(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def subject_id(self) -> int | None: ...
    @property
    def child_id(self) -> int | None: ...
    @property
    def origin(self) -> str: ...
    @property
    def reads(self) -> bool: ...
    @property
    def digest(self) -> str: ...


def parts(row: Chained) -> Sequence[str]:
    """The row as texts, in the order the digest covers them."""
    values = (
        row.seq,
        row.at.isoformat(),
        row.event,
        row.person_id,
        row.role,
        row.subject,
        row.subject_id,
        row.child_id,
        row.origin,
    )
    return [*("" if value is None else str(value) for value in values), "r" if row.reads else "w"]


def digest(key: bytes, previous: str, texts: Sequence[str]) -> str:
    """HMAC-SHA-256 over the previous digest and the row; lengths are included, so fields cannot slide into each other."""
    seal = hmac.new(key, previous.encode(), hashlib.sha256)
    for text in texts:
        encoded = text.encode()
        seal.update(len(encoded).to_bytes(4, "big") + encoded)
    return seal.hexdigest()


def first_broken(key: bytes, rows: Iterable[Chained], expected_last: int) -> int | None:
    """Number of the first row that is missing, added or changed; None when the chain is whole."""
    previous, number = START, 0
    for row in rows:
        number += 1
        if row.seq != number or row.digest != digest(key, previous, parts(row)):
            return number
        previous = row.digest
    return None if number == expected_last else min(number, expected_last) + 1
