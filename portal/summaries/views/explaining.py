"""Writing figures in by hand, and the sentences that go up with a return."""

from __future__ import annotations

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound
from portal.summaries.definitions import Indicator, return_forms
from portal.summaries.forms import ExplanationForm, FigureForm
from portal.summaries.models import Return
from portal.summaries.operations.counting import require_draft, write_in
from portal.summaries.operations.explaining import explain_change, explain_finding
from portal.summaries.queries.returns import changed_figures, entries_of, findings_of, reasons_of
from portal.summaries.views.door import back_to, blueprint, wanted
from portal.summaries.words import finding_words, period_words


@blueprint.page("/<int:return_id>/figures/<indicator>", requires=Permission.PREPARE_RETURN, methods=("GET", "POST"))
def figure(return_id: int, indicator: str) -> ResponseReturnValue:
    """A figure the portal does not hold."""
    found, line = _line(return_id, indicator)
    count, source = entries_of(found.id).get(line.id, (None, ""))
    form = FigureForm(data={"count": count, "source": source})
    if form.accepts(lambda: write_in(found, line, form.count.data, form.source.data, by=current_viewer())):
        flash(_("The figure is saved."))
        return back_to(found.id)
    return render_template("summaries/figure.html", found=found, line=line, form=form, month=_month(found)), _status(form)


@blueprint.page("/<int:return_id>/findings/<int:finding_id>", requires=Permission.PREPARE_RETURN, methods=("GET", "POST"))
def finding(return_id: int, finding_id: int) -> ResponseReturnValue:
    """Why a balance does not hold."""
    found = wanted(return_id)
    require_draft(found)
    one = next((one for one in findings_of(found.id) if one.id == finding_id), None)
    if one is None:
        raise NotFound
    form = ExplanationForm(data={"text": one.explanation})
    if form.accepts(lambda: explain_finding(found, finding_id, form.text.data, by=current_viewer())):
        flash(_("The explanation is saved."))
        return back_to(found.id)
    title = finding_words(return_forms()[found.kind], one)
    return render_template("summaries/explanation.html", found=found, title=title, form=form, month=_month(found)), _status(form)


@blueprint.page("/<int:return_id>/changes/<indicator>", requires=Permission.PREPARE_RETURN, methods=("GET", "POST"))
def change(return_id: int, indicator: str) -> ResponseReturnValue:
    """Why a figure differs from the signed version."""
    found, line = _line(return_id, indicator)
    before, now = changed_figures(found).get(line.id, (None, None))
    reason = reasons_of(found.id).get(line.id)
    form = ExplanationForm(data={"text": reason.reason if reason else ""})
    if form.accepts(lambda: explain_change(found, line.id, form.text.data, by=current_viewer())):
        flash(_("The explanation is saved."))
        return back_to(found.id)
    title = _("%(name)s: %(before)s in the signed version, now %(now)s", name=line.name, before=before, now=now)
    return render_template("summaries/explanation.html", found=found, title=title, form=form, month=_month(found)), _status(form)


def _line(return_id: int, indicator: str) -> tuple[Return, Indicator]:
    found = wanted(return_id)
    require_draft(found)
    line = return_forms()[found.kind].indicator(indicator)
    if line is None:
        raise NotFound
    return found, line


def _month(found: Return) -> str:
    return period_words(found.period)


def _status(form: FigureForm | ExplanationForm) -> int:
    return 422 if form.errors else 200
