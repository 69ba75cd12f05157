"""How words look on paper: one size for reading, one for tables, one for notes; only black and grey."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from portal.core.pdf.typeface import BOLD, REGULAR

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle

GREY = "#444444"
LINE = "#777777"

# name: (font, size, leading, space before, space after, alignment 0 left 1 centre 2 right, first-line indent), in points
_LOOKS: dict[str, tuple[str, float, float, float, float, Literal[0, 1, 2], float]] = {
    "title": (BOLD, 17, 24, 0, 3, 1, 0),
    "subtitle": (REGULAR, 10.5, 15, 0, 9, 1, 0),
    "heading1": (BOLD, 12.5, 18, 11, 4, 0, 0),
    "heading2": (BOLD, 10.5, 16, 7, 2, 0, 0),
    "": (REGULAR, 10.5, 17, 0, 5, 0, 0),
    "indent": (REGULAR, 10.5, 18, 0, 5, 0, 21),
    "note": (REGULAR, 8.5, 13, 0, 4, 0, 0),
    "centre": (REGULAR, 10.5, 17, 0, 5, 1, 0),
    "right": (REGULAR, 10.5, 17, 0, 5, 2, 0),
    "big": (REGULAR, 14, 26, 6, 6, 0, 28),
    "cell": (REGULAR, 9.5, 13.5, 0, 0, 0, 0),
    "cell-number": (REGULAR, 9.5, 13.5, 0, 0, 2, 0),
    "cell-head": (BOLD, 9.5, 13.5, 0, 0, 0, 0),
    "cell-head-number": (BOLD, 9.5, 13.5, 0, 0, 2, 0),
    "label": (REGULAR, 9.5, 13.5, 0, 0, 0, 0),
}


@cache
def style(kind: str) -> ParagraphStyle:
    """The paragraph style of that kind; an unknown kind is a KeyError."""
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle

    font, size, leading, before, after, alignment, indent = _LOOKS[kind]
    return ParagraphStyle(
        name=f"paper-{kind}",
        fontName=font,
        fontSize=size,
        leading=leading,
        spaceBefore=before,
        spaceAfter=after,
        alignment=alignment,
        firstLineIndent=indent,
        textColor=HexColor(GREY if kind in ("note", "label", "subtitle") else "#000000"),
        wordWrap="CJK",
    )


def is_bold(kind: str) -> bool:
    """Whether that kind is set in the bold font."""
    return _LOOKS[kind][0] == BOLD
