"""Papers of a home visit, from plain data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from portal.children.models import Child
from portal.core.filters import day
from portal.core.pdf.document import Document
from portal.school.classes import class_name
from portal.visits.models import HomeVisit
from portal.visits.queries.visits import Following
from portal.visits.shown import lines_of
from portal.visits.words import HAZARDS, MODES, SIGNED, TEXTS

BOX = "□"


@dataclass(frozen=True)
class Sheet:
    """Whose paper it is."""

    school: str
    printed_by: str


def blank_sheet(sheet: Sheet, child: Child, address: str, link: str) -> bytes:
    """The form to write on by hand; the QR code opens the same form in the portal."""
    paper = _paper(sheet, child)
    modes = "  ".join(f"{BOX} {words}" for words in MODES.values())
    paper.facts([(_("Child"), child.name), (_("Class"), class_name(child.class_id)), (_("Home"), address), (_("Day"), " ")])
    paper.facts([(_("How you met"), modes), (_("Visitors"), " ")], columns=1)
    for key, words in TEXTS.items():
        paper.heading(str(words), 2)
        if key == "hazard_note":
            paper.paragraph("  ".join(f"{BOX} {hazard}" for hazard in HAZARDS.values()))
        paper.blank_lines(1)
    paper.signatures([_("Parent or carer"), _("Visitors")])
    return paper.qr(link, _("Scan this to type the sheet in.")).bytes()


def visit_paper(
    sheet: Sheet, child: Child, visit: HomeVisit, visitors: Sequence[str], following: Sequence[Following], picture: bytes | None
) -> bytes:
    """What was written down, with the signature where one was drawn or photographed."""
    paper = _paper(sheet, child)
    paper.facts([(_("Child"), child.name), (_("Class"), class_name(child.class_id)), (_("Day"), day(visit.day))])
    paper.facts([(_("How you met"), MODES[visit.mode]), (_("Visitors"), _(", ").join(visitors))])
    paper.facts(lines_of(visit.form), columns=1)
    if following:
        paper.heading(_("What has to follow"))
        rows = [(one.words, one.owner, day(one.due), day(one.done_at) if one.done_at else "") for one in following]
        paper.table((_("What has to be done"), _("Who does it"), _("To be done by"), _("Done")), rows, widths=(5, 2, 2, 2))
    paper.heading(_("Signature"))
    if picture is None:
        paper.paragraph(str(SIGNED[visit.signed]))
        return paper.signatures([_("Parent or carer"), _("Visitors")]).bytes()
    return paper.picture(picture, 70, 30).paragraph(str(SIGNED[visit.signed]), "note").bytes()


def _paper(sheet: Sheet, child: Child) -> Document:
    return Document(title=_("Record of a home visit"), school=sheet.school, printed_by=sheet.printed_by, subtitle=child.name)
