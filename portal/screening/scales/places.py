"""Where in the text of a JSON file each value stands, so that a flaw can be told by its line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def pointer(*parts: str | int) -> str:
    """A JSON pointer: ("bands", "total", 1) is "/bands/total/1"."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


@dataclass
class _Container:
    """An object or list whose values are being walked; `step` is the name or index of the next value."""

    is_object: bool
    step: str | int | None

    def advance(self) -> None:
        self.step = None if self.is_object else int(self.step or 0) + 1


class Places:
    """Lines of the values of a valid JSON text, by pointer, and the pointers that are written twice."""

    def __init__(self, text: str) -> None:
        self._lines: dict[str, int] = {}
        self.repeated: list[tuple[str, int]] = []
        for place, line in _walk(text):
            if place in self._lines:
                self.repeated.append((place, line))
            self._lines.setdefault(place, line)

    def line(self, place: str) -> int:
        """The line of a value, or of what it should stand in when it is not there."""
        while place not in self._lines and place:
            place = place.rpartition("/")[0]
        return self._lines.get(place, 1)


def _walk(text: str) -> Iterator[tuple[str, int]]:
    open_ones: list[_Container] = []
    line, reached = 1, 0
    for found in _TOKEN.finditer(text):
        line += text.count("\n", reached, found.start())
        reached, mark = found.start(), found[0]
        if mark in "}]":
            open_ones.pop()
        elif mark == ",":
            open_ones[-1].advance()
        elif open_ones and open_ones[-1].step is None:
            open_ones[-1].step = json.loads(mark)
        elif mark != ":":
            yield pointer(*(str(container.step) for container in open_ones)), line
            if mark in "{[":
                open_ones.append(_Container(mark == "{", None if mark == "{" else 0))
