"""A return as a file: for the printer, for a spreadsheet, for another program. What leaves is protected."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import Response, jsonify, send_file
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.core.errors import Refused
from portal.core.pdf.answering import answer
from portal.core.sheets.writing import XLSX
from portal.journal.operations import record
from portal.school.queries import school_profile
from portal.summaries import documents, exchange, workbook
from portal.summaries.models import Return
from portal.summaries.paper import Paper, paper_of
from portal.summaries.publishing import shown_of, shown_outside
from portal.summaries.queries.returns import findings_of, reasons_of, signed_before, steps_of
from portal.summaries.sheet import outside_sheet
from portal.summaries.views.door import blueprint, wanted

NOT_YET = _l("Which small counts are hidden is worked out when the draft is handed on. Until then the return leaves in no form.")


@blueprint.page("/<int:return_id>/paper.pdf", requires=Permission.SEE_RETURNS)
def paper(return_id: int) -> ResponseReturnValue:
    """The A4 sheet with places for the signatures and the seal."""
    found = wanted(return_id)
    content = documents.printed(_paper(found), current_viewer().name)
    return _noted(found, answer(content, f"{_name(found)}.pdf", download=False))


@blueprint.page("/<int:return_id>/table.xlsx", requires=Permission.SEE_RETURNS)
def table(return_id: int) -> ResponseReturnValue:
    """The same sheet as a workbook, with a second one by grade, sex and boarding."""
    found, target = wanted(return_id), BytesIO()
    workbook.write(target, _paper(found), shown_outside(found, Refused(NOT_YET)))
    target.seek(0)
    return _noted(found, send_file(target, mimetype=XLSX, as_attachment=True, download_name=f"{_name(found)}.xlsx", max_age=0))


@blueprint.page("/<int:return_id>/figures.json", requires=Permission.SEE_RETURNS)
def figures(return_id: int) -> ResponseReturnValue:
    """The figures for another program; the shape is that of data/return.schema.json."""
    found = wanted(return_id)
    response = jsonify(message_of(found))
    response.headers["Content-Disposition"] = f"attachment; filename={_name(found)}.json"
    return _noted(found, response)


def message_of(found: Return) -> dict[str, Any]:
    """All that leaves the school of a return."""
    shown = shown_outside(found, Refused(NOT_YET))
    return exchange.message(found, shown, school_profile(), findings_of(found.id), reasons_of(found.id), steps_of(found.id))


def _paper(found: Return) -> Paper:
    last = signed_before(found)
    sheet = outside_sheet(shown_outside(found, Refused(NOT_YET)), shown_of(last) if last else None)
    return paper_of(found, findings_of(found.id), steps_of(found.id), sheet, school_profile())


def _name(found: Return) -> str:
    return f"{found.kind}-{found.period}-{found.edition}"


def _noted(found: Return, response: Response) -> Response:
    record("summaries.taken_out", subject=found, by=current_viewer())
    return response
