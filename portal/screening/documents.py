"""Papers of screening, drawn from values: slips, codes, a report without scores, and one child's result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from flask_babel import gettext as _

from portal.core.filters import day
from portal.core.pdf.document import Document
from portal.screening.consent_text import consent_text
from portal.screening.labels import ATTENTION, DOUBTS, OUTCOMES
from portal.screening.models import Interview, Outcome, Result, Round
from portal.screening.rules import Doubt

SLIPS_A_PAGE = 3
CUT = "✂" + " -" * 60


@dataclass(frozen=True)
class Head:
    """Whose paper it is."""

    school: str
    printed_by: str
    subtitle: str = ""


class CodeSlip(Protocol):
    """A name and the code that opens the sheet."""

    @property
    def name(self) -> str: ...
    @property
    def code(self) -> str: ...


class Line(Protocol):
    """One score as a paper shows it."""

    @property
    def name(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def band(self) -> str: ...
    @property
    def before(self) -> str: ...


class Counts(Protocol):
    """How far a class is."""

    @property
    def asked(self) -> int: ...
    @property
    def agreed(self) -> int: ...
    @property
    def declined(self) -> int: ...
    @property
    def answered(self) -> int: ...


def _paper(head: Head, title: str, *, internal: bool = True) -> Document:
    return Document(title=title, school=head.school, printed_by=head.printed_by, subtitle=head.subtitle, internal=internal)


def consent_slips(head: Head, of: Round, scale: str, names: Sequence[str], readers: Sequence[str]) -> bytes:
    """A page for each family: what for, how, who reads it, how long it is kept, and that no is an answer."""
    paper = _paper(head, _("About screening: your consent"), internal=False)
    for place, name in enumerate(names):
        if place:
            paper.page_break()
        paper.heading(name)
        for words in consent_text(of.name, scale, of.first_day, of.makeup_until or of.last_day, head.school, readers):
            paper.paragraph(words, "indent")
        paper.paragraph("□ " + _("Yes, I agree") + "    □ " + _("No, my child does not take part"))
        paper.signatures([_("Parent or other guardian")])
    if not names:
        paper.paragraph(_("Every family of this class has said its word."))
    return paper.bytes()


def code_slips(head: Head, of: Round, printed: Sequence[CodeSlip], address: str) -> bytes:
    """Slips to cut: name, code, and a picture that brings both along."""
    paper = _paper(head, _("The code of your sheet"), internal=False)
    paper.paragraph(of.name, "note")
    for place, one in enumerate(printed):
        if place and place % SLIPS_A_PAGE == 0:
            paper.page_break()
        paper.heading(one.name, 2)
        paper.qr(f"{address}?code={one.code}", side=30)
        paper.facts([(_("Address"), address), (_("Code for the sheet"), one.code)], columns=1)
        paper.paragraph(_("Only you use this slip. No clock runs, and you may stop and go on later with the same code."), "note")
        paper.paragraph(CUT, "note")
    return paper.bytes()


def class_paper(head: Head, of: Round, counts: Counts, advice: Sequence[tuple[str, str]]) -> bytes:
    """Counts of the class, and what teachers can do where the counselor said so."""
    paper = _paper(head, _("Screening: for the homeroom teacher"))
    paper.paragraph(of.name, "note")
    paper.facts(
        [
            (_("Children asked"), counts.asked),
            (_("Agreed"), counts.agreed),
            (_("Do not take part"), counts.declined),
            (_("Children with a sheet in"), counts.answered),
        ]
    )
    paper.heading(_("What to do"))
    if advice:
        paper.table((_("Child"), _("What helps")), advice, widths=(1, 4))
    else:
        paper.paragraph(_("The counselor has nothing to ask of you for single children now."))
    paper.paragraph(_("Screening gives clues, no conclusions. Please change nothing for a child because of it."))
    paper.paragraph(_("Please ask no child about its answers, and read nothing of this aloud."))
    return paper.bytes()


def child_paper(
    head: Head, of: Round, scale: str, last: Result | None, lines: Sequence[Line], talks: Sequence[tuple[Interview, str]]
) -> bytes:
    """Scores with their bands, doubts, and the talks: for the counselor only."""
    paper = _paper(head, _("Screening result"))
    paper.paragraph(_("This result is no diagnosis."), "note")
    paper.facts([(_("Screening round"), of.name), (_("Scale"), scale), (_("Day"), day(last.on) if last else "")])
    if last is not None:
        for doubt in last.content["doubts"]:
            paper.paragraph(str(DOUBTS[Doubt(doubt)]), "note")
        rows = [(one.name, one.value, one.band, one.before) for one in lines]
        paper.table((_("Score"), _("Figure"), _("How it reads"), _("Before")), rows, widths=(3, 1, 4, 1), numbers=(1, 3))
    for talk, by in talks:
        paper.heading(_("Talk on %(day)s", day=day(talk.day)), 2)
        found = talk.content
        paper.facts(
            [
                (_("What comes of it"), OUTCOMES[Outcome(found["outcome"])]),
                (_("Attention, set by you"), ATTENTION[str(found["attention"])]),
                (_("Led by"), by),
            ]
        )
        paper.paragraph(found["note"] or _("No note."))
    return paper.bytes()
