"""What papers ask of the lines they are drawn from; the queries' rows fit, and a test can hand in its own."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from portal.counseling.codes import Level, SessionMode, State


class Way(Protocol):
    """A step of a case."""

    @property
    def kind(self) -> str: ...
    @property
    def state(self) -> State: ...
    @property
    def words(self) -> str | None: ...
    @property
    def at(self) -> datetime: ...
    @property
    def by(self) -> str | None: ...


class Change(Protocol):
    """A change of level."""

    @property
    def old(self) -> Level: ...
    @property
    def new(self) -> Level: ...
    @property
    def reason(self) -> str: ...
    @property
    def decided_at(self) -> datetime | None: ...
    @property
    def confirmed(self) -> bool | None: ...


class Talk(Protocol):
    """A session by day and length."""

    @property
    def began_at(self) -> datetime: ...
    @property
    def minutes(self) -> int: ...
    @property
    def mode(self) -> SessionMode: ...
    @property
    def author(self) -> str: ...
