"""Fields of an instance file, read with their kind; a wrong one is refused by its place, with what to write instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NoReturn

from flask_babel import lazy_gettext as _l

from portal.core.errors import Refused, Words

_LARGEST = 1_000_000
_SHOWN = 40


@dataclass(frozen=True)
class Field:
    """A value of the file and where it stands, such as people[3].carried."""

    value: object
    place: str = ""

    def wrong(self, wanted: Words) -> NoReturn:
        """Refuse the value: say where, what is there, and what should be."""
        shown = repr(self.value)
        shown = shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
        place = self.place or str(_l("the file"))
        raise Refused(_l("%(place)s is %(value)s. Write %(wanted)s.", place=place, value=shown, wanted=wanted), field=self.place)

    def __getitem__(self, key: str) -> Field:
        """The field of that name, which must be there."""
        place = f"{self.place}.{key}" if self.place else key
        if key not in self.mapping():
            raise Refused(_l("%(place)s is missing. Add it to the file.", place=place), field=place)
        return Field(self.mapping()[key], place)

    def get(self, key: str, default: object) -> Field:
        """The field of that name, or its default where the file may leave it out."""
        return self[key] if key in self.mapping() else Field(default, f"{self.place}.{key}" if self.place else key)

    def mapping(self) -> Mapping[str, object]:
        return self.value if isinstance(self.value, dict) else self.wrong(_l("an object in braces { }"))

    def entries(self) -> Iterator[Field]:
        """The fields of a list."""
        if not isinstance(self.value, list):
            self.wrong(_l("a list in brackets [ ]"))
        return (Field(value, f"{self.place}[{index}]") for index, value in enumerate(self.value))

    def members(self) -> Iterator[tuple[str, Field]]:
        """The names and fields of an object."""
        return ((key, self[key]) for key in self.mapping())

    def text(self) -> str:
        """A text that is not empty and fits on one line."""
        if not isinstance(self.value, str) or not self.value.strip() or not self.value.isprintable():
            self.wrong(_l("a text in quotation marks"))
        return self.value

    def day(self) -> str:
        """A calendar day as it is written in the file: YYYY-MM-DD."""
        text = self.value if isinstance(self.value, str) else ""
        try:
            return text if date.fromisoformat(text).isoformat() == text else self.wrong(_l("a day such as 2026-09-05"))
        except ValueError:
            self.wrong(_l("a day such as 2026-09-05"))

    def flag(self) -> bool:
        return self.value if isinstance(self.value, bool) else self.wrong(_l("true or false"))

    def whole(self, low: int, high: int) -> int:
        """A whole number within the limits, both included."""
        if isinstance(self.value, bool) or not isinstance(self.value, int) or not low <= self.value <= high:
            self.wrong(_l("a whole number from %(low)s to %(high)s", low=low, high=high))
        return self.value

    def number(self, low: int = -_LARGEST) -> Fraction:
        """A number exactly as written, 0.1 being one tenth."""
        value = self.value
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= _LARGEST:
            self.wrong(_l("a number from %(low)s to %(high)s, such as 1.5", low=low, high=_LARGEST))
        return Fraction(str(value))
