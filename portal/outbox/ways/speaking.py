"""What every way is told, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol


@dataclass(frozen=True)
class Outgoing:
    """One message for one person; the same token again means the same message again."""

    token: str
    address: str
    text: str
    link: str
    at: datetime


class Verdict(StrEnum):
    """What the channel made of a message."""

    TAKEN = "taken"
    REFUSED = "refused"  # trying again changes nothing
    LATER = "later"
    UNKNOWN = "unknown"  # handed over, but no answer came


@dataclass(frozen=True)
class Answer:
    """The verdict, and the channel's own words."""

    verdict: Verdict
    words: str = ""


class Line(Protocol):
    """An open line to a channel."""

    def send(self, message: Outgoing) -> Answer:
        """Hand one message over and read the answer; never raises for what the channel says."""


class Way(Protocol):
    """One kind of channel: whether it knows a repetition by its token, how many messages a minute it takes, how it is opened."""

    repeats_safely: bool
    per_minute: int

    def line(self, access: Mapping[str, Any]) -> AbstractContextManager[Line]:
        """Open a line with the channel's address and secrets."""


class Unreachable(Exception):
    """The channel could not be reached at all; nothing was handed over."""
