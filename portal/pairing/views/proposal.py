"""A proposal of pairs: shown as a draft, made only when it is confirmed, all of it or nothing."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from portal.access.permissions import Permission
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.pairing.draft import draft
from portal.pairing.forms import ProposalForm
from portal.pairing.operations.pairs import pair_all
from portal.pairing.proposal import propose
from portal.pairing.queries.matching import adults, limits, teaching, ties, waiting
from portal.pairing.views.blueprint import blueprint
from portal.pairing.words import OBJECTIONS

MOST = 4000  # ticks a school could send


@blueprint.page("/pairing/proposal", requires=Permission.PLAN_PAIRS, methods=("GET", "POST"))
def proposal() -> ResponseReturnValue:
    """Who should go with whom, and who is left and why; ticked pairs are made together."""
    viewer, form = current_viewer(), ProposalForm()
    ticked = _ticked(request.form.getlist("pair"))
    if form.accepts(lambda: pair_all(ticked, by=viewer)):
        flash(ngettext("%(num)s pair is made", "%(num)s pairs are made", len(ticked)), "ok")
        return redirect(url_for("pairing.index"), code=303)
    children, staff = waiting(viewer), adults(viewer, teaching(clock.today()))
    found = propose([one.facts for one in children], [one.facts for one in staff], ties(), limits())
    shown = draft(found, children, staff)
    return render_template("pairing/proposal.html", form=form, shown=shown, objections=OBJECTIONS), 422 if form.errors else 200


def _ticked(values: list[str]) -> list[tuple[int, int]]:
    """Pairs as the page sends them, "child-teacher"; what is none is left out."""
    parts = [value.split("-") for value in values[:MOST]]
    return [(int(child), int(teacher)) for child, teacher in (part for part in parts if _is_pair(part))]


def _is_pair(part: list[str]) -> bool:
    return len(part) == 2 and all(each.isascii() and each.isdigit() and len(each) < 10 for each in part)
