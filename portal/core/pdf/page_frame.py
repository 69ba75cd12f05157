"""The frame of every sheet: school, keep-safe mark, who printed it and when on top; page n of m at the foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from portal.core.pdf.styles import GREY, LINE
from portal.core.pdf.typeface import REGULAR, plain

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

MILLIMETRE = 72 / 25.4
SIDE = 17 * MILLIMETRE
TOP = 22 * MILLIMETRE
FOOT = 17 * MILLIMETRE


@dataclass(frozen=True)
class HeadLine:
    """The words on top of every page, already in the reader's language."""

    left: str
    middle: str
    right: str

    def draw(self, canvas: Canvas, width: float, height: float) -> None:
        """Draw the line and the words on the current page."""
        level = height - 13 * MILLIMETRE
        lost: set[str] = set()
        canvas.saveState()
        canvas.setFont(REGULAR, 8.5)
        canvas.setFillColor(GREY)
        canvas.setStrokeColor(LINE)
        canvas.drawString(SIDE, level, plain(self.left, lost))
        canvas.drawCentredString(width / 2, level, plain(self.middle, lost))
        canvas.drawRightString(width - SIDE, level, plain(self.right, lost))
        canvas.setLineWidth(0.5)
        canvas.line(SIDE, level - 4, width - SIDE, level - 4)
        canvas.restoreState()


def numbering_canvas() -> type[Canvas]:
    """A canvas that writes "page n of m" once it knows m."""
    from reportlab.pdfgen.canvas import Canvas

    class Numbering(Canvas):
        def __init__(self, *parts: Any, **options: Any) -> None:
            super().__init__(*parts, **options)
            self._kept: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802 the library's name
            self._kept.append(dict(self.__dict__))
            self._startPage()  # type: ignore[attr-defined]  # begins a sheet without writing the last one

        def save(self) -> None:
            for number, page in enumerate(self._kept, 1):
                self.__dict__.update(page)
                _number(self, number, len(self._kept))
                super().showPage()
            super().save()

    return Numbering


def _number(canvas: Any, number: int, of: int) -> None:
    width, _height = canvas._pagesize
    canvas.setFont(REGULAR, 8.5)
    canvas.setFillColor(GREY)
    canvas.drawCentredString(width / 2, 9 * MILLIMETRE, _("Page %(number)s of %(of)s", number=number, of=of))
