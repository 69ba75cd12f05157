"""One report: its steps and clocks, what belongs to it, who knows; and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import current_app, render_template, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.children.vault import unseal
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound, Words
from portal.core.pdf.answering import answer
from portal.journal.operations import record
from portal.reporting.bundles import untouched
from portal.reporting.documents import Bundle, report_paper
from portal.reporting.forms import HandedForm, KnowingForm, PaperForm, RequestForm
from portal.reporting.models import MandatoryReport, Safe, Situation, StepKind
from portal.reporting.queries.reports import (
    candidates,
    family_of,
    files_of,
    knowing_of,
    limits,
    name_of,
    report_seen,
    requests_of,
    steps_of,
)
from portal.reporting.rules import running
from portal.reporting.views.blueprint import blueprint
from portal.reporting.views.filing import AT_HAND
from portal.reporting.words import CLOCKS, EVIDENCE, FOUND_HOW, SAFE, SHEET, SITUATIONS, STEPS, SUSPECTS, WAY
from portal.school.classes import class_name
from portal.school.queries import school_profile


def folder() -> Path:
    """Where files are kept, sealed."""
    found: Path = current_app.config["PORTAL"].uploads
    return found


def lines_of(report: MandatoryReport) -> Sequence[tuple[Words, str]]:
    """The sheet in its order, choices in words."""
    sheet: dict[str, Any] = dict(report.sheet)
    told = {
        "how": FOUND_HOW.get(sheet.get("how", ""), ""),
        "situations": "\n".join(str(SITUATIONS[Situation(one)]) for one in sheet.get("situations", ())),
        "safe": SAFE[Safe(sheet["safe"])] if sheet.get("safe") else "",
        "evidence": _(", ").join(str(EVIDENCE[one]) for one in sheet.get("evidence", ())),
    }
    return [(words, str(told.get(key, sheet.get(key, "")))) for key, words in SHEET.items()]


@blueprint.page("/mandatory-reports/<int:report_id>", requires=Permission.FILE_REPORT)
def report(report_id: int) -> ResponseReturnValue:
    """The report; reading it is noted, without the child, so that no family can read it from who looked."""
    viewer = current_viewer()
    found = report_seen(viewer, report_id)
    record("reporting.opened", subject=found, by=viewer)
    leads = viewer.may(Permission.HANDLE_REPORTS) or viewer.may(Permission.SEE_REPORTS)
    return render_template("reporting/report.html", report=found, leads=leads, **_parts(found, leads=leads), **AT_HAND)


def _parts(found: MandatoryReport, *, leads: bool) -> dict[str, Any]:
    """What the page shows, in a fixed number of statements."""
    steps = steps_of(found.id)
    first: dict[StepKind, Any] = {}
    for step in steps:
        first[step.kind] = min(step.at, first.get(step.kind, step.at))
    return {
        "finder": name_of(found.found_by_id),
        "lines": lines_of(found),
        "log": list(zip(steps, untouched(found, steps), strict=True)),
        "first": first,
        "due": running(found.found_at, first, limits()),
        "files": files_of(found.id),
        "requests": requests_of(found.id),
        "knowing": knowing_of(found.id),
        "family": family_of(found) if leads else (),
        "files_of_the_name": [(id_, f"{name} {class_name(of)}") for id_, name, of in candidates(found)] if leads else (),
        "forms_of": {"paper": PaperForm(), "knowing": KnowingForm(), "request": RequestForm(), "handed": HandedForm()},
        "way": WAY,
        "step_words": STEPS,
        "clocks": CLOCKS,
        "suspects": SUSPECTS,
        "StepKind": StepKind,
    }


@blueprint.page("/mandatory-reports/<int:report_id>/report.pdf", requires=Permission.FILE_REPORT)
def pdf(report_id: int) -> ResponseReturnValue:
    """The form on paper, for the police."""
    viewer, profile = current_viewer(), school_profile()
    found = report_seen(viewer, report_id)
    record("reporting.printed", subject=found, by=viewer)
    parts = (steps_of(found.id), files_of(found.id), requests_of(found.id), knowing_of(found.id))
    bundle = Bundle(found, name_of(found.found_by_id), lines_of(found), *parts)
    paper = report_paper(bundle, school=profile.name if profile else "", printed_by=viewer.name)
    return answer(paper, _("Mandatory report") + f" {found.number}.pdf")


@blueprint.page("/mandatory-reports/<int:report_id>/files/<int:file_id>", requires=Permission.FILE_REPORT)
def opened(report_id: int, file_id: int) -> ResponseReturnValue:
    """A file of a report, unsealed for this answer only."""
    viewer = current_viewer()
    found = report_seen(viewer, report_id)
    kept = next((one for one in files_of(found.id) if one.id == file_id), None)
    if kept is None:
        raise NotFound
    record("reporting.file_opened", subject=kept, by=viewer)
    shown = send_file(BytesIO(unseal(folder(), kept.stored_as, kept.digest)), mimetype=kept.media_type, max_age=0)
    shown.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return shown
