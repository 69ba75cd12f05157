"""Evidence: taking it in, reading it, opening its file, handing the original on."""

from __future__ import annotations

from io import BytesIO

from flask import render_template, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.bullying.case_words import CUSTODY, EVIDENCE
from portal.bullying.forms.deciding import CustodyForm, EvidenceForm
from portal.bullying.models.evidence import CustodyAct, Evidence, EvidenceKind
from portal.bullying.operations.evidence import Piece, hand_on, open_piece, take_in
from portal.bullying.queries.case_file import CaseFile, case_file
from portal.bullying.queries.verifying import custody_of, is_whole
from portal.bullying.rules.masking import redacted
from portal.bullying.views.acting import BOTH, filled, folder, sides
from portal.bullying.views.blueprint import blueprint
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound
from portal.journal.operations import record


@blueprint.page("/bullying/cases/<int:case_id>/evidence/new", requires=Permission.HANDLE_BULLYING, methods=BOTH)
def taking(case_id: int) -> ResponseReturnValue:
    """Something comes in: its digest is taken now, its file is sealed."""
    file = case_file(current_viewer(), case_id)
    form = EvidenceForm(sides(file))

    def save(by: Viewer) -> None:
        take_in(file, _piece(form), folder(), by=by)

    lead = _("A child tells it once, with an adult it trusts. The digest taken now proves later that nothing was changed.")
    said = _("Taken in and sealed")
    return filled(file, form, _("Add evidence"), save, said=said, part="evidence", lead=lead, multipart=True)


def _piece(form: EvidenceForm) -> Piece:
    sent = form.file.data
    return Piece(
        kind=EvidenceKind(form.kind.data),
        title=form.title.data,
        text=form.text.data or "",
        beside=form.beside.data or "",
        original=form.original.data or "",
        content=sent.stream.read() if sent else b"",
        party_id=form.party_id.data or None,
    )


def _found(case_id: int, evidence_id: int) -> tuple[CaseFile, Evidence]:
    file = case_file(current_viewer(), case_id)
    piece = next((one for one in file.evidence if one.id == evidence_id), None)
    if piece is None:
        raise NotFound
    return file, piece


@blueprint.page("/bullying/cases/<int:case_id>/evidence/<int:evidence_id>", requires=Permission.SIT_ON_COMMITTEE)
def piece(case_id: int, evidence_id: int) -> ResponseReturnValue:
    """One piece with its custody log, and whether it is what came in; reading it is noted."""
    file, found = _found(case_id, evidence_id)
    viewer, names = current_viewer(), file.masks()
    record("bullying.evidence_read", subject=found, by=viewer)
    return render_template(
        "bullying/cases/evidence.html",
        file=file,
        case=file.case,
        piece=found,
        custody=custody_of(found),
        whole=is_whole(found, folder()),
        acts=CUSTODY,
        kinds=EVIDENCE,
        masked=lambda text: redacted(text or "", names),
        handles=viewer.may(Permission.HANDLE_BULLYING),
    )


@blueprint.page(
    "/bullying/cases/<int:case_id>/evidence/<int:evidence_id>/content", requires=Permission.SIT_ON_COMMITTEE, methods=("POST",)
)
def content(case_id: int, evidence_id: int) -> ResponseReturnValue:
    """The file, unsealed for this answer only; opening it is a line of the custody log."""
    _file, found = _found(case_id, evidence_id)
    if found.stored_as is None:
        raise NotFound
    opened = open_piece(found, folder(), by=current_viewer())
    answer = send_file(BytesIO(opened), mimetype=found.media_type, max_age=0)
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@blueprint.page(
    "/bullying/cases/<int:case_id>/evidence/<int:evidence_id>/custody", requires=Permission.HANDLE_BULLYING, methods=BOTH
)
def custody(case_id: int, evidence_id: int) -> ResponseReturnValue:
    """The original changes hands."""
    file, found = _found(case_id, evidence_id)
    form = CustodyForm()

    def save(by: Viewer) -> None:
        hand_on(found, CustodyAct(form.act.data), form.words.data, by=by)

    return filled(file, form, _("The original changes hands"), save, said=_("Noted in the custody log"), part="evidence")
