"""Pages of plans: the list, writing one anew, noting what was done, ending it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.filling import filled, page_of
from portal.children.models import Child
from portal.children.scope import find
from portal.core import clock
from portal.core.blueprint import Door, current_viewer
from portal.core.errors import Refused
from portal.plans.forms import MOST, DoneForm, PlanEndingForm, PlanForm
from portal.plans.models import CarePlan
from portal.plans.operations.writing import Asked, end_plan, note_done, write_plan
from portal.plans.queries import Show, in_force, listed, measure_within, plan_within, plans_of
from portal.plans.words import SHOWS
from portal.school.classes import class_name
from portal.school.queries import number

blueprint = Door("plans", __name__)
BOTH = ("GET", "POST")
PART, LINES = "plan", 3


@blueprint.page("/plans", requires=Permission.SEE_CARE)
def index() -> ResponseReturnValue:
    """Plans within reach, those that wait for something, and left-behind children without one."""
    asked = request.args.get("show", "")
    show = Show(asked) if asked in set(Show) else Show.ALL
    page = listed(current_viewer(), show, request.args.get("page", 1, type=int))
    return render_template(
        "plans/index.html",
        page_of=page,
        show=show,
        shows=SHOWS,
        class_name=class_name,
        here_url=lambda number: url_for("plans.index", show=show, page=number),
    )


@blueprint.page("/children/<int:child_id>/plan", requires=Permission.EDIT_CHILD, methods=BOTH)
def plan(child_id: int) -> ResponseReturnValue:
    """The first plan, or the next edition over the one in force."""
    viewer, form = current_viewer(), PlanForm()
    child = find(viewer, child_id, Tier.WELFARE)
    plans = plans_of(child.id)
    now = in_force(plans)
    if request.method == "GET":
        _begin(form, plans)

    def keep() -> None:
        write_plan(child, form.goal.data, form.review_on.data, _asked(form), over=form.version.data, by=viewer)

    if form.accepts(keep):
        flash(_("The plan is saved"), "ok")
        return page_of(child.id, PART)
    return _form(child, form, now)


def _form(child: Child, form: PlanForm, now: CarePlan | None) -> ResponseReturnValue:
    shown = {"child": child, "form": form, "now": now, "meanwhile": _meanwhile(form, now), "rows": range(MOST)}
    return render_template("plans/form.html", first=_first(form), **shown), 422 if form.errors else 200


def _begin(form: PlanForm, plans: Sequence[CarePlan]) -> None:
    """What the page opens with: the plan in force, to be written over."""
    form.version.data = plans[0].edition if plans else 0
    form.review_on.data = clock.today() + timedelta(days=number("plans.review_days"))
    _fill(form, in_force(plans))


def _first(form: PlanForm) -> int:
    """How many lines stand open: three, or all up to the last that says something or is wrong."""
    parts = ("what", "who", "often", "next")
    said = [place for place in range(MOST) for part in parts if form[f"{part}_{place}"].data or form[f"{part}_{place}"].errors]
    return max(LINES, *(place + 1 for place in said)) if said else LINES


def _meanwhile(form: PlanForm, now: CarePlan | None) -> CarePlan | None:
    """The edition somebody else wrote since the form was opened; the next save is meant to be over it."""
    if now is None or not form.errors or now.edition == form.version.data:
        return None
    form.version.data = now.edition
    return now


def _fill(form: PlanForm, now: CarePlan | None) -> None:
    if now is None:
        return
    form.goal.data = now.goal
    for place, one in enumerate(now.measures[:MOST]):
        form[f"what_{place}"].data, form[f"who_{place}"].data = one.what, one.who
        form[f"often_{place}"].data, form[f"next_{place}"].data = one.often, one.next_on


def _asked(form: PlanForm) -> list[Asked]:
    """The lines that say something; one without a person is sent back."""
    found = []
    for place in range(MOST):
        what, who = form[f"what_{place}"].data, form[f"who_{place}"].data
        often, next_on = form[f"often_{place}"].data, form[f"next_{place}"].data
        if what and not who:
            raise Refused(_("Write who does it"), field=f"who_{place}")
        if not what and (who or often or next_on):
            raise Refused(_("Write what is done"), field=f"what_{place}")
        if what:
            found.append(Asked(what, who, often or "", next_on))
    return found


@blueprint.page("/children/<int:child_id>/plan/measures/<int:measure_id>", requires=Permission.EDIT_CHILD, methods=BOTH)
def done(child_id: int, measure_id: int) -> ResponseReturnValue:
    """A measure was carried out."""
    viewer, form = current_viewer(), DoneForm()
    child, measure = find(viewer, child_id, Tier.WELFARE), measure_within(viewer, child_id, measure_id)
    if request.method == "GET":
        form.day.data = clock.today()

    def save(by: Viewer) -> None:
        note_done(measure, form.day.data, form.words.data or "", form.next_on.data, by=by)

    return filled(child, form, _("Done: %(what)s", what=measure.what), save, said=_("It is noted"), part=PART)


@blueprint.page("/children/<int:child_id>/plan/ending", requires=Permission.EDIT_CHILD, methods=BOTH)
def ending(child_id: int) -> ResponseReturnValue:
    """There is no plan any more."""
    viewer, form = current_viewer(), PlanEndingForm()
    child, found = find(viewer, child_id, Tier.WELFARE), plan_within(viewer, child_id)

    def save(by: Viewer) -> None:
        end_plan(found, form.reason.data, by=by)

    return filled(child, form, _("End the plan"), save, said=_("The plan has ended"), part=PART)
