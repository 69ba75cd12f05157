"""Paper of a round: slips of consent, codes to hand out, the class report without scores, one child's result."""

from __future__ import annotations

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.core.pdf.answering import answer
from portal.journal.operations import record
from portal.school.classes import class_name
from portal.school.queries import school_profile
from portal.screening.documents import Head, child_paper, class_paper, code_slips, consent_slips
from portal.screening.operations.codes import print_codes
from portal.screening.queries.advice import advice_for_class
from portal.screening.queries.answering import counselors
from portal.screening.queries.child import earlier, interviews_of, results_of, taking
from portal.screening.queries.rounds import asked_of_class, progress, round_within
from portal.screening.queries.work import scale_in
from portal.screening.shown import latest, scale_name, score_lines
from portal.screening.views.blueprint import blueprint

NOTE = Permission.RECORD_SCREENING_CONSENT
OF_CLASS = "/screening/rounds/<int:round_id>/classes/<int:class_id>"


def _head(subtitle: str = "") -> Head:
    profile = school_profile()
    return Head(profile.name if profile else "", current_viewer().name, subtitle)


@blueprint.page(f"{OF_CLASS}/consent.pdf", requires=NOTE)
def consent_pdf(round_id: int, class_id: int) -> ResponseReturnValue:
    """A slip for each family that has not said anything yet."""
    viewer = current_viewer()
    found = round_within(viewer, round_id)
    silent = [one.name for one in asked_of_class(viewer, round_id, class_id) if one.word is None]
    record("screening.slips_printed", subject=found, by=viewer)
    content = consent_slips(_head(class_name(class_id)), found, scale_name(found), silent, counselors())
    return answer(content, _("Consent, %(class_name)s", class_name=class_name(class_id)) + ".pdf")


@blueprint.page(f"{OF_CLASS}/codes.pdf", requires=NOTE, methods=("POST",))
def codes_pdf(round_id: int, class_id: int) -> ResponseReturnValue:
    """Fresh codes for those who may answer; earlier ones are void."""
    viewer = current_viewer()
    found = round_within(viewer, round_id)
    printed = print_codes(found, class_id, by=viewer)
    content = code_slips(_head(class_name(class_id)), found, printed, url_for("screening.code", _external=True))
    return answer(content, _("Codes, %(class_name)s", class_name=class_name(class_id)) + ".pdf")


@blueprint.page(f"{OF_CLASS}/report.pdf", requires=Permission.SEE_SCREENING_PROGRESS)
def class_pdf(round_id: int, class_id: int) -> ResponseReturnValue:
    """For the homeroom teacher: counts, and what to do where the counselor released it. No score, no answer."""
    viewer = current_viewer()
    found = round_within(viewer, round_id)
    asked_of_class(viewer, round_id, class_id)
    counts = progress(viewer, round_id)[round_id][class_id]
    record("screening.class_report_printed", subject=found, by=viewer)
    content = class_paper(_head(class_name(class_id)), found, counts, advice_for_class(viewer, round_id, class_id))
    return answer(content, _("Screening, %(class_name)s", class_name=class_name(class_id)) + ".pdf")


@blueprint.page("/screening/rounds/<int:round_id>/children/<int:child_id>/result.pdf", requires=Permission.RUN_SCREENING)
def child_pdf(round_id: int, child_id: int) -> ResponseReturnValue:
    """One child's result, for the counselor's own cabinet."""
    viewer = current_viewer()
    found = taking(viewer, round_id, child_id)
    record("screening.result_printed", subject=found.participant, child_id=child_id, by=viewer)
    last = None if found.withdrawn else latest(results_of(found.participant.id))
    before = earlier(found.of, child_id)
    lines = score_lines(scale_in(found.of), last.content, before[-1].content if before else None) if last else []
    content = child_paper(_head(found.child.name), found.of, scale_name(found.of), last, lines, interviews_of(found.participant.id))
    return answer(content, _("Screening, %(name)s", name=found.child.name) + ".pdf")
