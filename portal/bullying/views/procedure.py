"""Steps of a case, its sides, and who is kept out."""

from __future__ import annotations

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.bullying.forms.cases import LockOutForm, ReasonForm, SideForm, StepForm
from portal.bullying.models.cases import Near, Role
from portal.bullying.models.steps import StepKind
from portal.bullying.operations.opening import add_party
from portal.bullying.operations.recording import Written, record_step
from portal.bullying.operations.sides import lock_out, withdraw_party
from portal.bullying.queries.case_file import case_file
from portal.bullying.queries.naming import children_named, staff
from portal.bullying.rules.steps import STEPS, Field, Whose, writable
from portal.bullying.step_words import HINTS, STEP_WORDS
from portal.bullying.views.acting import BOTH, filled, moment, sides
from portal.bullying.views.blueprint import blueprint
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound, Refused


@blueprint.page("/bullying/cases/<int:case_id>/steps/<kind>", requires=Permission.HANDLE_BULLYING, methods=BOTH)
def step(case_id: int, kind: str) -> ResponseReturnValue:
    """One step of the procedure, written in the form its kind asks for."""
    file = case_file(current_viewer(), case_id)
    if kind not in set(STEPS) or not writable(StepKind(kind), file.case.state):
        raise NotFound
    of = StepKind(kind)
    form = StepForm(of, sides(file, main=STEPS[of].whose in (Whose.MAIN, Whose.ACCUSED)))
    if "happened_at" in form and form.happened_at.data is None and not form.is_submitted():
        form.happened_at.data = clock.local(clock.now())

    def save(by: Viewer) -> None:
        record_step(file, _written(of, form), by=by)

    return filled(file, form, STEP_WORDS[of], save, said=_("Kept; it cannot be changed"), part="steps", lead=HINTS.get(of, ""))


def _written(kind: StepKind, form: StepForm) -> Written:
    facts = {field.value: form[field.value].data or "" for field in Field if field.value in form}
    at = moment(form.happened_at.data) if "happened_at" in form else None
    party_id = form.party_id.data if "party_id" in form else None
    return Written(kind, form.words.data or "", party_id or None, at, facts)


@blueprint.page("/bullying/cases/<int:case_id>/sides/new", requires=Permission.HANDLE_BULLYING, methods=BOTH)
def side(case_id: int) -> ResponseReturnValue:
    """One child more."""
    file, form = case_file(current_viewer(), case_id), SideForm()

    def save(by: Viewer) -> None:
        ids = children_named(by, form.child.data, "child")
        if len(ids) > 1:
            raise Refused(_("One child at a time."), field="child")
        add_party(file.case, Role(form.role.data), child_id=ids[0] if ids else None, outside=form.outside.data or "", by=by)

    return filled(file, form, _("Add a child"), save, said=_("Added as a side of its own"), part="sides")


@blueprint.page("/bullying/cases/<int:case_id>/sides/<int:party_id>/withdrawal", requires=Permission.HANDLE_BULLYING, methods=BOTH)
def side_withdrawal(case_id: int, party_id: int) -> ResponseReturnValue:
    """A child was named by mistake."""
    file, form = case_file(current_viewer(), case_id), ReasonForm()
    found = next((one for one in file.standing if one.party.id == party_id), None)
    if found is None:
        raise NotFound

    def save(by: Viewer) -> None:
        withdraw_party(file, party_id, form.reason.data, by=by)

    title = _("Withdraw %(side)s", side=found.letter)
    return filled(file, form, title, save, said=_("Withdrawn; your reason is kept"), part="sides")


@blueprint.page("/bullying/cases/<int:case_id>/lock-outs/new", requires=Permission.HANDLE_BULLYING, methods=BOTH)
def locking_out(case_id: int) -> ResponseReturnValue:
    """Somebody is too near to the case."""
    file = case_file(current_viewer(), case_id)
    form = LockOutForm(staff(), [(one.id, one.name) for one in file.guardians])

    def save(by: Viewer) -> None:
        person_id, guardian_id = form.person_id.data or None, form.guardian_id.data or None
        lock_out(file, Near(form.why.data), person_id=person_id, guardian_id=guardian_id, words=form.words.data or "", by=by)

    return filled(file, form, _("Keep somebody out"), save, said=_("The case no longer exists for this person"), part="members")
