"""Answer sheets in a table: a row per sheet, headed id, 1, 2, … in any order; blank cells are unanswered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from operator import itemgetter

from portal.core.sheets.cells import Cell, Row, plain_text
from portal.screening.answer_files import refusals
from portal.screening.answer_files.values import Answer, Answers, NotANumber, number_in
from portal.screening.scales.definition import Scale


class Headings:
    """The first filled row: which column holds the id, which items the others hold. Nameless columns must stay empty."""

    def __init__(self, row: Row, scale: Scale) -> None:
        titles = [plain_text(cell).strip() for cell in row.cells]
        ids = [column for column, title in enumerate(titles) if title.lower() == "id"]
        if not ids:
            raise refusals.no_header(row.number)
        self.id = ids[0]
        self.columns = [column for column, title in enumerate(titles) if title and column != self.id]
        self.items: list[int] = []
        for column in self.columns:
            self._add(titles[column], scale)
        self.nameless = [column for column, title in enumerate(titles) if not title]
        self.width = len(titles)
        self.picked = itemgetter(*self.columns, self.id)  # the cells of the items in one go, and one more that nobody asks for

    def _add(self, title: str, scale: Scale) -> None:
        item = None if title.lower() == "id" else _item(title, scale)
        if item is None or item in self.items:
            raise refusals.repeated_column(title)
        self.items.append(item)


class TableReader:
    """Reads the rows of one table into sheets by id."""

    def __init__(self, scale: Scale) -> None:
        self.scale = scale
        self.sheets: dict[str, dict[int, Answer]] = {}
        self.headings: Headings | None = None
        self._rows: dict[str, int] = {}
        self._answers = Answers()
        self._answer = self._answers.__getitem__

    def read(self, rows: Iterable[Row]) -> None:
        """Raises Refused at the first thing that cannot be meant."""
        for row in rows:
            if not any(row.cells) or not any(plain_text(cell).strip() for cell in row.cells):
                continue
            if self.headings is None:
                self.headings = Headings(row, self.scale)
            else:
                self._sheet(row, self.headings)

    def absent_items(self) -> list[int]:
        """Items without a column: they count as unanswered in every sheet."""
        named = self.headings.items if self.headings else []
        return [item for item in range(1, self.scale.items_count + 1) if item not in named]

    def _sheet(self, row: Row, headings: Headings) -> None:
        cells = [*row.cells, *[None] * (headings.width - len(row.cells))]
        _check_nameless(row.number, cells, headings)
        name = plain_text(cells[headings.id]).strip()
        if not name:
            raise refusals.no_id(row.number)
        if name in self.sheets:
            raise refusals.repeated_id(name, row.number, self._rows[name])
        self._rows[name] = row.number
        try:
            self.sheets[name] = dict(zip(headings.items, map(self._answer, headings.picked(cells)), strict=False))
        except NotANumber as wrong:
            raise refusals.no_number(row.number, name, self._first_wrong(cells, headings), wrong.text) from wrong

    def _first_wrong(self, cells: Sequence[Cell], headings: Headings) -> int:
        """The item at which reading stopped."""
        known = (cells[column] in self._answers for column in headings.columns)
        return headings.items[next(index for index, found in enumerate(known) if not found)]


def _check_nameless(number: int, cells: Sequence[Cell], headings: Headings) -> None:
    """Something under no heading could be an answer that nobody would count."""
    beyond = islice(cells, headings.width, None)
    for cell in (*(cells[column] for column in headings.nameless), *beyond):
        if text := plain_text(cell).strip():
            raise refusals.stray_cell(number, text)


def _item(title: str, scale: Scale) -> int:
    try:
        number = number_in(title)
    except NotANumber:
        number = None
    if not isinstance(number, int) or not 1 <= number <= scale.items_count:
        raise refusals.unknown_column(title, scale)
    return number
