"""Pages of emergency openings."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Tier
from portal.access.words import TIER_WORDS
from portal.children.scope import find
from portal.core.blueprint import Door, current_viewer
from portal.emergency.forms import EmergencyForm
from portal.emergency.operations import acknowledge, end_early, open_in_emergency
from portal.emergency.queries import grants

blueprint = Door("emergency", __name__)


@blueprint.page("/emergency", requires=Permission.BREAK_GLASS)
def index() -> ResponseReturnValue:
    """The viewer's own openings and those they were told of."""
    return render_template("emergency/index.html", grants=grants(current_viewer()), tiers=TIER_WORDS)


@blueprint.page("/children/<int:child_id>/emergency", requires=Permission.BREAK_GLASS, methods=("GET", "POST"))
def open_file(child_id: int) -> ResponseReturnValue:
    """Open a closed part of one child's file, with reason and end."""
    viewer, form = current_viewer(), EmergencyForm()
    child = find(viewer, child_id)
    if form.accepts(lambda: open_in_emergency(child_id, Tier(form.tier.data), form.reason.data, form.hours.data, by=viewer)):
        flash(_("It is open to you until the hours are over. The principal has been told."), "warn")
        return redirect(url_for("emergency.index"), code=303)
    return render_template("emergency/open.html", form=form, child=child), 422 if form.errors else 200


@blueprint.page("/emergency/<int:grant_id>/ending", requires=Permission.BREAK_GLASS, methods=("POST",))
def end(grant_id: int) -> ResponseReturnValue:
    """The need is over."""
    end_early(grant_id, by=current_viewer())
    flash(_("It is closed again."))
    return redirect(url_for("emergency.index"), code=303)


@blueprint.page("/emergency/<int:grant_id>/acknowledgement", requires=Permission.BREAK_GLASS, methods=("POST",))
def take_note(grant_id: int) -> ResponseReturnValue:
    """Somebody else's opening was read."""
    acknowledge(grant_id, by=current_viewer())
    flash(_("Noted."))
    return redirect(url_for("emergency.index"), code=303)
