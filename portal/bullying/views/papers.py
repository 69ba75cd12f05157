"""Letters, files on paper and the ledger; each print is noted."""

from __future__ import annotations

from io import BytesIO

from flask import render_template, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.bullying.bureau_sheet import bureau_sheet, named_files
from portal.bullying.case_words import CLOCK_WORDS, STATES, TIERS
from portal.bullying.documents import Sheet, case_paper, letter_paper, side_paper
from portal.bullying.forms.deciding import LetterForm, ServiceForm
from portal.bullying.ledger import ledger
from portal.bullying.models.letters import Letter, LetterKind, Manner
from portal.bullying.operations.letters import Arrived, serve, write_letter
from portal.bullying.queries.case_file import CaseFile, case_file
from portal.bullying.queries.cases import counted, ledger_files
from portal.bullying.report_words import KINDS
from portal.bullying.views.acting import BOTH, filled, moment, sides
from portal.bullying.views.blueprint import blueprint
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound
from portal.core.pdf.answering import answer
from portal.core.sheets.writing import XLSX
from portal.journal.operations import record
from portal.school.queries import school_profile


def sheet() -> Sheet:
    """The head of every paper."""
    profile = school_profile()
    return Sheet(profile.name if profile else "", current_viewer().name)


@blueprint.page("/bullying/cases/<int:case_id>/letters/new", requires=Permission.HANDLE_BULLYING, methods=BOTH)
def writing(case_id: int) -> ResponseReturnValue:
    """A letter to one side; the names of other children are taken out."""
    file = case_file(current_viewer(), case_id)
    form = LetterForm([(one.party.id, words) for one, (_id, words) in zip(file.standing, sides(file), strict=True) if one.child])

    def save(by: Viewer) -> None:
        write_letter(file, form.party_id.data, LetterKind(form.kind.data), form.facts.data or "", by=by)

    lead = _("The letter names the own child only. Where to appeal and by when stands in it of itself.")
    return filled(file, form, _("Write a letter"), save, said=_("The letter is written"), part="letters", lead=lead)


def _letter(case_id: int, letter_id: int) -> tuple[CaseFile, Letter]:
    file = case_file(current_viewer(), case_id)
    found = next((one for one in file.letters if one.id == letter_id), None)
    if found is None:
        raise NotFound
    return file, found


@blueprint.page("/bullying/cases/<int:case_id>/letters/<int:letter_id>.pdf", requires=Permission.HANDLE_BULLYING)
def letter_pdf(case_id: int, letter_id: int) -> ResponseReturnValue:
    """A letter, to be signed and sealed."""
    file, found = _letter(case_id, letter_id)
    side = file.side(found.party_id)
    record("bullying.printed", subject=found, child_id=side.party.child_id if side else None, by=current_viewer())
    return answer(letter_paper(sheet(), found), f"{found.number}.pdf")


@blueprint.page("/bullying/cases/<int:case_id>/letters/<int:letter_id>/arrival", requires=Permission.HANDLE_BULLYING, methods=BOTH)
def arrival(case_id: int, letter_id: int) -> ResponseReturnValue:
    """The letter arrived."""
    file, found = _letter(case_id, letter_id)
    form = ServiceForm()
    if form.served_at.data is None and not form.is_submitted():
        form.served_at.data = clock.local(clock.now())

    def save(by: Viewer) -> None:
        at = moment(form.served_at.data) or clock.now()
        arrived = Arrived(Manner(form.manner.data), form.receiver.data or "", form.proof.data or "", at)
        serve(file, found, arrived, by=by)

    return filled(file, form, _("The letter arrived"), save, said=_("Noted with its proof"), part="letters")


@blueprint.page("/bullying/cases/<int:case_id>/file.pdf", requires=Permission.HANDLE_BULLYING)
def file_pdf(case_id: int) -> ResponseReturnValue:
    """The whole file by letters, for the archive."""
    file = case_file(current_viewer(), case_id)
    for side in file.sides:
        record("bullying.printed", subject=file.case, child_id=side.party.child_id, by=current_viewer())
    return answer(case_paper(sheet(), file), f"{file.case.number}.pdf")


@blueprint.page("/bullying/cases/<int:case_id>/sides/<int:party_id>/file.pdf", requires=Permission.HANDLE_BULLYING)
def side_pdf(case_id: int, party_id: int) -> ResponseReturnValue:
    """What is on record of one child, without anything of the others."""
    file = case_file(current_viewer(), case_id)
    side = file.side(party_id)
    if side is None:
        raise NotFound
    record("bullying.printed", subject=side.party, child_id=side.party.child_id, by=current_viewer())
    return answer(side_paper(sheet(), file, side), f"{file.case.number}-{side.letter}.pdf")


@blueprint.page("/bullying/ledger.xlsx", requires=Permission.HANDLE_BULLYING)
def ledger_xlsx() -> ResponseReturnValue:
    """All cases of the school year in the bureau's columns."""
    viewer = current_viewer()
    record("bullying.ledger_exported", by=viewer)
    content = ledger(ledger_files(viewer))
    return send_file(BytesIO(content), mimetype=XLSX, as_attachment=True, download_name=_("Bullying ledger") + ".xlsx", max_age=0)


@blueprint.page("/bullying/bureau-list.xlsx", requires=Permission.HANDLE_BULLYING)
def bureau_list() -> ResponseReturnValue:
    """The children of this school year's found cases by name, as the bureau's own list asks; each child is noted."""
    viewer = current_viewer()
    files = ledger_files(viewer)
    for side in (side for file in named_files(files) for side in file.main if side.child):
        record("bullying.named_in_list", subject=side.party, child_id=side.party.child_id, by=viewer)
    name = _("List for the bureau") + ".xlsx"
    return send_file(BytesIO(bureau_sheet(files)), mimetype=XLSX, as_attachment=True, download_name=name, max_age=0)


@blueprint.page("/bullying/counts", requires=Permission.SEE_BULLYING_COUNTS)
def counts() -> ResponseReturnValue:
    """How many cases, and whether the procedure was kept; no names, no words of anybody."""
    words = {"states": STATES, "kinds": KINDS, "tiers": TIERS, "clocks": CLOCK_WORDS}
    handles = current_viewer().may(Permission.HANDLE_BULLYING)
    return render_template("bullying/cases/counts.html", found=counted(), handles=handles, **words)
