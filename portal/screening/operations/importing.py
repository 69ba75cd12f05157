"""A file of results comes in: kept sealed, its words explained, checked as what would change, then taken in or thrown away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.core.sheets.cells import plain_text
from portal.core.sheets.reading import open_sheet
from portal.journal.operations import record
from portal.screening.importing.headings import NAME, NUMBER, STATE, STATES, State, looks_like_header, meaning_of
from portal.screening.importing.planning import counted, planned
from portal.screening.importing.rows import Layout, read_row
from portal.screening.models import ImportStep, ImportWord, Result, Round, RoundKind, ScreeningImport
from portal.screening.operations.taking_in import take_in
from portal.screening.queries.imports import COLUMN, said_words, whole_school
from portal.screening.queries.imports import STATE as STATE_WORDS
from portal.screening.scoring.coding import shift
from portal.screening.scoring.key import key_of

MOST_ROWS = 60_000
OPEN = (ImportStep.MAPPING, ImportStep.CHECKED)
NOT_WAITING = _l("This file is not waiting any more. Open the list of imports.")


@dataclass(frozen=True)
class Form:
    """What the file is said to be: nothing about it is guessed."""

    scale: str
    variant: str
    coding: str
    name: str
    day: date
    round_id: int | None = None


def receive(source: BinaryIO, filename: str, form: Form, *, by: Viewer) -> ScreeningImport:
    """Keep the table of a file and check it as far as its words are known. Refused, in words, for a file that cannot be read."""
    if form.round_id is None and not form.name:
        raise Refused(_l("Give the round a name, such as autumn 2026"), field="name")
    _check_round(form)
    made = ScreeningImport(
        filename=filename[-200:], scale=form.scale, variant=form.variant, coding=form.coding, name=form.name, day=form.day,
        round_id=form.round_id, step=ImportStep.MAPPING, table=_table(source, filename), plan=[], counts={},
        uploaded_at=clock.now(), uploaded_by_id=by.person_id,
    )  # fmt: skip
    session().add(made)
    session().flush()
    record("screening.file_received", subject=made, by=by)
    check(made)
    return made


def _check_round(form: Form) -> None:
    of = session().get(Round, form.round_id) if form.round_id else None
    if form.round_id and (of is None or of.kind is not RoundKind.IMPORTED or (of.scale, of.variant) != (form.scale, form.variant)):
        raise Refused(_l("That round is of another scale or form. Choose another, or a new one."), field="round_id")


def _table(source: BinaryIO, filename: str) -> dict[str, Any]:
    with open_sheet(source, filename, accepts=looks_like_header) as sheet:
        if sheet.header is None:
            raise Refused(_l("No row with headings was found: a name or a number of each child is needed."), field="file")
        rows = [[row.number, [plain_text(cell).strip() for cell in row.cells]] for row in sheet.rows() if any(row.cells)]
        if len(rows) > MOST_ROWS:
            raise Refused(_l("The file has more than %(count)s rows.", count=MOST_ROWS), field="file")
        header = [plain_text(cell).strip() for cell in sheet.header.cells]
        return {"sheet": sheet.name, "at": sheet.header.number, "header": header, "rows": rows}


def unknown_words(found: ScreeningImport) -> tuple[Sequence[str], Sequence[str]]:
    """Headings and states nobody has explained yet."""
    said = said_words(found.scale)
    key = key_of(found.scale, found.variant)
    columns = [word for word in found.table["header"] if word and meaning_of(word, key.scale, said[COLUMN]) is None]
    return columns, [word for word in _state_words(found, said[COLUMN]) if word not in STATES and word not in said[STATE_WORDS]]


def _state_words(found: ScreeningImport, said: Mapping[str, str]) -> Sequence[str]:
    scale = key_of(found.scale, found.variant).scale
    at = next((place for place, word in enumerate(found.table["header"]) if word and meaning_of(word, scale, said) == STATE), None)
    if at is None:
        return []
    words = [cells[at] for number, cells in found.table["rows"] if number > found.table["at"] and at < len(cells)]
    return list(dict.fromkeys(word for word in words if word))


def say_words(found: ScreeningImport, columns: Mapping[str, str], states: Mapping[str, str], *, by: Viewer) -> None:
    """Remember what headings and states mean; the next file of this scale is not asked again."""
    _require_open(found)
    for kind, words in ((COLUMN, columns), (STATE_WORDS, states)):
        known = session().scalars(select(ImportWord).where(ImportWord.scale == found.scale, ImportWord.kind == kind))
        by_word = {one.word: one for one in known}
        for word, meaning in words.items():
            if word in by_word:
                by_word[word].meaning = meaning
            else:
                session().add(ImportWord(scale=found.scale, kind=kind, word=word, meaning=meaning))
    session().flush()
    record("screening.file_mapped", subject=found, by=by)
    check(found)


def check(found: ScreeningImport) -> None:
    """Work out what taking the file in would do; where a word is unknown, ask first."""
    columns, states = unknown_words(found)
    layout = _layout(found)
    if columns or states or not {NAME, NUMBER} & set(layout.columns.values()):
        found.step, found.plan, found.counts = ImportStep.MAPPING, [], {}
        session().flush()
        return
    today = clock.today()
    body = [each for each in found.table["rows"] if each[0] > found.table["at"]]
    rows = [read_row(number, cells, layout, today) for number, cells in body]
    keys = session().info["keys"]
    numbers = {keys.lookup_hash(row.id_number, "id_number"): row.id_number for row in rows if row.id_number}
    found.plan = planned(rows, whole_school(numbers, found.round_id), layout.key, found.day)
    found.counts, found.step = counted(found.plan), ImportStep.CHECKED
    session().flush()


def _layout(found: ScreeningImport) -> Layout:
    said = said_words(found.scale)
    key = key_of(found.scale, found.variant)
    meanings = {place: meaning_of(word, key.scale, said[COLUMN]) for place, word in enumerate(found.table["header"]) if word}
    states = {**STATES, **{word: State(meaning) for word, meaning in said[STATE_WORDS].items() if meaning in set(State)}}
    return Layout({place: meaning for place, meaning in meanings.items() if meaning}, states, key, shift(key.scale, found.coding))


def confirm(found: ScreeningImport, *, by: Viewer) -> bool:
    """Take a checked file in; False when another tab or click did already. What changed meanwhile is shown first."""
    if found.step is ImportStep.TAKEN_IN:
        return False
    _require_open(found)
    seen = found.counts
    check(found)
    if found.step is not ImportStep.CHECKED or found.counts != seen:
        raise Refused(_l("Something changed since you looked. Look at the numbers again."))
    found.taken_in_at, days = clock.now(), _days_before(found)
    take_in(found, by=by)
    found.step, found.table = ImportStep.TAKEN_IN, None
    # What stood before is needed to take the file back.
    found.plan = [{**one, "content": None, "before_on": days.get(one["child_id"])} for one in found.plan]
    session().flush()
    record("screening.file_taken_in", subject=found, by=by)
    return True


def _days_before(found: ScreeningImport) -> Mapping[int, str]:
    """The days of the results that stand in the round already, by child."""
    days = select(Result.child_id, Result.on).where(Result.round_id == found.round_id, Result.ordinal == 1)
    return {child_id: on.isoformat() for child_id, on in session().execute(days)} if found.round_id else {}


def drop(found: ScreeningImport, *, by: Viewer) -> None:
    """The file goes; nothing was changed."""
    _require_open(found)
    found.step, found.table, found.plan = ImportStep.DROPPED, None, []
    session().flush()
    record("screening.file_dropped", subject=found, by=by)


def _require_open(found: ScreeningImport) -> None:
    if found.step not in OPEN:
        raise Refused(NOT_WAITING)
