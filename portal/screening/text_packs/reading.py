"""A text pack from a two-column sheet (item, wording), checked against the key it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from portal.core.sheets.cells import Row, plain_text
from portal.core.sheets.reading import open_sheet
from portal.screening.answer_files.values import NotANumber, number_in
from portal.screening.scales.definition import Scale
from portal.screening.text_packs import refusals
from portal.screening.text_packs.pack import TextPack

FOLDER = Path(__file__).parents[1] / "data" / "texts"
HEADINGS = {"item", "no", "no.", "number", "题号", "序号", "编号"}
INTROS = {"intro", "introduction", "指导语"}


def read_pack(source: Path | BinaryIO, filename: str, scale: Scale, language: str) -> TextPack:
    """Read csv or a workbook; a heading row and a row "intro" are optional. Refused names each item at fault."""
    if not scale.online:
        raise refusals.import_only(scale)
    with open_sheet(source, filename) as sheet:
        pairs = [pair for row in sheet.rows() if (pair := _pair(row))]
    if pairs and pairs[0][1].lower() in HEADINGS:
        pairs = pairs[1:]
    intro = " ".join(wording for _, item, wording in pairs if item.lower() in INTROS)
    numbered = [(_item(row, item), wording) for row, item, wording in pairs if item.lower() not in INTROS]
    _check(numbered, scale)
    return TextPack(scale.id, language, dict(numbered), intro)


def shipped(scale: Scale, language: str) -> TextPack | None:
    """The wording that comes with the portal; only its own check-in has one."""
    path = FOLDER / f"{scale.id}.{language}.csv"
    return read_pack(path, path.name, scale, language) if path.exists() else None


def _pair(row: Row) -> tuple[int, str, str] | None:
    """Row number, item and wording; None for an empty row."""
    cells = [plain_text(cell).strip() for cell in row.cells]
    if not any(cells):
        return None
    if any(cells[2:]):
        raise refusals.third_column(row.number)
    item, wording = (*cells, "", "")[:2]
    return row.number, item, wording


def _item(row: int, text: str) -> int:
    try:
        number = number_in(text)
    except NotANumber:
        number = None
    if not isinstance(number, int):
        raise refusals.no_item_number(row, text)
    return number


def _check(numbered: Iterable[tuple[int, str]], scale: Scale) -> None:
    """Every item once, none beside them, none without words."""
    found = Counter(item for item, _ in numbered)
    worded = {item for item, wording in numbered if wording}
    known = range(1, scale.items_count + 1)
    twice = [item for item, times in found.items() if times > 1]
    extra = [item for item in found if item not in known]
    missing = [item for item in known if item not in worded]
    if twice or extra or missing:
        raise refusals.items_differ(scale, missing=sorted(missing), extra=sorted(extra), twice=sorted(twice))
