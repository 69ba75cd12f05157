"""A flag that waits to be taken: by the counselor, then by lead and principal, who learn only that the child must be seen."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.journal.operations import record
from portal.school.classes import class_name
from portal.screening.operations.flags import acknowledge
from portal.screening.queries.alerts import alert
from portal.screening.queries.answering import counselors
from portal.screening.views.blueprint import blueprint


@blueprint.page("/screening/alerts/<int:participant_id>", requires=Permission.SEE_SCREENING_PROGRESS, methods=("GET", "POST"))
def taken(participant_id: int) -> ResponseReturnValue:
    """What to do now, and “I see to it”."""
    viewer = current_viewer()
    found, participant = alert(viewer, participant_id)
    runs = viewer.may(Permission.RUN_SCREENING)
    if request.method == "POST":
        acknowledge(participant, by=viewer)
        flash(_("Noted: you see to it."), "ok")
        onward = url_for("screening.child", round_id=found.round_id, child_id=found.child_id) if runs else url_for("desk.today")
        return redirect(onward, code=303)
    record("screening.alert_opened", subject=participant, child_id=found.child_id, by=viewer)
    return render_template(
        "screening/alert.html", found=found, class_here=class_name(found.class_id), runs=runs, counselors=counselors()
    )
