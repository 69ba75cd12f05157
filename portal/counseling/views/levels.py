"""A level is proposed by one person and confirmed by another."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core.blueprint import current_viewer
from portal.counseling.codes import Level
from portal.counseling.forms import DecideForm, LevelForm
from portal.counseling.operations.levels import decide, propose
from portal.counseling.queries.cases import case_of
from portal.counseling.queries.watch import change_of
from portal.counseling.views.blueprint import blueprint
from portal.counseling.views.filling import BOTH, asked
from portal.counseling.words import level_words
from portal.journal.operations import record
from portal.school.classes import class_name


@blueprint.page("/counseling/cases/<int:case_id>/level", requires=Permission.KEEP_CASES, methods=BOTH)
def propose_level(case_id: int) -> ResponseReturnValue:
    """Propose how closely to watch, with the assessment in writing."""
    found, form = case_of(current_viewer(), case_id), LevelForm()

    def save(by: Viewer) -> None:
        propose(found, Level(form.level.data), form.reason.data, by=by)

    said = _("Proposed; a second person confirms it. Until then the stricter of both levels sets the clock.")
    return asked(found, form, _("Propose a level"), save, said=said, part="level")


@blueprint.page("/counseling/levels/<int:change_id>", requires=Permission.REFER_TO_COUNSELOR, methods=BOTH)
def confirm_level(change_id: int) -> ResponseReturnValue:
    """The second person reads the assessment and says their word; nobody else finds this page."""
    viewer, form = current_viewer(), DecideForm()
    change, child, proposer = change_of(viewer, change_id)
    if form.accepts(lambda: decide(change, form.confirmed.data == "yes", form.words.data or "", by=viewer)):
        flash(_("Your word is noted"), "ok")
        return redirect(_back(viewer), code=303)
    record("counseling.level_read", subject=change, child_id=child.id, by=viewer)
    levels = (level_words(Level(change.levels["old"])), level_words(Level(change.levels["new"])))
    page = {"change": change, "child": child, "proposer": proposer, "levels": levels, "form": form, "back": _back(viewer)}
    return render_template("counseling/confirm_level.html", class_name=class_name, **page), 422 if form.errors else 200


def _back(viewer: Viewer) -> str:
    return url_for("counseling.index" if viewer.may(Permission.KEEP_CASES) else "counseling.watch")
