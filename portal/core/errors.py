"""The few ways a request can fail. Operations and queries raise them; `error_pages` answers in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol


class CannotOpen(Exception):
    """The portal cannot open as things stand; the sentence says what is in the way and what to do, in one line."""


class Words(Protocol):
    """A sentence, translated when it is shown (a str, or a lazy string)."""

    def __str__(self) -> str: ...


class NotFound(Exception):
    """Nothing here for this viewer: absent and out of reach look the same (404)."""


class Forbidden(Exception):
    """This kind of page is not open to this viewer's role (403)."""

    def __init__(self, permission: str = "") -> None:
        super().__init__(permission)
        self.permission = permission


class Refused(Exception):
    """A rule says no; `reason` tells what happened and what to do, `field` names the form field it belongs to."""

    def __init__(self, reason: Words, *, field: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field

    def __str__(self) -> str:
        return str(self.reason)


@dataclass(frozen=True)
class Difference:
    """One field two people changed: its form name, its label, what the other saved and what you wrote, as a form sends them.

    `theirs_words` and `yours_words` say it for people where that is a code.
    """

    name: str
    label: Words
    theirs: str
    yours: str
    theirs_words: Words = ""
    yours_words: Words = ""


class Conflict(Exception):
    """Someone else saved first (409); both versions are shown, nothing is overwritten and nothing is lost."""

    def __init__(self, version: int, differences: Sequence[Difference], saved_by: str = "") -> None:
        super().__init__("saved by someone else meanwhile")
        self.version = version
        self.differences = tuple(differences)
        self.saved_by = saved_by


def require_version(record: Any, expected: int, differences: Sequence[Difference]) -> None:
    """Raise Conflict when `record.version` moved on since the form was opened; equal texts are no difference."""
    if record.version != expected:
        raise Conflict(record.version, [d for d in differences if d.theirs != d.yours])
