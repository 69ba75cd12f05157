"""What one row of a platform's workbook says: whose it is, how far, which day, and the result; doubtful cells are named."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _

from portal.screening.importing.factors import from_scores, shifted, span, summed
from portal.screening.importing.headings import CLASS, DAY, ITEM, NAME, NUMBER, SCORE, STATE, State
from portal.screening.rules import Doubt
from portal.screening.scoring.coding import recoded
from portal.screening.scoring.key import Key
from portal.screening.scoring.result import Result, Status
from portal.screening.scoring.sheet import score

_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})")
_NUMBER = re.compile(r"-?\d{1,4}(?:\.\d{1,4})?")


@dataclass
class Read:
    """A row understood; `marks` by column, and whether it has to wait for a person."""

    number: int
    name: str = ""
    id_number: str = ""
    class_number: str = ""
    state: State = State.OPEN
    on: date | None = None
    result: Result | None = None
    marks: dict[int, str] = field(default_factory=dict)
    waits: bool = False

    def mark(self, column: int, words: str, *, waits: bool = False) -> None:
        self.marks.setdefault(column, words)
        self.waits = self.waits or waits


@dataclass(frozen=True)
class Layout:
    """What the columns hold, what the state's words mean, and what to add to answers and scores of another coding."""

    columns: Mapping[int, str]
    states: Mapping[str, State]
    key: Key
    add: int = 0

    def at(self, meaning: str) -> int:
        """The column with this meaning, -1 where there is none."""
        return next((column for column, each in self.columns.items() if each == meaning), -1)


def read_row(number: int, cells: Sequence[str], layout: Layout, today: date) -> Read:
    """Understand a row; nothing is guessed, what cannot be meant waits."""
    row = Read(number)
    row.name = _cell(cells, layout.at(NAME))
    row.id_number = _cell(cells, layout.at(NUMBER)).upper()
    row.class_number = _cell(cells, layout.at(CLASS))
    _read_state(row, cells, layout)
    if row.state is State.DONE:
        _read_day(row, cells, layout, today)
        _read_figures(row, cells, layout)
    return row


def _cell(cells: Sequence[str], column: int) -> str:
    return cells[column].strip() if 0 <= column < len(cells) else ""


def _read_state(row: Read, cells: Sequence[str], layout: Layout) -> None:
    column = layout.at(STATE)
    word = _cell(cells, column)
    if column < 0:
        row.state = State.DONE
    elif word in layout.states:
        row.state = layout.states[word]
    else:
        row.mark(column, _("“%(word)s” is a state nobody explained.", word=word), waits=True)


def _read_day(row: Read, cells: Sequence[str], layout: Layout, today: date) -> None:
    column = layout.at(DAY)
    text = _cell(cells, column)
    found = _DATE.match(text)
    if found:
        try:
            row.on = date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            found = None
    if text and found is None:
        row.mark(column, _("“%(text)s” is no day; the day of the file is taken.", text=text))
    if row.on is not None and row.on > today + timedelta(days=1):
        row.mark(column, _("This day lies in the future; the day of the file is taken."))
        row.on = None


def _read_figures(row: Read, cells: Sequence[str], layout: Layout) -> None:
    items: dict[int, float | None] = {}
    scores: dict[str, float] = {}
    for column, meaning in layout.columns.items():
        value = _figure(row, column, _cell(cells, column)) if meaning.startswith((SCORE, ITEM)) else None
        if meaning.startswith(ITEM):
            items[int(meaning.removeprefix(ITEM))] = value
        elif meaning.startswith(SCORE) and value is not None:
            scores[meaning.removeprefix(SCORE)] = _within(row, column, meaning.removeprefix(SCORE), value, layout)
    if any(value is not None for value in items.values()):
        row.result = score(layout.key, recoded(items, layout.add))
        if row.result.status is Status.REJECTED:
            words = _("Answers beyond the options: %(items)s. Is the coding right?", items=", ".join(row.result.errors))
            row.mark(-1, words, waits=True)
    elif scores:
        _check_total(row, scores, layout)
        row.result = from_scores(layout.key, scores)
    else:
        row.mark(-1, _("Said to be done, but there is no figure."), waits=True)


def _figure(row: Read, column: int, text: str) -> float | None:
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        row.mark(column, _("“%(text)s” is no figure.", text=text), waits=True)
        return None
    return float(text)


def _within(row: Read, column: int, name: str, value: float, layout: Layout) -> float:
    found = shifted(layout.key.scale, name, value, layout.add)
    least, most = span(layout.key.scale, name)
    if not least <= found <= most:
        words = _("%(value)s cannot be: from %(least)s to %(most)s.", value=f"{value:g}", least=f"{least:g}", most=f"{most:g}")
        row.mark(column, words, waits=True)
        return least
    return found


def _check_total(row: Read, scores: Mapping[str, float], layout: Layout) -> None:
    adds = summed(layout.key.scale, scores)
    if adds is not None and "total" in scores and adds != scores["total"]:
        words = _("The total is %(said)s, the parts make %(adds)s.", said=f"{scores['total']:g}", adds=f"{adds:g}")
        row.mark(layout.at(f"{SCORE}total"), words)


def doubts_of(result: Result) -> list[Doubt]:
    """What a file can tell of a doubtful sheet."""
    if result.status is Status.VALIDITY_FAILED:
        return [Doubt.VALIDITY]
    return [Doubt.TOO_LITTLE] if result.status is Status.INCOMPLETE else []


def same(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether two kept results say the same; how long the sheet took is no difference."""
    return {**old, "minutes": None} == {**new, "minutes": None}
