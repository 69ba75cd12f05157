"""The slips of a class for the survey: cut apart, shuffled, drawn from a box."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from portal.core.pdf.document import Document

A_SHEET = 5


def slips_paper(codes: Sequence[str], *, address: str, school: str, class_name: str) -> bytes:
    """Five slips a sheet; the QR code carries address and code."""
    paper = Document(title=_("What school is like for you"), school=school, printed_by="", subtitle=class_name, internal=False)
    for place, code in enumerate(codes):
        if place and place % A_SHEET == 0:
            paper.page_break()
        paper.qr(f"{address}?code={code}", side=22)
        paper.facts([(_("Address"), address), (_("Code"), code)])
        paper.paragraph(_("Draw one slip from the box. Nobody knows which one you have. Every question may be left out."), "note")
        paper.paragraph("✂" + " -" * 60, "note")
    return paper.bytes()
