"""The family's pages: this weekend, and who may fetch the child."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Tier
from portal.children.scope import find
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound
from portal.duty.forms.friday import CollectorForm
from portal.duty.models.stays import StaySource
from portal.duty.operations.stays import end_collector
from portal.duty.queries.collectors import collector, collectors_of
from portal.duty.queries.stays import own_stay, this_weekend
from portal.duty.views.blueprint import blueprint
from portal.duty.views.stays import add, keep, stay_form
from portal.duty.words import long_span

BOTH = ("GET", "POST")


@blueprint.page("/home/children/<int:child_id>/weekend", requires=Permission.SEE_HOME, methods=BOTH)
def home_weekend(child_id: int) -> ResponseReturnValue:
    """Stays, is fetched and by whom, or goes alone."""
    child, weekend = find(current_viewer(), child_id), this_weekend()
    stay = own_stay(child.id, weekend.first_day) if weekend is not None else None
    if weekend is None or stay is None:
        raise NotFound
    form = stay_form(child, stay)
    if form.accepts(lambda: keep(form, child, weekend, StaySource.GUARDIAN)):
        flash(_("Saved. The school sees your answer."), "ok")
        return redirect(url_for("home.index"), code=303)
    return render_template(
        "duty/home_weekend.html", child=child, form=form, weekend=long_span(weekend)
    ), 422 if form.errors else 200


@blueprint.page("/home/children/<int:child_id>/collectors", requires=Permission.SEE_HOME, methods=BOTH)
def home_collectors(child_id: int) -> ResponseReturnValue:
    """Who may fetch the child; parents and guardians say it, carers do not."""
    child, form = find(current_viewer(), child_id, Tier.WELFARE), CollectorForm()
    if form.accepts(lambda: add(form, child)):
        flash(_("Saved. The gate knows this person now."), "ok")
        return redirect(url_for("duty.home_collectors", child_id=child.id), code=303)
    found = collectors_of(child.id, clock.today())
    return render_template("duty/home_collectors.html", child=child, form=form, found=found), 422 if form.errors else 200


@blueprint.page(
    "/home/children/<int:child_id>/collectors/<int:collector_id>/ending", requires=Permission.SEE_HOME, methods=("POST",)
)
def home_collector_ending(child_id: int, collector_id: int) -> ResponseReturnValue:
    """They no longer fetch the child."""
    child = find(current_viewer(), child_id, Tier.WELFARE)
    end_collector(collector(child.id, collector_id), by=current_viewer())
    flash(_("No longer among those who may fetch"), "ok")
    return redirect(url_for("duty.home_collectors", child_id=child.id), code=303)
