"""One door for every spreadsheet that comes in: guarded, then read row by row with the sheet's own row numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol, Self

from portal.core.sheets.cells import Cell, Row
from portal.core.sheets.delimited import Delimited
from portal.core.sheets.kinds import readable_kind, suffix_of
from portal.core.sheets.xls import Xls
from portal.core.sheets.xlsx import Xlsx

HEADER_WITHIN = 40  # titles, notes and merged lines above the headings of a table


class Book(Protocol):
    """A workbook of any format; `names` has the visible sheets first."""

    names: list[str]

    def rows(self, index: int) -> Iterator[Row]: ...

    def close(self) -> None: ...


class Sheet:
    """The chosen sheet of an open file. `rows()` may be walked again and again; `header` is None when no row was accepted."""

    def __init__(self, book: Book, file: BinaryIO | None, index: int, header: Row | None, others: Sequence[str]) -> None:
        self.name = book.names[index]
        self.header = header
        self.others = tuple(others)  # further sheets with an accepted header: nobody reads them, so somebody should be told
        self._book = book
        self._file = file
        self._index = index

    def rows(self) -> Iterator[Row]:
        """Every row up to the last with a value, the empty ones too."""
        return self._book.rows(self._index)

    def close(self) -> None:
        self._book.close()
        if self._file is not None:
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def open_sheet(source: Path | BinaryIO, filename: str = "", *, accepts: Callable[[Sequence[Cell]], bool] = any) -> Sheet:
    """The first sheet in whose first rows `accepts` knows a header (any filled row, when nothing is said); else the first sheet.

    `source` is a path or a seekable binary file, `filename` the name it was uploaded under. Raises Refused, in words, for a file
    that is no readable spreadsheet or too much of one. A path is closed with the sheet, a caller's own file is not.
    """
    if isinstance(source, Path):
        file = source.open("rb")
        try:
            return _opened(file, filename or source.name, accepts, own=True)
        except BaseException:
            file.close()
            raise
    return _opened(source, filename, accepts, own=False)


def _opened(file: BinaryIO, filename: str, accepts: Callable[[Sequence[Cell]], bool], *, own: bool) -> Sheet:
    book = _book(file, readable_kind(file, suffix_of(filename)))
    headers = [(index, header) for index in range(len(book.names)) if (header := _header(book, index, accepts)) is not None]
    index, header = headers[0] if headers else (0, None)
    return Sheet(book, file if own else None, index, header, [book.names[other] for other, _ in headers[1:]])


def _book(file: BinaryIO, kind: str) -> Book:
    if kind == "xlsx":
        return Xlsx(file)
    return Xls(file) if kind == "xls" else Delimited(file)


def _header(book: Book, index: int, accepts: Callable[[Sequence[Cell]], bool]) -> Row | None:
    return next((row for row in islice(book.rows(index), HEADER_WITHIN) if accepts(row.cells)), None)
