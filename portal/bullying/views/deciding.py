"""The committee, its meetings, and measures."""

from __future__ import annotations

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.bullying.forms.cases import ReasonForm
from portal.bullying.forms.deciding import MeasureForm, MeetingForm, SeatForm, meeting_form, votes_of
from portal.bullying.models.cases import Role
from portal.bullying.models.committee import Seat
from portal.bullying.models.measures import MeasureKind
from portal.bullying.operations.committee import Held, hold_meeting, recuse, seat_member
from portal.bullying.operations.measures import Decided, decide_measure, lift
from portal.bullying.queries.case_file import CaseFile, case_file
from portal.bullying.queries.naming import staff
from portal.bullying.views.acting import BOTH, filled, moment, sides
from portal.bullying.views.blueprint import blueprint
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound


@blueprint.page("/bullying/cases/<int:case_id>/members/new", requires=Permission.HANDLE_BULLYING, methods=BOTH)
def seat(case_id: int) -> ResponseReturnValue:
    """Somebody sits for this case, or investigates it."""
    file, form = case_file(current_viewer(), case_id), SeatForm(staff())

    def save(by: Viewer) -> None:
        seat_member(file, Seat(form.seat.data), person_id=form.person_id.data or None, name=form.name.data or "", by=by)

    lead = _("Whoever is a relative of a side, or is kept out, cannot sit. Members without a login are written by name.")
    return filled(file, form, _("Name a member"), save, said=_("Named"), part="members", lead=lead)


@blueprint.page("/bullying/cases/<int:case_id>/members/<int:member_id>/recusal", requires=Permission.HANDLE_BULLYING, methods=BOTH)
def recusal(case_id: int, member_id: int) -> ResponseReturnValue:
    """A member stands back."""
    file, form = case_file(current_viewer(), case_id), ReasonForm()
    member = next((one for one in file.members if one.id == member_id and one.recused_at is None), None)
    if member is None:
        raise NotFound

    def save(by: Viewer) -> None:
        recuse(file, member_id, form.reason.data, by=by)

    title = _("%(name)s stands back", name=file.member_name(member))
    return filled(file, form, title, save, said=_("Noted; the case is closed to this person"), part="members")


@blueprint.page("/bullying/cases/<int:case_id>/meetings/new", requires=Permission.HANDLE_BULLYING, methods=BOTH)
def meeting(case_id: int) -> ResponseReturnValue:
    """Minutes and votes of a meeting; what has a majority is found."""
    file = case_file(current_viewer(), case_id)
    form = meeting_form({one.id: file.member_name(one) for one in file.committee})
    if form.held_at.data is None and not form.is_submitted():
        form.held_at.data = clock.local(clock.now())

    def save(by: Viewer) -> None:
        hold_meeting(file, _held(file, form), by=by)

    lead = _("Two thirds of the members must be there; more than half of those present decide.")
    return filled(file, form, _("Meeting of the committee"), save, said=_("Minutes and votes are kept"), part="decision", lead=lead)


def _held(file: CaseFile, form: MeetingForm) -> Held:
    return Held(
        held_at=moment(form.held_at.data) or clock.now(),
        minutes=form.minutes.data,
        votes=votes_of(form, [one.id for one in file.committee]),
        reasons=form.reasons.data,
        tier=int(form.tier.data) if form.tier.data else None,
        guardians=form.guardians.data or "",
    )


@blueprint.page("/bullying/cases/<int:case_id>/measures/new", requires=Permission.HANDLE_BULLYING, methods=BOTH)
def measure(case_id: int) -> ResponseReturnValue:
    """A measure for one side; what the law forbids is not kept, and the rule is named."""
    file = case_file(current_viewer(), case_id)
    accused = {one.party.id for one in file.main if one.party.role is Role.AGGRESSOR}
    form = MeasureForm([each for each in sides(file) if each[0] in accused])
    if form.from_day.data is None and not form.is_submitted():
        form.from_day.data = clock.today()

    def save(by: Viewer) -> None:
        decide_measure(file, _decided(form), by=by)

    lead = _("No corporal punishment, no shaming, no punishing of others; every measure has its class, stage and length.")
    return filled(file, form, _("Decide a measure"), save, said=_("The measure is kept"), part="decision", lead=lead)


def _decided(form: MeasureForm) -> Decided:
    return Decided(
        party_id=form.party_id.data,
        kind=MeasureKind(form.kind.data),
        words=form.words.data,
        from_day=form.from_day.data,
        until_day=form.until_day.data,
        repeated=form.repeated.data,
        in_assessment=form.in_assessment.data,
    )


@blueprint.page(
    "/bullying/cases/<int:case_id>/measures/<int:measure_id>/lifting", requires=Permission.HANDLE_BULLYING, methods=BOTH
)
def lifting(case_id: int, measure_id: int) -> ResponseReturnValue:
    """The child has mended; the measure no longer counts."""
    file, form = case_file(current_viewer(), case_id), ReasonForm()
    if not any(one.id == measure_id and one.lifted_at is None for one in file.measures):
        raise NotFound

    def save(by: Viewer) -> None:
        lift(file, measure_id, form.reason.data, by=by)

    return filled(file, form, _("Lift the measure"), save, said=_("Lifted; it no longer counts"), part="decision")
