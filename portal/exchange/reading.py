"""Reading what another program sent, field by field: a fault is told with its place, and nothing unexpected is let through."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

T = TypeVar("T")
MOST_TEXT = 2000


class Unreadable(ValueError):
    """What was sent is not of the agreed shape; `place` says where."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


@dataclass(frozen=True)
class Field:
    """One value and where it stands."""

    value: Any
    place: str

    def fault(self) -> Unreadable:
        """To be raised."""
        return Unreadable(self.place)

    def fields(self, names: Collection[str]) -> Mapping[str, Field]:
        """An object with exactly these names."""
        if not isinstance(self.value, dict) or set(self.value) != set(names):
            raise self.fault()
        return {name: Field(self.value[name], f"{self.place}.{name}") for name in names}

    def items(self, most: int) -> Iterator[Field]:
        """A list of at most so many."""
        if not isinstance(self.value, list) or len(self.value) > most:
            raise self.fault()
        for number, value in enumerate(self.value):
            yield Field(value, f"{self.place}[{number}]")

    def text(self, pattern: re.Pattern[str] | None = None, most: int = MOST_TEXT) -> str:
        """A text, whole of the pattern when there is one."""
        value = self.value
        if not isinstance(value, str) or len(value) > most or (pattern is not None and not pattern.fullmatch(value)):
            raise self.fault()
        return value

    def one_of(self, known: Collection[str]) -> str:
        """One of a few words."""
        if not isinstance(self.value, str) or self.value not in known:
            raise self.fault()
        return self.value

    def number(self, least: int = 0, most: int = 10_000_000) -> int:
        """A whole number; yes and no are none."""
        if type(self.value) is not int or not least <= self.value <= most:
            raise self.fault()
        return self.value

    def truth(self) -> bool:
        """Yes or no."""
        if not isinstance(self.value, bool):
            raise self.fault()
        return self.value

    def day(self) -> date:
        """As in 2026-11-30."""
        return self._parsed(date.fromisoformat, 10)

    def moment(self) -> datetime:
        """With its time zone."""
        found = self._parsed(datetime.fromisoformat, 40)
        if found.tzinfo is None:
            raise self.fault()
        return found

    def or_nothing(self, read: Callable[[Field], T]) -> T | None:
        """Null, or what `read` makes of it."""
        return None if self.value is None else read(self)

    def _parsed(self, parse: Callable[[str], T], most: int) -> T:
        try:
            return parse(self.text(most=most))
        except ValueError:
            raise self.fault() from None
