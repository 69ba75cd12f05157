"""Papers of a case: a letter to one side, one side's own file, and the whole file for those who handle it, by letters only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from portal.bullying.case_shown import clock_lines, step_facts, step_title
from portal.bullying.case_words import CLASSES, EVIDENCE, LETTERS, MANNERS, MEASURES, ROLES, SEATS, STATES, TIERS
from portal.bullying.letters import full_day
from portal.bullying.models.evidence import Evidence, EvidenceKind
from portal.bullying.models.letters import Letter
from portal.bullying.models.measures import Measure
from portal.bullying.models.steps import Step
from portal.bullying.queries.case_file import CaseFile, Side
from portal.bullying.report_words import KINDS
from portal.bullying.rules.joining import joined
from portal.bullying.rules.masking import redacted
from portal.bullying.rules.measures import LIMITS
from portal.core.filters import day, moment
from portal.core.pdf.document import Document
from portal.school.classes import class_name

Masked = Callable[[str | None], str]


@dataclass(frozen=True)
class Sheet:
    """Whose paper it is."""

    school: str
    printed_by: str


def letter_paper(sheet: Sheet, letter: Letter) -> bytes:
    """A letter home as it was worded when it was written, with a receipt to sign and give back."""
    said = letter.content
    paper = Document(title=said["title"], school=sheet.school, printed_by="", subtitle=letter.number, internal=False)
    paper.paragraph(said["to"]).paragraph("")
    for words in said["paragraphs"]:
        paper.paragraph(words, "indent")
    if said["rights"]:
        paper.heading(_("What you can do"))
        for words in said["rights"]:
            paper.paragraph(words, "indent")
    paper.space(6).paragraph(sheet.school, "right").paragraph(full_day(letter.made_at), "right")
    paper.signatures([_("Principal")], seal=_("School seal"))
    paper.heading(_("Receipt"), 2).paragraph(_("I have received this letter, %(number)s.", number=letter.number))
    return paper.signatures([_("Guardian")]).bytes()


def side_paper(sheet: Sheet, file: CaseFile, side: Side) -> bytes:
    """What is on record of one child alone; every other child is another pupil, and nothing another side said is in it."""

    def masked(text: str | None) -> str:
        return redacted(text or "", file.masks(side.party.id))

    own = side.party.id
    name = side.child.name if side.child else side.letter
    paper = _paper(sheet, _("File of one side"), f"{file.case.number} · {name}")
    paper.facts([(_("Child"), name), (_("Class"), class_name(side.child.class_id) if side.child else "")])
    paper.facts([(_("Part"), ROLES[side.party.role]), (_("Stands at"), STATES[file.case.state])])
    _steps(paper, file, [step for step in file.steps if step.party_id == own], masked, own)
    _statements(paper, [one for one in file.evidence if one.party_id == own and one.kind is EvidenceKind.STATEMENT], masked)
    _measures(paper, file, [one for one in file.measures if one.party_id == own], masked)
    _letters(paper, file, [one for one in file.letters if one.party_id == own])
    return paper.bytes()


def case_paper(sheet: Sheet, file: CaseFile) -> bytes:
    """Everything on record, in order, for the archive; children by letter, names taken out of every text."""

    def masked(text: str | None) -> str:
        return redacted(text or "", file.masks())

    case = file.case
    paper = _paper(sheet, _("File of a bullying case"), case.number)
    paper.facts(
        [
            (_("Kind of act"), KINDS[case.kind]),
            (_("Day it happened"), day(case.happened_on)),
            (_("Where"), masked(case.place)),
            (_("Known to the school"), moment(case.known_at)),
            (_("Stands at"), STATES[case.state]),
            (_("Tier"), TIERS[case.tier] if case.tier else ""),
        ]
    )
    paper.paragraph(masked(case.words))
    _sides(paper, file)
    _clocks(paper, file)
    _steps(paper, file, file.steps, masked)
    _evidence(paper, file, masked)
    _statements(paper, [one for one in file.evidence if one.kind is EvidenceKind.STATEMENT], masked)
    _committee(paper, file, masked)
    _measures(paper, file, file.measures, masked)
    _letters(paper, file, file.letters)
    return paper.bytes()


def _paper(sheet: Sheet, title: str, subtitle: str) -> Document:
    return Document(title=title, school=sheet.school, printed_by=sheet.printed_by, subtitle=subtitle)


def _sides(paper: Document, file: CaseFile) -> None:
    paper.heading(_("Pupils"))
    rows = [(side.letter, class_name(side.child.class_id) if side.child else "", ROLES[side.party.role]) for side in file.sides]
    paper.table((_("Called"), _("Class"), _("Part")), rows)


def _clocks(paper: Document, file: CaseFile) -> None:
    paper.heading(_("Clocks"))
    rows = [(one.words, one.due, one.state) for one in clock_lines(file)]
    paper.table((_("What"), _("To be done by"), _("Kept")), rows, widths=(4, 3, 3))


def _steps(paper: Document, file: CaseFile, steps: Sequence[Step], masked: Masked, own: int | None = None) -> None:
    paper.heading(_("What was done"))
    rows = [
        (
            moment(step.happened_at),
            joined([one for one in (step_title(step), file.letter(step.party_id)) if one]),
            " ".join(one for one in (masked(step.words), step_facts(file, step, masked)) if one),
            file.name(step.recorded_by_id, own),
        )
        for step in steps
    ]
    paper.table((_("When"), _("What"), _("In words"), _("Who")), rows, widths=(3, 3, 7, 2))


def _evidence(paper: Document, file: CaseFile, masked: Masked) -> None:
    if file.evidence:
        paper.heading(_("Evidence"))
        rows = [(one.place, EVIDENCE[one.kind], masked(one.title), moment(one.taken_at), one.digest[:16]) for one in file.evidence]
        head = (_("No."), _("Kind of evidence"), _("What it is called"), _("Taken in"), _("Digest"))
        paper.table(head, rows, widths=(1, 3, 5, 3, 3))


def _statements(paper: Document, pieces: Sequence[Evidence], masked: Masked) -> None:
    for piece in pieces:
        paper.heading(_("Statement %(number)s", number=piece.place), 2)
        paper.paragraph(masked(piece.text), "indent")
        if piece.beside:
            paper.paragraph(_("There was also: %(who)s", who=masked(piece.beside)), "note")


def _committee(paper: Document, file: CaseFile, masked: Masked) -> None:
    if file.members:
        paper.heading(_("Committee"))
        rows = [(file.member_name(one), SEATS[one.seat], masked(one.recused_why) if one.recused_at else "") for one in file.members]
        paper.table((_("Name"), _("Seat"), _("Stood back because")), rows)
    for meeting in file.meetings:
        paper.heading(_("Meeting of %(day)s", day=moment(meeting.held_at)), 2)
        paper.paragraph(masked(meeting.minutes), "indent")
    for finding in file.findings:
        paper.paragraph(masked(finding.reasons), "indent")


def _measures(paper: Document, file: CaseFile, measures: Sequence[Measure], masked: Masked) -> None:
    if measures:
        paper.heading(_("Measures"))
        rows = [(file.letter(one.party_id), *_measure(one, masked)) for one in measures]
        paper.table((_("Side"), _("Measure"), _("What exactly"), _("From, to"), _("Lifted")), rows, widths=(2, 4, 5, 3, 2))


def _measure(one: Measure, masked: Masked) -> tuple[Any, ...]:
    term = joined([day(each) for each in (one.from_day, one.until_day) if each])
    what = f"{CLASSES[LIMITS[one.kind].measure_class]} · {MEASURES[one.kind]}"
    return what, masked(one.words), term, day(one.lifted_at) if one.lifted_at else ""


def _letters(paper: Document, file: CaseFile, letters: Sequence[Letter]) -> None:
    if not letters:
        return
    paper.heading(_("Letters and their arrival"))
    served = {one.letter_id: one for one in file.services}
    rows = []
    for letter in letters:
        service = served.get(letter.id)
        how = (moment(service.served_at), MANNERS[service.manner]) if service else ("", "")
        rows.append((letter.number, LETTERS[letter.kind], file.letter(letter.party_id), *how))
    paper.table((_("Letter number"), _("Letter"), _("Side"), _("Arrived"), _("How")), rows, widths=(3, 4, 2, 3, 4))
