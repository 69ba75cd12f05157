"""Reports by the staff: telling, the own ones, those to receive, and deciding on them."""

from __future__ import annotations

from io import BytesIO

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.bullying.codes import fresh_code
from portal.bullying.forms.reports import MessageForm, StaffForm, TriageForm
from portal.bullying.models.reports import BullyingReport, Channel, Outcome
from portal.bullying.operations.reporting import take_report
from portal.bullying.operations.talking import answer
from portal.bullying.operations.triage import Decided, triage
from portal.bullying.queries.reports import (
    cases_from,
    decisions_of,
    names_kept_from,
    picture,
    pictures_of,
    report_received,
    report_seen,
    reports,
    talk_of,
)
from portal.bullying.report_words import CAME, KINDS, OUTCOMES, SAFETY, TEXTS
from portal.bullying.views.blueprint import blueprint
from portal.bullying.views.telling import folder, told
from portal.children.vault import unseal
from portal.core.blueprint import current_viewer
from portal.journal.operations import record

BOTH = ("GET", "POST")
WORDS = {"channels": CAME, "kinds": KINDS, "outcomes": OUTCOMES, "safety": SAFETY, "texts": TEXTS}


@blueprint.page("/bullying/reports", requires=Permission.REPORT_BULLYING)
def index() -> ResponseReturnValue:
    """The own reports; for whoever receives them, all with those to decide on first."""
    viewer, show = current_viewer(), request.args.get("show", "")
    page = reports(viewer, request.args.get("page", 1, type=int), only_open=show == "open")
    return render_template(
        "bullying/reports.html",
        page_of=page,
        show=show,
        receives=viewer.may(Permission.HANDLE_BULLYING),
        here_url=lambda number: url_for("bullying.index", show=show or None, page=number),
        **WORDS,
    )


@blueprint.page("/bullying/reports/new", requires=Permission.REPORT_BULLYING, methods=BOTH)
def tell() -> ResponseReturnValue:
    """What a member of staff saw, or was told; a pupil who told it gets a code to come back with."""
    viewer, form = current_viewer(), StaffForm()
    code = fresh_code() if form.channel.data == Channel.PUPIL.value else ""
    kept: list[BullyingReport] = []
    if form.accepts(lambda: kept.append(take_report(told(form, Channel(form.channel.data), code), folder(), by=viewer))):
        if code:
            flash(_("The report is kept. Write this code down for the pupil: %(code)s", code=code), "warn")
        else:
            flash(_("The report is kept"), "ok")
        return redirect(url_for("bullying.report", report_id=kept[0].id), code=303)
    return render_template("bullying/tell.html", form=form), 422 if form.errors else 200


@blueprint.page("/bullying/reports/<int:report_id>", requires=Permission.REPORT_BULLYING)
def report(report_id: int) -> ResponseReturnValue:
    """One report, for whoever told it and whoever receives it; reading it is noted."""
    return _shown(report_seen(current_viewer(), report_id), MessageForm(formdata=None))


def _shown(found: BullyingReport, form: MessageForm) -> ResponseReturnValue:
    viewer = current_viewer()
    receiving = viewer.may(Permission.HANDLE_BULLYING) and found.kept_from not in viewer.roles
    record("bullying.report_opened", subject=found, by=viewer)
    page = render_template(
        "bullying/report.html",
        report=found,
        receiving=receiving,
        pictures=pictures_of(found.id),
        talk=talk_of(found.id, {} if receiving else names_kept_from(found.id)),
        decisions=decisions_of(found.id),
        cases=cases_from(viewer, found.id) if receiving else (),
        form=form,
        **WORDS,
    )
    return page, 422 if form.errors else 200


@blueprint.page("/bullying/reports/<int:report_id>/messages", requires=Permission.REPORT_BULLYING, methods=("POST",))
def message(report_id: int) -> ResponseReturnValue:
    """One sentence more, from either side."""
    viewer, form = current_viewer(), MessageForm()
    found = report_seen(viewer, report_id)
    if form.accepts(lambda: answer(found, form.message.data, by=viewer)):
        flash(_("Sent"), "ok")
        return redirect(url_for("bullying.report", report_id=report_id, _anchor="talk"), code=303)
    return _shown(found, form)


@blueprint.page("/bullying/reports/<int:report_id>/pictures/<int:picture_id>", requires=Permission.REPORT_BULLYING)
def report_picture(report_id: int, picture_id: int) -> ResponseReturnValue:
    """A picture of a report, unsealed for this answer only."""
    found = report_seen(current_viewer(), report_id)
    kept = picture(found.id, picture_id)
    record("bullying.picture_opened", subject=kept, by=current_viewer())
    shown = send_file(BytesIO(unseal(folder(), kept.stored_as, kept.digest)), mimetype=kept.media_type, max_age=0)
    shown.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return shown


@blueprint.page("/bullying/reports/<int:report_id>/triage", requires=Permission.HANDLE_BULLYING, methods=BOTH)
def decide(report_id: int) -> ResponseReturnValue:
    """What becomes of a report, with the reason."""
    viewer, form = current_viewer(), TriageForm()
    found = report_received(viewer, report_id)
    if form.accepts(lambda: triage(found, _decided(form), by=viewer)):
        flash(_("Decided; your reason is kept"), "ok")
        return redirect(_onwards(report_id, form.outcome.data), code=303)
    return render_template("bullying/triage.html", report=found, form=form), 422 if form.errors else 200


def _onwards(report_id: int, outcome: str) -> str:
    """A case is opened on its own page, by hand, and so is a mandatory report; everything else leads back to the report."""
    if outcome == Outcome.CASE:
        return url_for("bullying.open_new", report=report_id)
    if outcome == Outcome.REFERRED:
        return url_for("reporting.file", how="bullying")
    return url_for("bullying.report", report_id=report_id)


def _decided(form: TriageForm) -> Decided:
    return Decided(Outcome(form.outcome.data), form.reason.data, form.case.data or "", form.message.data or "")
