"""A certificate as a picture, made here, because phones keep pictures and send them on."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from flask_babel import gettext as _

from portal.core.pdf.typeface import FONTS, plain
from portal.courses.shown_certificate import Shown

WIDTH, HEIGHT, SIDE = 1080, 1500, 120
PAPER, INK, GOLD, PINE, LIGHT, FAINT = "#fffdf6", "#17302c", "#c9b27a", "#0e5a52", "#f4b63f", "#4a5f5a"
NEVER_FIRST = "，。、；：？」』）"


def certificate_picture(shown: Shown) -> bytes:
    """The certificate as PNG."""
    from PIL import Image, ImageDraw

    sheet = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(sheet)
    for inset, width in ((24, 3), (44, 2)):
        pen.rectangle((inset, inset, WIDTH - inset, HEIGHT - inset), outline=GOLD, width=width)
    _house(pen, WIDTH // 2, 130)
    _centred(pen, shown.heading, 350, 72, bold=True)
    _centred(pen, shown.name, 500, 64, bold=True)
    pen.line((WIDTH // 2 - 220, 590, WIDTH // 2 + 220, 590), fill=INK, width=2)
    below = _paragraph(pen, shown.learned, 640, 40)
    _paragraph(pen, shown.wish, below + 30, 40)
    _foot(sheet, pen, shown)
    target = BytesIO()
    sheet.save(target, "PNG", optimize=True)
    return target.getvalue()


def _house(pen: Any, middle: int, top: int) -> None:
    """The product's house with its lit window."""
    left, right, eaves, ground = middle - 90, middle + 90, top + 80, top + 170
    pen.polygon([(left, eaves), (middle, top), (right, eaves), (right, ground), (left, ground)], fill=PINE)
    pen.rectangle((middle - 34, top + 86, middle + 34, top + 150), fill=LIGHT)
    pen.line((middle, top + 86, middle, top + 150), fill="#7a4b00", width=4)
    pen.line((middle - 34, top + 118, middle + 34, top + 118), fill="#7a4b00", width=4)


def _foot(sheet: Any, pen: Any, shown: Shown) -> None:
    """Number, the code that confirms it, school and day."""
    code = _code(shown.link)
    sheet.paste(code, (SIDE - 20, HEIGHT - 330))
    left = SIDE + code.width
    pen.text((left, HEIGHT - 300), plain(_("Number %(number)s", number=shown.number), set()), font=_font(28), fill=FAINT)
    pen.text((left, HEIGHT - 250), plain(_("Scan to have it confirmed"), set()), font=_font(28), fill=FAINT)
    for line, down in ((shown.school, 190), (shown.day, 140)):
        pen.text((WIDTH - SIDE, HEIGHT - down), plain(line, set()), font=_font(34), fill=INK, anchor="ra")


def _code(link: str) -> Any:
    import segno
    from PIL import Image

    rows = [bytes(0 if dark else 255 for dark in row) for row in segno.make(link, error="m", micro=False).matrix_iter(border=2)]
    small = Image.frombytes("L", (len(rows), len(rows)), b"".join(rows))
    step = max(1, 200 // len(rows))
    return small.resize((len(rows) * step, len(rows) * step), Image.Resampling.NEAREST).convert("RGB")


def _centred(pen: Any, words: str, down: int, size: int, *, bold: bool = False) -> None:
    pen.text((WIDTH // 2, down), plain(words, set()), font=_font(size, bold=bold), fill=INK, anchor="ma")


def _paragraph(pen: Any, words: str, down: int, size: int) -> int:
    """Lines broken anywhere but before closing marks; returns how far down it reaches."""
    font = _font(size)
    for line in _lines(plain(words, set()), font, WIDTH - 2 * SIDE):
        pen.text((SIDE, down), line, font=font, fill=INK)
        down += int(size * 1.8)
    return down


def _lines(words: str, font: Any, width: int) -> Iterator[str]:
    line = ""
    for part in _parts(words):
        if line and part not in NEVER_FIRST and font.getlength(line + part) > width:
            yield line.rstrip()
            line = ""
        line += part
    yield line.rstrip()


def _parts(words: str) -> Iterator[str]:
    """Chinese by the character, other languages by the word."""
    held = ""
    for char in words:
        if char.isascii() and char != " ":
            held += char
        else:
            if held:
                yield held
            held = ""
            yield char
    if held:
        yield held


def _font(size: int, *, bold: bool = False) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(str(FONTS / f"ShouwangSans-{'Bold' if bold else 'Regular'}.ttf"), size)
