"""The form of a mandatory report on paper (rules §9.8), from plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from portal.core.errors import Words
from portal.core.filters import moment
from portal.core.pdf.document import Document
from portal.reporting.models import Knowing, MandatoryReport, PoliceRequest, ReportFile
from portal.reporting.queries.reports import Step
from portal.reporting.words import HOTLINES, STEPS, SUSPECTS


@dataclass(frozen=True)
class Bundle:
    """All that belongs to one report."""

    report: MandatoryReport
    finder: str
    lines: Sequence[tuple[Words, str]]
    steps: Sequence[Step]
    files: Sequence[ReportFile]
    requests: Sequence[PoliceRequest]
    knowing: Sequence[Knowing]


def report_paper(bundle: Bundle, *, school: str, printed_by: str) -> bytes:
    """The form with its steps, receipts, digests and the short list of who knows."""
    report = bundle.report
    paper = Document(title=_("Mandatory report"), school=school, printed_by=printed_by, subtitle=report.number)
    paper.facts([(_("Found by"), bundle.finder), (_("When you found it"), moment(report.found_at))])
    paper.facts([*bundle.lines, (_("Is a guardian suspected?"), SUSPECTS[report.suspect])], columns=1)
    _steps(paper, bundle.steps)
    if bundle.files:
        paper.heading(_("What belongs to it"))
        paper.table((_("What it is"), _("Digest")), [(file.title, file.digest) for file in bundle.files], widths=(2, 5))
    if bundle.requests:
        paper.heading(_("What the police asked for"))
        rows = [(one.words, moment(one.at), moment(one.handed_at), one.handed_words or "") for one in bundle.requests]
        paper.table((_("What the police asked for"), _("When"), _("Handed over"), ""), rows, widths=(4, 2, 2, 3))
    paper.heading(_("Who knows"))
    paper.table(
        (_("Who"), _("Why they had to know")), [(_("Found by") + " " + bundle.finder, ""), *_knowing(bundle)], widths=(2, 5)
    )
    paper.paragraph(_(", ").join(f"{words} {number}" for number, words in HOTLINES), "note")
    return paper.signatures([_("Found by"), _("Principal")], seal=_("School seal")).bytes()


def _knowing(bundle: Bundle) -> Sequence[tuple[str, str]]:
    return [(bundle.finder, _("Found by")), *((one.who, one.why) for one in bundle.knowing)]


def _steps(paper: Document, steps: Sequence[Step]) -> None:
    paper.heading(_("Steps"))
    if not steps:
        paper.paragraph(_("Nothing is written down yet."))
    for step in steps:
        paper.heading(f"{STEPS[step.kind]}  {moment(step.at)}", 2)
        body = step.body
        paper.facts([(_("Office or person"), body.get("office", "")), (_("Who received it"), body.get("officer", ""))])
        paper.facts([(_("Number of the receipt"), body.get("receipt", "")), (_("Written down by"), step.by)])
        paper.facts([(_("What was said"), body.get("words", "")), (_("Digest"), step.digest)], columns=1)
