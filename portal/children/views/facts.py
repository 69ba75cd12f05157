"""Adding dated facts, ending them, withdrawing what was recorded by mistake."""

from __future__ import annotations

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.blueprint import blueprint
from portal.children.filling import filled, page_of
from portal.children.forms import AidForm, HealthForm, ReasonForm, ReunionForm, WhereaboutsForm
from portal.children.left_behind import Parent, ParentState
from portal.children.models import FactKind
from portal.children.operations import facts
from portal.children.scope import find
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound

BOTH = ("GET", "POST")


@blueprint.page("/children/<int:child_id>/whereabouts", requires=Permission.EDIT_CHILD, methods=BOTH)
def whereabouts(child_id: int) -> ResponseReturnValue:
    """Where a parent is now."""
    child, form = find(current_viewer(), child_id, Tier.WELFARE), WhereaboutsForm()
    if request.method == "GET" and request.args.get("parent") in (Parent.FATHER, Parent.MOTHER):
        form.parent.data = request.args["parent"]

    def save(by: Viewer) -> None:
        parent, state = Parent(form.parent.data), ParentState(form.state.data)
        day = {"since": form.since.data, "since_at_latest": form.since_at_latest.data}
        facts.record_whereabouts(child, parent, state, **day, where=form.where.data or "", by=by)

    return filled(child, form, _("Where a parent is"), save, said=_("The whereabouts are saved"))


@blueprint.page("/children/<int:child_id>/reunion", requires=Permission.EDIT_CHILD, methods=BOTH)
def reunion(child_id: int) -> ResponseReturnValue:
    """Whether child and parents come together."""
    child, form = find(current_viewer(), child_id, Tier.WELFARE), ReunionForm()

    def save(by: Viewer) -> None:
        facts.record_reunion(child, together=form.together.data == "yes", last_on=form.last_on.data, by=by)

    return filled(child, form, _("Weekends and holidays"), save, said=_("Saved"))


@blueprint.page("/children/<int:child_id>/aid", requires=Permission.EDIT_CHILD, methods=BOTH)
def aid(child_id: int) -> ResponseReturnValue:
    """Help the family receives."""
    child, form = find(current_viewer(), child_id, Tier.WELFARE), AidForm()

    def save(by: Viewer) -> None:
        facts.record_aid(child, form.category.data, from_day=form.from_day.data, by=by)

    return filled(child, form, _("Help for the family"), save, said=_("The help is saved"))


@blueprint.page("/children/<int:child_id>/health", requires=Permission.EDIT_CHILD, methods=BOTH)
def health(child_id: int) -> ResponseReturnValue:
    """What those near the child must know."""
    child, form = find(current_viewer(), child_id, Tier.WELFARE), HealthForm()

    def save(by: Viewer) -> None:
        facts.record_health(child, form.text.data, by=by)

    return filled(child, form, _("Health note"), save, said=_("The health note is saved"))


@blueprint.page("/children/<int:child_id>/facts/<kind>/<int:fact_id>/ending", requires=Permission.EDIT_CHILD, methods=("POST",))
def fact_ending(child_id: int, kind: str, fact_id: int) -> ResponseReturnValue:
    """It no longer holds."""
    viewer = current_viewer()
    facts.end_fact(facts.fact_within(viewer, child_id, _kind(kind), fact_id), by=viewer)
    flash(_("Ended; it stays in the course of events"), "ok")
    return page_of(child_id, "facts")


@blueprint.page("/children/<int:child_id>/facts/<kind>/<int:fact_id>/withdrawal", requires=Permission.EDIT_CHILD, methods=BOTH)
def fact_withdrawal(child_id: int, kind: str, fact_id: int) -> ResponseReturnValue:
    """It was recorded by mistake."""
    viewer, form = current_viewer(), ReasonForm()
    fact = facts.fact_within(viewer, child_id, _kind(kind), fact_id)
    child = find(viewer, child_id, Tier.WELFARE)

    def save(by: Viewer) -> None:
        facts.withdraw_fact(fact, _kind(kind), form.reason.data, by=by)

    return filled(child, form, _("Withdraw an entry"), save, said=_("Withdrawn; it stays readable with your reason"))


def _kind(text: str) -> FactKind:
    if text not in set(FactKind):
        raise NotFound
    return FactKind(text)
