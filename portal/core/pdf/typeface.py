"""The two embedded fonts, and what to do with a character neither of them has."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from portal.core.pdf import unicode_map

FONTS = Path(__file__).parent / "fonts"
REGULAR = "ShouwangSans"
BOLD = "ShouwangSans-Bold"
STAND_IN = "〓"  # the printers' mark for a character that is not in the case


@cache
def register_font() -> None:
    """Make both fonts known to the PDF library; the first call reads them (about 20 MiB), later ones cost nothing."""
    from reportlab.lib.fonts import addMapping
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    unicode_map.mend()
    pdfmetrics.registerFont(TTFont(REGULAR, str(FONTS / "ShouwangSans-Regular.ttf")))
    pdfmetrics.registerFont(TTFont(BOLD, str(FONTS / "ShouwangSans-Bold.ttf")))
    for bold in (0, 1):
        for italic in (0, 1):
            addMapping(REGULAR, bold, italic, BOLD if bold else REGULAR)


@cache
def characters(font: str) -> frozenset[int]:
    """The characters a registered font can draw."""
    from reportlab.pdfbase import pdfmetrics

    register_font()
    known: Any = pdfmetrics.getFont(font)
    return frozenset(known.face.charToGlyph)


def plain(text: str, missing: set[str]) -> str:
    """One line for the canvas: what cannot be drawn becomes 〓 and is added to `missing`."""
    return "".join(_drawable(char, missing) for char in text.replace("\n", " ") if char >= " ")


def marked(text: str, missing: set[str], *, bold: bool = False) -> str:
    """Escaped text for a paragraph; line breaks are kept, a character only Regular has is drawn in Regular."""
    runs: list[str] = []
    for char in text:
        if char == "\n":
            runs.append("<br/>")
        elif char == "\t" or char >= " ":
            drawn = escape(_drawable(char, missing))
            thin = bold and ord(char) not in characters(BOLD)
            runs.append(f'<font name="{REGULAR}">{drawn}</font>' if thin else drawn)
    return "".join(runs)


def _drawable(char: str, missing: set[str]) -> str:
    if ord(char) in characters(REGULAR) or char in "\t\u00a0":
        return char
    if char in "\ufe0f\u200b\u200d\ufeff":  # marks without a shape of their own
        return ""
    missing.add(char)
    return STAND_IN
