"""Papers of an evening: the blank list for a house without signal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _

from portal.core.filters import day
from portal.core.pdf.document import Document
from portal.duty.evening.words import STANDINGS
from portal.duty.queries.lists import Line
from portal.school.classes import class_name

BOX = "□"


def roll_sheet(title: str, school: str, printed_by: str, evening: date, listed: Sequence[Line], link: str) -> bytes:
    """Names with boxes, hours and signatures; whom the gate let out before is printed so."""
    paper = Document(title=title, school=school, printed_by=printed_by, subtitle=day(evening))
    paper.facts([(_("When the names were called"), " "), (_("Who called them"), " ")])
    boxes = _("%(box)s there   %(box)s on leave   %(box)s not here", box=BOX)
    rows = [
        (str(number), one.name, class_name(one.class_id), str(STANDINGS[one.state]) if one.left and one.state else boxes, "")
        for number, one in enumerate(listed, start=1)
    ]
    paper.table((_("No."), _("Child"), _("Class"), _("Where"), _("Remark")), rows, widths=(1, 3, 3, 6, 4))
    paper.heading(_("Rounds and what happened"), 2)
    paper.blank_lines(5)
    paper.signatures([_("Handed over by"), _("Taken over by")])
    return paper.qr(link, _("Scan this to type the sheet in.")).bytes()
