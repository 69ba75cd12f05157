"""Old workbooks (.xls, BIFF)."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import Any, BinaryIO

from portal.core.sheets import limits, refusals
from portal.core.sheets.cells import Cell, Formula, Row, cell_name, plain_text, text_or_formula

_FORMULA_RECORDS = {0x0006, 0x0206, 0x0406}
_END_OF_SHEET = 0x000A


class Xls:
    """One open workbook; visible sheets come first."""

    def __init__(self, stream: BinaryIO) -> None:
        import xlrd

        stream.seek(0)
        try:
            book: Any = xlrd.open_workbook(file_contents=stream.read(), logfile=io.StringIO(), on_demand=True, ragged_rows=True)
            self.book = book
            self.order = sorted(range(book.nsheets), key=lambda index: book._sheet_visibility[index] != 0)
        except xlrd.XLRDError as error:
            raise refusals.encrypted() if "encrypted" in str(error) else refusals.damaged() from error
        except Exception as broken:  # the library raises whatever a broken file makes it stumble over
            raise refusals.damaged() from broken
        self.names = [str(book.sheet_names()[index]) for index in self.order]

    def rows(self, index: int) -> Iterator[Row]:
        try:
            formulas = _formulas(self.book, self.order[index])
            sheet = self.book.sheet_by_index(self.order[index])
        except Exception as broken:  # as above
            raise refusals.damaged() from broken
        if sheet.nrows > limits.MAX_ROWS:
            raise refusals.far_outside(cell_name(sheet.nrows, 1), limits.MAX_ROWS)
        for row in range(sheet.nrows):
            types, values = sheet.row_types(row), sheet.row_values(row)
            cells = [self._cell(kind, value) for kind, value in zip(types, values, strict=True)]
            for column in range(len(cells)):
                if (row, column) in formulas:
                    cells[column] = Formula(plain_text(cells[column]))
            yield Row(row + 1, cells)

    def _cell(self, kind: int, value: Any) -> Cell:
        """Numbers come as floats, whole ones are given back as such while Excel still knew every digit."""
        import xlrd

        if kind == xlrd.XL_CELL_TEXT:
            return text_or_formula(value)
        if kind == xlrd.XL_CELL_NUMBER:
            return int(value) if value.is_integer() and abs(value) < 1e15 else float(value)
        if kind == xlrd.XL_CELL_DATE:
            try:
                moment: Cell = xlrd.xldate_as_datetime(value, self.book.datemode)
            except (ValueError, OverflowError):
                moment = float(value)
            return moment
        if kind == xlrd.XL_CELL_BOOLEAN:
            return bool(value)
        if kind == xlrd.XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(value, "#N/A"))
        return None

    def close(self) -> None:
        self.book.release_resources()


def _formulas(book: Any, index: int) -> set[tuple[int, int]]:
    """(row, column) from 0 of the cells with formulas: the library gives their last values without a word."""
    memory, place, found = book.mem, book._sh_abs_posn[index], set()
    while place + 4 <= len(memory):
        record, length = struct.unpack_from("<HH", memory, place)
        if record in _FORMULA_RECORDS:
            found.add(struct.unpack_from("<HH", memory, place + 4))
        if record == _END_OF_SHEET:
            break
        place += 4 + length
    return found
