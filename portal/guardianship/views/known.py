"""What the school learns: of carers, by telephone, of how a child lives, from other bodies; and notices that urge."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.filling import filled
from portal.children.kinship import relation_words
from portal.children.scope import find
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.forms import choices
from portal.guardianship.forms import AnswerForm, AssessmentForm, CallForm, CarerCheckForm, LivingForm, NoticeForm
from portal.guardianship.models import Health, Living
from portal.guardianship.operations import letters, observations
from portal.guardianship.queries import notice_within, people_near, person_near
from portal.guardianship.views.door import blueprint

BOTH = ("GET", "POST")
CARE = "/children/<int:child_id>/care"


@blueprint.page(f"{CARE}/carers/<int:guardian_id>", requires=Permission.EDIT_CHILD, methods=BOTH)
def carer(child_id: int, guardian_id: int) -> ResponseReturnValue:
    """How a carer is, from today on."""
    viewer, form = current_viewer(), CarerCheckForm()
    person, child = person_near(viewer, child_id, guardian_id), find(viewer, child_id, Tier.WELFARE)

    def save(by: Viewer) -> None:
        able = {"yes": True, "no": False}.get(form.able.data)
        known = {"birth_year": form.birth_year.data, "able": able, "children": form.children.data}
        observations.check_carer(person, **known, health=Health(form.health.data), note=form.note.data or "", by=by)

    return filled(child, form, _("How %(name)s is", name=person.name), save, said=_("Saved"), part="care-gaps")


@blueprint.page(f"{CARE}/calls", requires=Permission.EDIT_CHILD, methods=BOTH)
def call(child_id: int) -> ResponseReturnValue:
    """A call that reached somebody, or nobody."""
    viewer, form = current_viewer(), CallForm()
    child = find(viewer, child_id, Tier.WELFARE)
    form.person.choices = _people(viewer, child_id)

    def save(by: Viewer) -> None:
        observations.note_call(person_near(by, child_id, int(form.person.data)), reached=form.reached.data == "yes", by=by)

    return filled(child, form, _("Note a call"), save, said=_("The call is noted"), part="care-gaps")


@blueprint.page(f"{CARE}/living", requires=Permission.EDIT_CHILD, methods=BOTH)
def living(child_id: int) -> ResponseReturnValue:
    """With whom the child lives."""
    child, form = find(current_viewer(), child_id, Tier.WELFARE), LivingForm()

    def save(by: Viewer) -> None:
        observations.note_living(child, Living(form.living.data), form.note.data or "", by=by)

    return filled(child, form, _("With whom the child lives"), save, said=_("Saved"), part="care-gaps")


@blueprint.page(f"{CARE}/assessments/new", requires=Permission.EDIT_CHILD, methods=BOTH)
def assessment_new(child_id: int) -> ResponseReturnValue:
    """Copy what another body found."""
    child, form = find(current_viewer(), child_id, Tier.WELFARE), AssessmentForm()

    def save(by: Viewer) -> None:
        letters.mirror_assessment(child, form.scheme.data, form.grade.data, form.body.data, form.on.data, by=by)

    return filled(child, form, _("Result of an assessment"), save, said=_("Saved"), part="care-papers")


@blueprint.page(f"{CARE}/notices/new", requires=Permission.EDIT_CHILD, methods=BOTH)
def notice_new(child_id: int) -> ResponseReturnValue:
    """A written request went out."""
    viewer, form = current_viewer(), NoticeForm()
    child = find(viewer, child_id, Tier.WELFARE)
    form.person.choices = _people(viewer, child_id, guardians_only=True)
    if request.method == "GET":
        form.sent_on.data = clock.today()

    def save(by: Viewer) -> None:
        letters.send_notice(person_near(by, child_id, int(form.person.data)), form.text.data, form.sent_on.data, by=by)

    return filled(child, form, _("Urging notice to a guardian"), save, said=_("The notice is noted"), part="care-papers")


@blueprint.page(f"{CARE}/notices/<int:notice_id>", requires=Permission.EDIT_CHILD, methods=BOTH)
def notice(child_id: int, notice_id: int) -> ResponseReturnValue:
    """It was received, and answered."""
    viewer = current_viewer()
    row, child = notice_within(viewer, child_id, notice_id), find(viewer, child_id, Tier.WELFARE)
    form = AnswerForm(obj=row)

    def save(by: Viewer) -> None:
        asked = (form.received_on, form.answered_on, form.answer)
        fields, labels = {each.name: each.data for each in asked}, {each.name: each.label.text for each in asked}
        letters.note_answer(row, fields, form.version.data, labels, by=by)

    return filled(child, form, _("Answer to the notice"), save, said=_("Saved"), part="care-papers")


def _people(viewer: Viewer, child_id: int, *, guardians_only: bool = False) -> object:
    near = [person for person in people_near(viewer, child_id) if person.is_guardian or not guardians_only]
    return choices((str(person.id), f"{person.name} · {relation_words(person.relation)}") for person in near)
