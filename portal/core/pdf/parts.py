"""The larger parts of a paper: tables, name and value pairs, signature lines with a place for the seal, QR codes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from portal.core.pdf.styles import LINE, is_bold, style
from portal.core.pdf.typeface import marked

if TYPE_CHECKING:
    from reportlab.platypus import Flowable, Paragraph, Table

INK = "#000000"
HEAD_GROUND = "#eeeeee"


def words(text: object, kind: str, missing: set[str]) -> Paragraph:
    """One paragraph of that kind; None is empty."""
    from reportlab.platypus import Paragraph

    return Paragraph(marked("" if text is None else str(text), missing, bold=is_bold(kind)), style(kind))


def table(
    head: Sequence[object], rows: Sequence[Sequence[object]], widths: Sequence[float], numbers: frozenset[int], missing: set[str]
) -> Table:
    """A ruled table whose head repeats on every page; `widths` in points, `numbers` the right-aligned columns."""
    from reportlab.platypus import LongTable, TableStyle

    kinds = ["cell-number" if column in numbers else "cell" for column in range(len(widths))]
    head_kinds = [kind.replace("cell", "cell-head") for kind in kinds]
    cells = [_cells(head, head_kinds, missing)] if head else []
    cells += [_cells(row, kinds, missing) for row in rows]
    look: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, LINE), ("VALIGN", (0, 0), (-1, -1), "TOP"), *_padding(3.5, 5)]
    if head:
        look += [("BACKGROUND", (0, 0), (-1, 0), HEAD_GROUND), ("LINEBELOW", (0, 0), (-1, 0), 0.9, INK)]
    ruled = LongTable(cells, colWidths=list(widths), repeatRows=1 if head else 0, style=TableStyle(look))
    ruled.spaceBefore, ruled.spaceAfter = 2, 8
    return ruled


def _cells(row: Sequence[object], kinds: Sequence[str], missing: set[str]) -> list[Paragraph]:
    return [words(text, kind, missing) for text, kind in zip(row, kinds, strict=True)]


def facts(pairs: Sequence[tuple[object, object]], columns: int, width: float, missing: set[str]) -> Table:
    """Name and value side by side, `columns` pairs to a row; pairs without a value are left out."""
    from reportlab.platypus import Table, TableStyle

    known = [(name, value) for name, value in pairs if value not in (None, "")]
    cells: list[list[Any]] = [[words(name, "label", missing), words(value, "cell", missing)] for name, value in known]
    cells += [["", ""]] * (-len(cells) % columns or (0 if cells else columns))
    rows = [[*chain.from_iterable(cells[begin : begin + columns])] for begin in range(0, len(cells), columns)]
    share = width / columns
    look = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, -1), 0.3, LINE), *_padding(3, 4)])
    return Table(rows, colWidths=[share * 0.28, share * 0.72] * columns, style=look, spaceAfter=8)


def signatures(labels: Sequence[str], seal: str, day: str, width: float, missing: set[str]) -> Flowable:
    """A line to sign on over each label, the day under it; `seal` leaves a square for the stamp. Never split over two pages."""
    from reportlab.platypus import KeepTogether, Table, TableStyle

    names = [words(label, "cell", missing) for label in labels]
    days = [words(day, "label", missing) for _label in labels]
    share = (width - (95 if seal else 0)) / max(1, len(labels))
    look: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP"), *_padding(2, 0)]
    look += [("LINEABOVE", (column, 1), (column, 1), 0.6, INK) for column in range(0, 2 * len(labels), 2)]
    rows: list[list[Any]] = [_spread([""] * len(labels)), _spread(names), _spread(days)]
    sizes = [part for _label in labels for part in (share - 14, 14)]
    if seal:
        rows = [[*rows[0], words(seal, "note", missing)], [*rows[1], ""], [*rows[2], ""]]
        sizes.append(95)
        place = ((-1, 0), (-1, 2))
        look += [("SPAN", *place), ("BOX", *place, 0.5, LINE, None, (2, 3)), ("LEFTPADDING", *place, 5)]
    return KeepTogether([Table(rows, colWidths=sizes, rowHeights=[40, 18, 26], style=TableStyle(look), spaceBefore=14)])


def _spread(cells: Sequence[Any]) -> list[Any]:
    return [part for cell in cells for part in (cell, "")]


def qr(text: str, side: float) -> Flowable:
    """A QR code, `side` points wide with its quiet zone."""
    import segno
    from reportlab.graphics.shapes import Drawing, Rect
    from reportlab.lib.colors import Color

    rows = list(segno.make(text, error="m", micro=False).matrix_iter(border=2))
    step = side / len(rows)
    black: Any = {"fillColor": Color(0, 0, 0), "strokeColor": None}
    drawn = Drawing(side, side)
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                drawn.add(Rect(across * step, side - (down + 1) * step, step * 1.02, step * 1.02, **black))
    return drawn


def _padding(vertical: float, horizontal: float) -> list[Any]:
    whole = ((0, 0), (-1, -1))
    sizes = {"TOP": vertical, "BOTTOM": vertical, "LEFT": horizontal, "RIGHT": horizontal}
    return [(f"{side}PADDING", *whole, size) for side, size in sizes.items()]
