"""Telling by parents and carers, from their own page."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Tier
from portal.bullying.forms.reports import MessageForm, ReportForm
from portal.bullying.models.reports import BullyingReport, Channel
from portal.bullying.operations.reporting import take_report
from portal.bullying.operations.talking import answer
from portal.bullying.queries.reports import decisions_of, names_kept_from, report_seen, reports, talk_of
from portal.bullying.report_words import KINDS, SAFETY, TEXTS
from portal.bullying.views.blueprint import blueprint
from portal.bullying.views.telling import folder, told
from portal.core.blueprint import current_viewer

BOTH = ("GET", "POST")


@blueprint.page("/home/reports", requires=Permission.SEE_HOME, methods=BOTH)
def home_tell() -> ResponseReturnValue:
    """The form, and what this person told before."""
    viewer, form = current_viewer(), ReportForm()
    kept: list[BullyingReport] = []
    if form.accepts(lambda: kept.append(take_report(told(form, Channel.GUARDIAN), folder(), by=viewer))):
        flash(_("The school has your report. You can read here what it answers."), "ok")
        return redirect(url_for("bullying.home_report", report_id=kept[0].id), code=303)
    page = reports(viewer, request.args.get("page", 1, type=int))
    return render_template("bullying/home_tell.html", form=form, before=page.items), 422 if form.errors else 200


@blueprint.page("/home/reports/<int:report_id>", requires=Permission.SEE_HOME, methods=BOTH)
def home_report(report_id: int) -> ResponseReturnValue:
    """What this person told, what the school answered, and one sentence more."""
    viewer, form = current_viewer(), MessageForm()
    found = report_seen(viewer, report_id)
    if form.accepts(lambda: answer(found, form.message.data, by=viewer)):
        flash(_("Sent"), "ok")
        return redirect(url_for("bullying.home_report", report_id=report_id), code=303)
    page = render_template(
        "bullying/home_report.html",
        report=found,
        talk=talk_of(found.id, names_kept_from(found.id, viewer.reaches(Tier.WELFARE).child_ids)),
        decided=bool(decisions_of(found.id)),
        form=form,
        kinds=KINDS,
        safety=SAFETY,
        texts=TEXTS,
    )
    return page, 422 if form.errors else 200
