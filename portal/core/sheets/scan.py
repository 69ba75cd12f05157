"""A first walk through the XML of a workbook: cheap, bounded in memory, and stopping at the first excess.

The reading library builds an object for every element it meets, so that a small hostile file could fill the memory. This walk
counts before anything is built, finds where the table ends, and remembers which cells hold formulas.
"""

from __future__ import annotations

import pyexpat
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, NoReturn

from portal.core.sheets import limits, refusals
from portal.core.sheets.cells import column_letters

CHUNK = 1 << 18


@dataclass
class Found:
    """What one part holds: where its values end and which (row, column) are formulas."""

    last_row: int = 0
    last_column: int = 0
    formulas: set[tuple[int, int]] = field(default_factory=set)


class Scanner:
    """Counts the elements of one XML part and raises a refusal when a limit is passed."""

    def __init__(self) -> None:
        self.found = Found()
        self.elements = self.depth = self.cells = self.cells_in_row = self.strings = self.others = 0
        self.row = self.column = 0
        self.widest = ""
        self.place = ""
        self.parser = pyexpat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.StartDoctypeDeclHandler = _refuse_declarations
        self.acts: dict[str, Callable[[dict[str, str]], None]] = {
            "c": self.cell, "row": self.start_row, "v": self.value, "is": self.value, "f": self.formula, "si": self.string
        }  # fmt: skip

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.depth += 1
        act = self.acts.get(name) or self.acts.get(name.rpartition(":")[2])
        if act is not None:
            act(attributes)
        else:
            self.other(name)

    def end(self, name: str) -> None:
        self.depth -= 1

    def start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        row = int(number) if number.isdecimal() else self.row + 1
        if row <= self.row:  # a million rows that all call themselves the first
            raise refusals.damaged()
        self.row = row
        self.cells_in_row = 0

    def cell(self, attributes: dict[str, str]) -> None:
        self.cells += 1
        self.cells_in_row += 1
        self.place = attributes.get("r", "")
        if self.cells_in_row > limits.MAX_CELLS_IN_ROW or self.cells > limits.MAX_CELLS:
            raise refusals.overloaded()

    def value(self, attributes: dict[str, str]) -> None:
        """A value ends the table here for now; one beyond the limits is refused by its name."""
        letters = self.place.rstrip("0123456789") or column_letters(self.cells_in_row)
        if (len(letters), letters) > (len(self.widest), self.widest):
            self.widest = letters
            self.found.last_column = column_number(letters)
        self.found.last_row = max(self.found.last_row, self.row)
        if self.row > limits.MAX_ROWS or self.found.last_column > limits.MAX_COLUMNS:
            raise refusals.far_outside(f"{letters}{self.row}", limits.MAX_ROWS)

    def formula(self, attributes: dict[str, str]) -> None:
        if not self.place and not self.cells_in_row:
            return
        self.value(attributes)
        letters = self.place.rstrip("0123456789")
        self.found.formulas.add((self.row, column_number(letters) if letters else self.cells_in_row))
        if len(self.found.formulas) > limits.MAX_FORMULAS:
            raise refusals.overloaded()

    def string(self, attributes: dict[str, str]) -> None:
        self.strings += 1
        if self.strings > limits.MAX_STRINGS:
            raise refusals.overloaded()

    def other(self, name: str) -> None:
        """Text runs belong to their cell or string; everything else becomes an object of its own."""
        self.others += 1
        if self.depth > limits.MAX_DEPTH or self.others > limits.MAX_OTHER_ELEMENTS + 4 * (self.strings + self.cells):
            raise refusals.overloaded()


def column_number(letters: str) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in letters[:4].upper():
        number = number * 26 + ord(letter) - 64
    return number


def scan(part: IO[bytes]) -> Found:
    """Walk one part; raises a refusal for an excess, for entity declarations and for broken XML."""
    scanner = Scanner()
    silent = 0
    try:
        while chunk := part.read(CHUNK):
            before = scanner.elements
            scanner.parser.Parse(chunk)
            silent = silent + 1 if scanner.elements == before else 0
            if silent > 1:  # one text longer than two chunks
                raise refusals.overloaded()
        scanner.parser.Parse(b"", True)
    except pyexpat.ExpatError as broken:
        raise refusals.damaged() from broken
    return scanner.found


def _refuse_declarations(*declaration: object) -> NoReturn:
    """No spreadsheet program declares a document type; entities that multiply ("billion laughs") need one."""
    raise refusals.damaged()
