"""Assessments of impact: written, signed, printed."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Role
from portal.core.blueprint import current_viewer
from portal.core.forms import VersionedForm
from portal.core.pdf.answering import answer
from portal.journal.operations import record
from portal.privacy import queries
from portal.privacy.documents import assessment_paper
from portal.privacy.forms import AssessmentForm
from portal.privacy.lines import lines
from portal.privacy.models import ImpactAssessment
from portal.privacy.operations.assessing import change_assessment, sign_assessment, write_assessment
from portal.privacy.views.door import blueprint, school_name
from portal.privacy.words import FIRST_WORDS, QUESTIONS

KEEP = Permission.KEEP_PRIVACY
BOTH = ("GET", "POST")


@blueprint.page("/assessments", requires=KEEP)
def assessments() -> ResponseReturnValue:
    """Every edition."""
    return render_template("privacy/assessments.html", found=queries.assessments())


@blueprint.page("/assessments/new", requires=KEEP, methods=BOTH)
def new_assessment() -> ResponseReturnValue:
    """The next edition, begun with the words of the last one."""
    viewer, form, before = current_viewer(), AssessmentForm(), queries.assessments()
    if request.method == "GET":
        for key in QUESTIONS:
            form[key].data = getattr(before[0], key) if before else str(FIRST_WORDS[key])
    if form.accepts(lambda: write_assessment(_texts(form), by=viewer)):
        flash(_("The assessment is saved. The principal signs it."), "ok")
        return redirect(url_for("privacy.assessments"), code=303)
    return _form(form, _("Assess the impact"))


@blueprint.page("/assessments/<int:edition>", requires=KEEP, methods=BOTH)
def one_assessment(edition: int) -> ResponseReturnValue:
    """Read it once it is signed; change it before."""
    viewer, form, found = current_viewer(), AssessmentForm(), queries.assessment(edition)
    if found.signed_at is not None and request.method == "GET":
        return render_template("privacy/assessment.html", found=found, questions=QUESTIONS, **_names(found))
    if request.method == "GET":
        form.version.data = found.version
        for key in QUESTIONS:
            form[key].data = getattr(found, key)
    if form.accepts(lambda: change_assessment(found, _texts(form), form.version.data, by=viewer)):
        flash(_("The assessment is saved. The principal signs it."), "ok")
        return redirect(url_for("privacy.assessments"), code=303)
    return _form(form, _("Assessment, edition %(number)s", number=edition))


def _texts(form: AssessmentForm) -> dict[str, str]:
    return {key: form[key].data for key in QUESTIONS}


def _form(form: AssessmentForm, title: str) -> ResponseReturnValue:
    return render_template("privacy/assessment_form.html", form=form, title=title), 422 if form.errors else 200


def _names(found: ImpactAssessment) -> dict[str, str]:
    return {"by": queries.name_of(found.made_by_id), "signed_by": queries.name_of(found.signed_by_id)}


@blueprint.page("/assessments/<int:edition>/signature", requires=KEEP, methods=BOTH)
def sign(edition: int) -> ResponseReturnValue:
    """Read it through, and sign."""
    viewer, form, found = current_viewer(), VersionedForm(), queries.assessment(edition)
    if form.accepts(lambda: sign_assessment(found, form.version.data, by=viewer)):
        flash(_("Signed. It is kept as it is for at least three years."), "ok")
        return redirect(url_for("privacy.assessments"), code=303)
    form.version.data = found.version
    may = Role.PRINCIPAL in viewer.roles
    page = render_template("privacy/sign.html", form=form, found=found, questions=QUESTIONS, may=may)
    return page, 422 if form.errors else 200


@blueprint.page("/assessments/<int:edition>/paper.pdf", requires=KEEP)
def assessment_pdf(edition: int) -> ResponseReturnValue:
    """The assessment on paper, with the processing record it rests on."""
    viewer, found = current_viewer(), queries.assessment(edition)
    record("privacy.assessment_printed", subject=found, by=viewer)
    paper = assessment_paper(found, lines(queries.holdings()), school=school_name(), printed_by=viewer.name, **_names(found))
    return answer(paper, _("Assessment of impact, edition %(number)s", number=edition) + ".pdf")
