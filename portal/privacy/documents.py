"""The processing record and the assessment of impact on paper."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from portal.core.filters import day
from portal.core.pdf.document import Document
from portal.privacy.lines import Line
from portal.privacy.models import ImpactAssessment
from portal.privacy.words import QUESTIONS


def record_paper(lines: Sequence[Line], *, school: str, printed_by: str) -> bytes:
    """One line a kind, A4 across, to be signed and kept three years."""
    paper = Document(title=_("Processing record of personal information"), school=school, printed_by=printed_by, landscape=True)
    paper.paragraph(_("Personal Information Protection Law, articles 55 and 56: kept for at least three years."), "note")
    _table(paper, lines)
    paper.signatures([_("Safeguarding lead"), _("Principal")], seal=_("School seal"))
    return paper.bytes()


def _table(paper: Document, lines: Sequence[Line]) -> None:
    head = (_("What is kept"), _("What it is for"), _("Ground"), _("Who reads it"), _("How long it is kept"), _("Given to"))
    rows = [
        (one.what, one.purpose, _("%(ground)s: %(law)s", ground=one.ground, law=one.law), one.readers, one.kept, one.given)
        for one in lines
    ]
    paper.table(head, rows, widths=(4, 4, 5, 5, 4, 3))


def assessment_paper(
    found: ImpactAssessment, lines: Sequence[Line], *, by: str, signed_by: str, school: str, printed_by: str
) -> bytes:
    """The assessment with the processing record it rests on."""
    number = _("edition %(number)s", number=found.edition)
    paper = Document(
        title=_("Assessment of impact on personal information"),
        school=school,
        printed_by=printed_by,
        subtitle=number,
        landscape=True,
    )
    written = _("%(name)s, %(day)s", name=by, day=day(found.made_at))
    signed = _("%(name)s, %(day)s", name=signed_by, day=day(found.signed_at)) if found.signed_at else _("not signed yet")
    paper.facts([(_("Written by"), written), (_("Signed by"), signed)])
    for key, question in QUESTIONS.items():
        paper.heading(str(question), 2)
        paper.paragraph(getattr(found, key))
    paper.heading(_("What is kept"))
    _table(paper, lines)
    paper.signatures([_("Safeguarding lead"), _("Principal")], seal=_("School seal"))
    return paper.bytes()
