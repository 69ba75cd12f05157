"""One paper from its words to its bytes."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, Self

from flask_babel import format_date, get_locale
from flask_babel import gettext as _

from portal.core import clock
from portal.core.pdf import parts
from portal.core.pdf.page_frame import FOOT, MILLIMETRE, SIDE, TOP, HeadLine, numbering_canvas
from portal.core.pdf.typeface import STAND_IN, register_font

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

A4 = (210 * MILLIMETRE, 297 * MILLIMETRE)


class Document:
    """A4 sheets with the school's head line. Each method adds one part and returns the paper; all text is taken literally.

    `internal` puts "internal, keep safe" on top (leave it off for certificates and letters home); `invariant` makes the same
    content give the same bytes; `missing` holds the characters the font lacks, shown as 〓 and named at the end of the paper.
    """

    def __init__(
        self,
        *,
        title: str,
        school: str,
        printed_by: str,
        landscape: bool = False,
        subtitle: str = "",
        internal: bool = True,
        invariant: bool = False,
    ) -> None:
        register_font()
        self.missing: set[str] = set()
        self._title = title
        self._school = school
        self._invariant = invariant
        self._size = (A4[1], A4[0]) if landscape else A4
        self._head = HeadLine(school, _("Internal, keep safe") if internal else "", _printed(printed_by))
        self._story: list[Flowable] = []
        self._add(title, "title")
        if subtitle:
            self._add(subtitle, "subtitle")

    @property
    def width(self) -> float:
        """The width between the margins, in points."""
        return self._size[0] - 2 * SIDE

    def heading(self, text: str, level: int = 1) -> Self:
        """A heading, level 1 or 2; near the foot of a sheet it goes over to the next one with what follows."""
        from reportlab.platypus import CondPageBreak

        self._put(CondPageBreak(30 * MILLIMETRE))
        return self._add(text, f"heading{level}")

    def paragraph(self, text: str, kind: str = "") -> Self:
        """A paragraph; kind '', 'indent' (official prose), 'note' (small), 'centre', 'right' or 'big' (certificates)."""
        return self._add(text, kind)

    def facts(self, pairs: Sequence[tuple[object, object]], columns: int = 2) -> Self:
        """Name and value pairs; those without a value are left out."""
        return self._put(parts.facts(pairs, columns, self.width, self.missing))

    def table(
        self, head: Sequence[object], rows: Sequence[Sequence[object]], *, widths: Sequence[float] = (), numbers: Sequence[int] = ()
    ) -> Self:
        """A table; `widths` are shares of the page (equal when left out), `numbers` the columns set to the right."""
        count = len(head) or len(rows[0])
        shares = list(widths) or [1.0] * count
        sizes = [self.width * share / sum(shares) for share in shares]
        return self._put(parts.table(head, rows, sizes, frozenset(numbers), self.missing))

    def signatures(self, labels: Sequence[str], *, seal: str = "") -> Self:
        """Lines to sign on with a place for the day; `seal` (such as "School seal") leaves a square for the stamp."""
        return self._put(parts.signatures(labels, seal, _("Day:"), self.width, self.missing))

    def qr(self, text: str, caption: str = "", side: float = 30) -> Self:
        """A QR code, `side` millimetres wide, with words under it."""
        self._put(parts.qr(text, side * MILLIMETRE))
        return self._add(caption, "note") if caption else self

    def picture(self, content: bytes, wide: float, high: float) -> Self:
        """A picture (PNG or JPEG) within `wide` by `high` millimetres, at the left."""
        from reportlab.platypus import Image

        return self._put(Image(BytesIO(content), wide * MILLIMETRE, high * MILLIMETRE, kind="proportional", hAlign="LEFT"))

    def blank_lines(self, count: int) -> Self:
        """Ruled lines to write on by hand."""
        from reportlab.platypus import HRFlowable

        for _line in range(count):
            self._put(HRFlowable(width="100%", thickness=0.5, color="#999999", spaceBefore=24, spaceAfter=0))
        return self.space(3)

    def space(self, millimetres: float) -> Self:
        """White space."""
        from reportlab.platypus import Spacer

        return self._put(Spacer(1, millimetres * MILLIMETRE))

    def page_break(self) -> Self:
        """What follows begins on a new sheet."""
        from reportlab.platypus import PageBreak

        return self._put(PageBreak())

    def bytes(self) -> bytes:
        """The finished file. Call it once."""
        if self.missing:
            codes = ", ".join(f"U+{ord(char):04X}" for char in sorted(self.missing))
            self._add(_("%(mark)s stands for a character this paper cannot show: %(codes)s", mark=STAND_IN, codes=codes), "note")
        target = BytesIO()
        template = self._template(target)
        template.build(self._story, canvasmaker=numbering_canvas())
        return target.getvalue()

    def _template(self, target: BytesIO) -> Any:
        from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

        width, height = self._size
        frame = Frame(SIDE, FOOT, self.width, height - TOP - FOOT, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
        sheet = PageTemplate(frames=[frame], onPage=lambda canvas, _template: self._head.draw(canvas, width, height))
        return BaseDocTemplate(
            target,
            pagesize=self._size,
            pageTemplates=[sheet],
            title=self._title,
            author=self._school,
            creator="Shouwang",
            lang=str(get_locale() or "zh_CN").replace("_", "-"),
            invariant=int(self._invariant),
            allowSplitting=1,
        )

    def _add(self, text: str, kind: str) -> Self:
        return self._put(parts.words(text, kind, self.missing))

    def _put(self, part: Flowable) -> Self:
        self._story.append(part)
        return self


def _printed(by: str) -> str:
    now = clock.local(clock.now())
    if not by:
        return ""
    return _("Printed by %(name)s on %(day)s at %(time)s", name=by, day=format_date(now.date(), "long"), time=f"{now:%H:%M}")
