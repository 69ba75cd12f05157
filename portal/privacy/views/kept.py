"""The processing record, and what is past its term."""

from __future__ import annotations

from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.access.permissions import Permission
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.pdf.answering import answer
from portal.journal.operations import record
from portal.privacy.documents import record_paper
from portal.privacy.forms import EmptyingForm
from portal.privacy.lines import lines
from portal.privacy.operations.emptying import empty
from portal.privacy.queries import emptied_lately, holding_named, holdings, last_day, months_of, past_counts, past_terms
from portal.privacy.views.door import blueprint, school_name, uploads

KEEP = Permission.KEEP_PRIVACY


@blueprint.page("/", requires=KEEP)
def index() -> ResponseReturnValue:
    """Every kind of personal information: why, on what ground, who reads it, until when."""
    return render_template("privacy/index.html", lines=lines(holdings()))


@blueprint.page("/record.pdf", requires=KEEP)
def record_pdf() -> ResponseReturnValue:
    """The processing record on paper (个人信息保护法 55-56: kept three years)."""
    viewer = current_viewer()
    record("privacy.record_printed", by=viewer)
    return answer(record_paper(lines(holdings()), school=school_name(), printed_by=viewer.name), _("Processing record") + ".pdf")


@blueprint.page("/retention", requires=KEEP)
def retention() -> ResponseReturnValue:
    """Each term, how much is past it, and what was emptied before."""
    counts = past_counts()
    rows = [(one, months_of(one), counts[one.key]) for one in holdings() if one.months]
    labels = {one.key: one.label for one in holdings()}
    may = current_viewer().may(Permission.EMPTY_TEXTS)
    return render_template("privacy/retention.html", rows=rows, emptied=emptied_lately(), labels=labels, may=may)


@blueprint.page("/retention/<key>", requires=Permission.EMPTY_TEXTS, methods=("GET", "POST"))
def term(key: str) -> ResponseReturnValue:
    """What would be emptied, by name; and the act itself."""
    viewer, form, holding = current_viewer(), EmptyingForm(), holding_named(key)

    def act() -> None:
        count = empty(holding, expected=form.expected.data, reason=form.reason.data, folder=uploads(), by=viewer)
        flash(ngettext("Emptied for %(num)s entry", "Emptied for %(num)s entries", count), "ok")

    if form.accepts(act):
        return redirect(url_for("privacy.retention"), code=303)
    found = past_terms(holding, request.args.get("page", 1, type=int))
    shown = {"holding": holding, "found": found, "months": months_of(holding), "until": last_day(holding, clock.today())}
    page_url = partial(_page_of, key)
    return render_template("privacy/term.html", form=form, page_url=page_url, **shown), 422 if form.errors else 200


def _page_of(key: str, number: int) -> str:
    return url_for("privacy.term", key=key, page=number)
