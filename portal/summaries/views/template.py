"""The authority's own workbook, filled in the browser."""

from __future__ import annotations

from io import BytesIO

from flask import render_template, send_file
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.core.sheets.writing import XLSX
from portal.exchange.message import read_message
from portal.journal.operations import record
from portal.summaries.forms import TemplateForm
from portal.summaries.template import filled
from portal.summaries.views.door import blueprint, wanted
from portal.summaries.views.files import message_of


@blueprint.page("/<int:return_id>/form", requires=Permission.PREPARE_RETURN, methods=("GET", "POST"))
def fill_form(return_id: int) -> ResponseReturnValue:
    """Upload the authority's form, get it back with its named cells filled."""
    found, form, made = wanted(return_id), TemplateForm(), []
    message = read_message(message_of(found))
    if form.accepts(lambda: made.append(filled(form.file.data.stream, message))):
        record("summaries.taken_out", subject=found, by=current_viewer())
        name = f"{found.kind}-{found.period}-{found.edition}-form.xlsx"
        return send_file(BytesIO(made[0]), mimetype=XLSX, as_attachment=True, download_name=name, max_age=0)
    return render_template("summaries/form.html", found=found, form=form), 422 if form.errors else 200
