"""Modern workbooks: guarded as an archive, walked once by `scan`, then read row by row."""

from __future__ import annotations

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from portal.core.sheets import limits, refusals
from portal.core.sheets.cells import Cell, Formula, Row, plain_text, text_or_formula
from portal.core.sheets.scan import Found, scan


def guard(stream: BinaryIO) -> dict[str, Found]:
    """Refuse an archive that is broken or grows out of bounds; otherwise what each of its XML parts holds.

    The declared sizes may be trusted for the limit: the unpacker never gives more than declared. A limit on the ratio is not
    needed, since the sum is bounded whatever the ratio.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
            if len(entries) > limits.MAX_ENTRIES:
                raise refusals.overloaded()
            if sum(entry.file_size for entry in entries) > limits.MAX_UNPACKED:
                raise refusals.unpacks_too_big(limits.MAX_UNPACKED // limits.MEGABYTE)
            if any(entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for entry in entries):
                raise refusals.damaged()
            return {entry.filename: _scan_entry(archive, entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError) as broken:
        raise refusals.damaged() from broken


def _scan_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Found:
    """Whatever its name: anything that begins like XML could be read as a sheet."""
    with archive.open(entry) as part:
        begins = part.read(4)
    if b"<" not in begins and not begins.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return Found()
    with archive.open(entry) as part:
        return scan(part)


class Xlsx:
    """One open workbook; visible sheets come first."""

    def __init__(self, stream: BinaryIO) -> None:
        self.found = guard(stream)
        import openpyxl

        # It warns of styles and validations it does not keep, which nobody here asks for.
        warnings.filterwarnings("ignore", module=r"openpyxl\.")
        try:
            self.book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
            sheets: list[Any] = sorted(self.book.worksheets, key=lambda sheet: sheet.sheet_state != "visible")
            self.sheets = sheets
        except Exception as broken:  # the library raises whatever a broken file makes it stumble over
            raise refusals.damaged() from broken
        self.names = [str(sheet.title) for sheet in sheets]

    def rows(self, index: int) -> Iterator[Row]:
        sheet = self.sheets[index]
        found = self.found.get(str(sheet._worksheet_path).lstrip("/"), Found())
        if not found.last_row:
            return
        sheet.reset_dimensions()  # what the file says of its own size is often wrong
        try:
            for number, cells in enumerate(
                sheet.iter_rows(max_row=found.last_row, max_col=found.last_column, values_only=True), start=1
            ):
                yield Row(number, _marked(number, cells, found))
        except Exception as broken:  # as above
            raise refusals.damaged() from broken

    def close(self) -> None:
        self.book.close()


def _marked(number: int, cells: tuple[Any, ...], found: Found) -> list[Cell]:
    marked: list[Cell] = [text_or_formula(cell) if isinstance(cell, str) else cell for cell in cells]
    if found.formulas:
        for column, cell in enumerate(marked, start=1):
            if (number, column) in found.formulas and not isinstance(cell, Formula):
                marked[column - 1] = Formula(plain_text(cell))
    return marked
