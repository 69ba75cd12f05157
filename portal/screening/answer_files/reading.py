"""A file of answer sheets of any readable kind, told by what is in it."""

from __future__ import annotations

import codecs
import io
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from portal.core.sheets import refusals as sheet_refusals
from portal.core.sheets.delimited import Delimited
from portal.core.sheets.kinds import kind_of
from portal.core.sheets.reading import open_sheet
from portal.screening.answer_files.listing import sheets_in
from portal.screening.answer_files.table import TableReader
from portal.screening.answer_files.values import Answer
from portal.screening.scales.definition import Scale

MAX_ROWS = 1_000_000
_JSON_STARTS = (b"[", b"{")


@dataclass(frozen=True)
class AnswerFile:
    """Sheets by id, in the order of the file, and the items for which a table has no column."""

    sheets: dict[str, dict[int, Answer]]
    absent_items: list[int]


def read_answers(path: Path, scale: Scale) -> AnswerFile:
    """Read csv (UTF-8, UTF-16 or GB18030), a workbook or json. Refused, in words, for a file that cannot be meant."""
    content = path.read_bytes()
    start = content.removeprefix(codecs.BOM_UTF8).lstrip()
    if start.startswith(_JSON_STARTS):
        return AnswerFile(sheets_in(_decoded(content), scale), [])
    return read_table(io.BytesIO(content), path.name, scale)


def read_table(file: BinaryIO, filename: str, scale: Scale) -> AnswerFile:
    """A table of answers; a text table is read whatever its name."""
    reader = TableReader(scale)
    if kind_of(file) == "csv":
        reader.read(Delimited(file, MAX_ROWS).rows(0))
    else:
        with open_sheet(file, filename) as sheet:
            reader.read(sheet.rows())
    return AnswerFile(reader.sheets, reader.absent_items() if reader.sheets else [])


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise sheet_refusals.unreadable_characters()
