"""The rows of a list on their way through the browser, between looking and confirming; nothing is stored meanwhile."""

from __future__ import annotations

import json
from datetime import date

from flask_babel import lazy_gettext as _l

from portal.core.errors import Refused
from portal.core.sheets.cells import Cell
from portal.staff.listed.reading import StaffList, list_of
from portal.staff.listed.rows import CLASS, HOUSE, NAME, NUMBER, SEX, TELEPHONE, TITLE, VETTED, Entry

WORDS_OF_SEX = {"1": "男", "2": "女", "": ""}
WORDS_OF_HOUSE = {"1": "男生楼", "2": "女生楼", "": ""}


def to_text(found: StaffList) -> str:
    """The readable rows as JSON."""
    return json.dumps([[entry.row, _cells(entry)] for entry in found.entries], ensure_ascii=False)


def _cells(entry: Entry) -> dict[str, str]:
    told = {
        NUMBER: entry.staff_no,
        NAME: entry.name,
        SEX: WORDS_OF_SEX[entry.sex],
        TELEPHONE: entry.telephone,
        TITLE: entry.title or {"homeroom_teacher": "班主任", "teacher": "任课教师"}[entry.role.value],
        CLASS: entry.class_number,
        HOUSE: WORDS_OF_HOUSE[entry.house],
        VETTED: entry.vetted_on.isoformat() if entry.vetted_on else "",
    }
    return {column: text for column, text in told.items() if text}


def from_text(text: str, today: date) -> StaffList:
    """The list again, every cell checked as if it came from the sheet; Refused when it is none."""
    try:
        rows = json.loads(text)
        cells: list[tuple[int, dict[str, Cell]]] = [(int(number), {str(k): str(v) for k, v in row.items()}) for number, row in rows]
    except (ValueError, TypeError, AttributeError):
        raise Refused(_l("The list was lost on the way. Choose the file again.")) from None
    return list_of(cells, today)
