"""The slips of a class on paper: cut along the lines, one for each guardian."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from portal.core.pdf.document import Document
from portal.home.models import PrintedSlip


def slips_paper(printed: Sequence[PrintedSlip], *, address: str, school: str, class_name: str, printed_by: str, days: int) -> bytes:
    """A sheet for each few slips; `address` is where a code is entered, the QR code carries both."""
    paper = Document(title=_("Your own login for the school's portal"), school=school, printed_by=printed_by, subtitle=class_name)
    for place, one in enumerate(printed):
        if place and place % 3 == 0:
            paper.page_break()
        paper.heading(f"{one.guardian} · {one.child} · {one.relation}", 2)
        paper.qr(f"{address}?code={one.code}", side=32)
        paper.facts([(_("Address"), address), (_("Code"), one.code)], columns=1)
        paper.paragraph(
            _(
                "Scan the picture with a telephone, or open the address and write the code. It works once and for %(days)s days.",
                days=days,
            )
            + _("Keep it to yourself. The school never asks for your password."),
            "note",
        )
        paper.paragraph("✂" + " -" * 60, "note")
    return paper.bytes()
