"""Text tables: UTF-8 (with or without a mark), UTF-16 with one, or GB18030; commas, semicolons or tabs between the cells."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from portal.core.sheets import limits, refusals
from portal.core.sheets.cells import Row, text_or_formula

_CHUNK = 1 << 18


class Delimited:
    """A text table as a workbook of one sheet; the row number is the one Excel would show.

    `max_rows` may be raised where the file comes from the machine's own keeper and not from an upload.
    """

    def __init__(self, stream: BinaryIO, max_rows: int = limits.MAX_ROWS) -> None:
        self.stream = stream
        self.max_rows = max_rows
        self.encoding = _encoding(stream)
        self.delimiter = _delimiter(stream, self.encoding)
        self.names = [""]

    def rows(self, index: int) -> Iterator[Row]:
        self.stream.seek(0)
        text = io.TextIOWrapper(self.stream, encoding=self.encoding, newline="")
        number = 0
        try:
            for number, cells in enumerate(csv.reader(text, delimiter=self.delimiter), start=1):
                if number > self.max_rows:
                    raise refusals.too_many_rows(self.max_rows)
                if len(cells) > limits.MAX_COLUMNS:
                    raise refusals.broken_line(number)
                yield Row(number, [(text_or_formula(cell) if cell[0] == "=" else cell) if cell else None for cell in cells])
        except csv.Error as broken:
            raise refusals.broken_line(number + 1) from broken
        finally:
            if not self.stream.closed:  # rows nobody walked to their end are ended after their file
                text.detach()  # closing the wrapper would close the caller's file

    def close(self) -> None:
        """Nothing of its own is open."""


def _encoding(stream: BinaryIO) -> str:
    """The first encoding that reads every byte. GB18030, not GBK: 䶮 and 𫖯 are in names."""
    stream.seek(0)
    mark = stream.read(2)
    candidates = ["utf-16"] if mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else ["utf-8-sig", "gb18030"]
    _check_lines(stream)
    for encoding in candidates:
        if _decodes(stream, encoding):
            return encoding
    raise refusals.unreadable_characters()


def _decodes(stream: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    stream.seek(0)
    try:
        while chunk := stream.read(_CHUNK):
            if "\0" in decoder.decode(chunk):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _check_lines(stream: BinaryIO) -> None:
    """One endless line would have to be held in memory whole."""
    stream.seek(0)
    line, length = 1, 0
    while chunk := stream.read(_CHUNK):
        for piece in chunk.replace(b"\r", b"\n").splitlines(keepends=True):
            length += len(piece)
            if length > 4 * limits.MAX_TEXT:
                raise refusals.broken_line(line)
            if piece.endswith(b"\n"):
                line, length = line + 1, 0


def _delimiter(stream: BinaryIO, encoding: str) -> str:
    """The mark that is found most often in the first lines, the comma when there is none."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    start = decoder.decode(stream.read(_CHUNK // 4))
    return max(",;\t", key=start.count)
