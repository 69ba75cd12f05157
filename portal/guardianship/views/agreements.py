"""Agreements: written down, filled in, printed for signature, filed as a scan, ended."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.figures import PARENTS
from portal.children.filling import filled
from portal.children.kinship import relation_words
from portal.children.models import Child
from portal.children.scope import find
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.errors import Words
from portal.core.forms import choices
from portal.core.pdf.answering import answer
from portal.guardianship.at_home import edition_of, words_of
from portal.guardianship.documents import agreement_paper
from portal.guardianship.forms import AgreementForm, EndingForm, ScanForm
from portal.guardianship.models import EndingKind, EntrustedCareAgreement
from portal.guardianship.operations import agreements
from portal.guardianship.queries import agreement_within, people_near, person_near
from portal.guardianship.rules import EXCLUSIONS
from portal.guardianship.shown import ShownAgreement
from portal.guardianship.views.door import blueprint
from portal.guardianship.words import ANSWERS, EXCLUSION_WORDS, WORDS
from portal.journal.operations import record
from portal.school.classes import class_name
from portal.school.queries import number, school_profile

BOTH = ("GET", "POST")
HIDDEN = ("csrf_token", "submission", "version")
PATH = "/children/<int:child_id>/care/agreements"


@blueprint.page(f"{PATH}/new", requires=Permission.EDIT_CHILD, methods=BOTH)
def agreement_new(child_id: int) -> ResponseReturnValue:
    """Begin an agreement."""
    viewer = current_viewer()
    child, form = find(viewer, child_id, Tier.WELFARE), AgreementForm()
    _offer(form, viewer, child_id)
    if request.method == "GET":
        today = clock.today()
        form.version.data, form.begins_on.data = 0, today
        form.review_on.data = today + timedelta(days=number("guardianship.review_days"))
        form.ends_on.data = today + timedelta(days=number("guardianship.agreement_days"))

    def save() -> None:
        carer = person_near(viewer, child_id, int(form.carer.data))
        made.append(agreements.draft_agreement(child, carer, _fields(form), by=viewer))

    made: list[EntrustedCareAgreement] = []
    if form.accepts(save):
        return _saved(made[0])
    return _form(child, form, _("Agreement of entrusted care"))


@blueprint.page(f"{PATH}/<int:agreement_id>/edit", requires=Permission.EDIT_CHILD, methods=BOTH)
def agreement_edit(child_id: int, agreement_id: int) -> ResponseReturnValue:
    """Fill in more, or correct it."""
    viewer = current_viewer()
    row, child = agreement_within(viewer, child_id, agreement_id), find(viewer, child_id, Tier.WELFARE)
    form = AgreementForm(obj=row, carer=str(row.carer_id), **row.exclusions)
    _offer(form, viewer, child_id)

    def save() -> None:
        carer = person_near(viewer, child_id, int(form.carer.data))
        agreements.change_agreement(row, carer, _fields(form), form.version.data, _labels(form), by=viewer)

    if form.accepts(save):
        return _saved(row)
    return _form(child, form, _("Agreement of entrusted care"))


@blueprint.page(f"{PATH}/<int:agreement_id>", requires=Permission.SEE_CARE)
def agreement(child_id: int, agreement_id: int) -> ResponseReturnValue:
    """The agreement with its state and what it lacks; opening it is noted."""
    viewer = current_viewer()
    row, child = agreement_within(viewer, child_id, agreement_id), find(viewer, child_id, Tier.WELFARE)
    record("guardianship.agreement_opened", subject=row, child_id=child_id, by=viewer)
    shown = ShownAgreement.of(row, clock.today(), number("guardianship.review_notice"))
    answers = [(EXCLUSION_WORDS[key], ANSWERS[row.exclusions.get(key, "unasked")]) for key in EXCLUSIONS]
    return render_template(
        "guardianship/agreement.html",
        child=child,
        shown=shown,
        row=row,
        answers=answers,
        relation=relation_words(row.carer.relation),
        may=viewer.may(Permission.EDIT_CHILD),
        said=[(one, WORDS[one.word], one.edition == edition_of(row)) for one in words_of(row.id)],
    )


@blueprint.page(f"{PATH}/<int:agreement_id>/form.pdf", requires=Permission.SEE_CARE)
def agreement_pdf(child_id: int, agreement_id: int) -> ResponseReturnValue:
    """The form on paper, for signature."""
    viewer = current_viewer()
    row, child = agreement_within(viewer, child_id, agreement_id), find(viewer, child_id, Tier.WELFARE)
    record("guardianship.agreement_printed", subject=row, child_id=child_id, by=viewer)
    profile = school_profile()
    guardians = [person for person in people_near(viewer, child_id) if person.is_guardian]
    paper = agreement_paper(
        row, child.name, class_name(child.class_id), guardians, school=profile.name if profile else "", printed_by=viewer.name
    )
    return answer(paper, _("Entrusted care of %(name)s", name=child.name) + ".pdf")


@blueprint.page(f"{PATH}/<int:agreement_id>/scan", requires=Permission.EDIT_CHILD, methods=BOTH)
def agreement_scan(child_id: int, agreement_id: int) -> ResponseReturnValue:
    """The signed paper goes into the child's file."""
    viewer, form = current_viewer(), ScanForm()
    row, child = agreement_within(viewer, child_id, agreement_id), find(viewer, child_id, Tier.WELFARE)
    folder: Path = current_app.config["PORTAL"].uploads

    def save(by: Viewer) -> None:
        agreements.file_scan(row, child, _("Agreement of entrusted care, signed"), form.file.data.stream, folder, by=by)

    return filled(
        child, form, _("Add the signed paper"), save, said=_("The paper is in the file"), part="care-papers", multipart=True
    )


@blueprint.page(f"{PATH}/<int:agreement_id>/ending", requires=Permission.EDIT_CHILD, methods=BOTH)
def agreement_ending(child_id: int, agreement_id: int) -> ResponseReturnValue:
    """It ends before its day."""
    viewer, form = current_viewer(), EndingForm()
    row, child = agreement_within(viewer, child_id, agreement_id), find(viewer, child_id, Tier.WELFARE)
    if request.method == "GET":
        form.on.data = clock.today()

    def save(by: Viewer) -> None:
        agreements.end_agreement(row, EndingKind(form.kind.data), form.on.data, form.reason.data, by=by)

    return filled(child, form, _("End the agreement"), save, said=_("The agreement has ended"), part="care-papers")


def _offer(form: AgreementForm, viewer: Viewer, child_id: int) -> None:
    """Whom the care can be entrusted to: those in the file who are no parents."""
    near = [person for person in people_near(viewer, child_id) if person.relation not in PARENTS]
    form.carer.choices = choices((str(person.id), f"{person.name} · {relation_words(person.relation)}") for person in near)


def _fields(form: AgreementForm) -> dict[str, Any]:
    """What was written, as the record keeps it."""
    found = {field.name: field.data for field in form if field.name not in (*HIDDEN, "carer", *EXCLUSIONS)}
    words = {name: value or None for name, value in found.items() if name not in ("reason", "too_young")}
    answers = {key: form[key].data for key in EXCLUSIONS}
    return words | {"reason": found["reason"], "too_young": bool(found["too_young"]), "exclusions": answers}


def _labels(form: AgreementForm) -> dict[str, Words]:
    return {field.name: field.label.text for field in form if field.name not in (*HIDDEN, "carer", *EXCLUSIONS)}


def _form(child: Child, form: AgreementForm, title: str) -> ResponseReturnValue:
    back = url_for("children.file", child_id=child.id, _anchor="care-papers")
    page = render_template("guardianship/agreement_form.html", child=child, form=form, title=title, back=back)
    return page, 422 if form.errors else 200


def _saved(row: EntrustedCareAgreement) -> ResponseReturnValue:
    flash(_("The agreement is saved"), "ok")
    return redirect(url_for("guardianship.agreement", child_id=row.child_id, agreement_id=row.id), code=303)
