"""Reading a staff list of any spreadsheet kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from flask_babel import lazy_gettext as _l

from portal.core.errors import Refused
from portal.core.sheets.cells import Cell, plain_text
from portal.core.sheets.reading import open_sheet
from portal.staff.listed.rows import NAME, NUMBER, TITLE, VETTED, Entry, Finding, entry_of, headings, is_header

MOST_ROWS = 2000


@dataclass(frozen=True)
class StaffList:
    """The rows that can be read, those that cannot, and cells to look at."""

    entries: Sequence[Entry]
    parked: Sequence[Finding]
    warnings: Sequence[Finding]

    @property
    def rows(self) -> int:
        return len(self.entries) + len(self.parked)


def read_list(source: Path | BinaryIO, filename: str, today: date) -> StaffList:
    """Every row below the heading; Refused when it is no readable sheet or names neither 姓名 nor 职务."""
    with open_sheet(source, filename, accepts=is_header) as sheet:
        if sheet.header is None:
            raise Refused(
                _l("No row with the headings %(name)s and %(post)s was found in this file.", name=NAME, post=TITLE), field="file"
            )
        places, begins = headings(sheet.header.cells), sheet.header.number
        cells = [
            (row.number, {column: row.cells[place] for column, place in places.items() if place < len(row.cells)})
            for row in sheet.rows()
            if row.number > begins and any(plain_text(cell).strip() for cell in row.cells)
        ]
    if len(cells) > MOST_ROWS:
        raise Refused(_l("More than %(count)s rows: that is no staff list of one school.", count=MOST_ROWS), field="file")
    return list_of(cells, today)


def list_of(cells: Sequence[tuple[int, dict[str, Cell]]], today: date) -> StaffList:
    """The list from its rows, each under the sheet's own row number."""
    entries: dict[str, Entry] = {}
    parked: list[Finding] = []
    for number, row in cells:
        found = entry_of(number, row, today)
        if isinstance(found, Finding):
            parked.append(found)
        elif _key(found) in entries:
            column = NUMBER if found.staff_no else NAME
            parked.append(Finding(number, column, _l("This person stands in row %(row)s already.", row=entries[_key(found)].row)))
        else:
            entries[_key(found)] = found
    return StaffList(list(entries.values()), parked, list(_unreadable_days(cells, entries.values())))


def _key(entry: Entry) -> str:
    return f"no {entry.staff_no}" if entry.staff_no else f"name {entry.name}"


def _unreadable_days(cells: Sequence[tuple[int, dict[str, Cell]]], entries: Iterable[Entry]) -> Sequence[Finding]:
    given = {number for number, row in cells if plain_text(row.get(VETTED)).strip()}
    words = _l("This day could not be read; the vetting is left out.")
    return [Finding(one.row, VETTED, words) for one in entries if one.vetted_on is None and one.row in given]
