"""What is added to a report: steps, files, who knows, what the police asked for; nothing is ever taken away."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound
from portal.core.forms import Form
from portal.reporting.forms import ChildForm, ClearedForm, HandedForm, KnowingForm, PaperForm, RequestForm, StepForm
from portal.reporting.models import MandatoryReport, StepKind
from portal.reporting.operations.filing import (
    Done,
    add_file,
    add_knowing,
    add_request,
    add_step,
    clear_guardian,
    hand_over,
    name_child,
)
from portal.reporting.queries.reports import candidates, report_seen
from portal.reporting.views.blueprint import blueprint
from portal.reporting.views.filing import AT_HAND, aware
from portal.reporting.views.report import folder
from portal.reporting.words import STEPS

POST = ("POST",)


@blueprint.page("/mandatory-reports/<int:report_id>/steps/<kind>", requires=Permission.FILE_REPORT, methods=("GET", "POST"))
def step(report_id: int, kind: str) -> ResponseReturnValue:
    """Write down a step; the finder can do it as well as the handler."""
    viewer, form = current_viewer(), StepForm()
    found, wanted = report_seen(viewer, report_id), _kind(kind)
    if request.method == "GET":
        form.at.data = clock.local(clock.now())
    if form.accepts(lambda: add_step(found, _done(form, wanted), by=viewer)):
        flash(_("Written down"), "ok")
        return redirect(url_for("reporting.report", report_id=report_id), code=303)
    page = render_template("reporting/step.html", report=found, form=form, kind=wanted, title=STEPS[wanted], **AT_HAND)
    return page, 422 if form.errors else 200


def _kind(kind: str) -> StepKind:
    if kind not in set(StepKind):
        raise NotFound
    if kind == StepKind.CLOSED and not (
        current_viewer().may(Permission.HANDLE_REPORTS) or current_viewer().may(Permission.SEE_REPORTS)
    ):
        raise NotFound
    return StepKind(kind)


def _done(form: StepForm, kind: StepKind) -> Done:
    texts = {key: form[key].data or "" for key in ("office", "officer", "receipt", "words")}
    return Done(kind, aware(form.at.data), **texts)


def _added(found: MandatoryReport, form: Form, act: Callable[[], object], part: str) -> ResponseReturnValue:
    """Carry out a small form of the page, or show it alone with its reason."""
    if form.accepts(act):
        flash(_("Written down"), "ok")
        return redirect(url_for("reporting.report", report_id=found.id, _anchor=part), code=303)
    return render_template("reporting/small.html", report=found, form=form), 422


@blueprint.page("/mandatory-reports/<int:report_id>/files", requires=Permission.FILE_REPORT, methods=POST)
def keep_file(report_id: int) -> ResponseReturnValue:
    """A photo or paper more."""
    viewer, form = current_viewer(), PaperForm()
    found = report_seen(viewer, report_id)

    def act() -> None:
        add_file(found, form.title.data, form.file.data.stream.read(), folder(), by=viewer)

    return _added(found, form, act, "files")


@blueprint.page("/mandatory-reports/<int:report_id>/knowing", requires=Permission.FILE_REPORT, methods=POST)
def knows(report_id: int) -> ResponseReturnValue:
    """Somebody more who knows."""
    viewer, form = current_viewer(), KnowingForm()
    found = report_seen(viewer, report_id)
    return _added(found, form, lambda: add_knowing(found, form.who.data, form.why.data, by=viewer), "knowing")


@blueprint.page("/mandatory-reports/<int:report_id>/requests", requires=Permission.FILE_REPORT, methods=POST)
def asked(report_id: int) -> ResponseReturnValue:
    """Something the police asked for."""
    viewer, form = current_viewer(), RequestForm()
    found = report_seen(viewer, report_id)
    return _added(found, form, lambda: add_request(found, form.words.data, by=viewer), "requests")


@blueprint.page("/mandatory-reports/<int:report_id>/requests/<int:request_id>", requires=Permission.FILE_REPORT, methods=POST)
def handed(report_id: int, request_id: int) -> ResponseReturnValue:
    """It was handed over."""
    viewer, form = current_viewer(), HandedForm()
    found = report_seen(viewer, report_id)
    return _added(found, form, lambda: hand_over(found, request_id, form.handed.data, by=viewer), "requests")


@blueprint.page("/mandatory-reports/<int:report_id>/child", requires=Permission.SEE_REPORTS, methods=POST)
def whose(report_id: int) -> ResponseReturnValue:
    """Whose file it belongs to."""
    viewer, form = current_viewer(), ChildForm()
    found = report_seen(viewer, report_id)
    form.child_id.choices = [(id_, name) for id_, name, _class in candidates(found)]
    return _added(found, form, lambda: name_child(found, form.child_id.data, by=viewer), "child")


@blueprint.page("/mandatory-reports/<int:report_id>/guardians", requires=Permission.SEE_REPORTS, methods=POST)
def cleared(report_id: int) -> ResponseReturnValue:
    """One of the family may hear of it: the police agreed."""
    viewer, form = current_viewer(), ClearedForm()
    found = report_seen(viewer, report_id)
    return _added(found, form, lambda: clear_guardian(found, form.guardian_id.data, form.reason.data, by=viewer), "family")
