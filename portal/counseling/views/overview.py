"""The counselor's work list, and what lead and principal watch."""

from __future__ import annotations

from io import BytesIO

from flask import render_template, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Role
from portal.core.blueprint import current_viewer
from portal.core.sheets.writing import XLSX
from portal.counseling.care_words import DANGERS
from portal.counseling.ledger import ledger_xlsx
from portal.counseling.queries.care import crises
from portal.counseling.queries.cases import closed_cases, open_cases, orphaned
from portal.counseling.queries.ledger import ledger_of
from portal.counseling.queries.notes import drafts
from portal.counseling.queries.referrals import waiting
from portal.counseling.queries.watch import to_confirm, watched
from portal.counseling.views.blueprint import blueprint
from portal.counseling.words import STATES, URGENCIES, level_words
from portal.journal.operations import record
from portal.school.classes import class_name


@blueprint.page("/counseling", requires=Permission.KEEP_CASES)
def index() -> ResponseReturnValue:
    """Who waits, who is in my care and by when looked at again, what I have begun to write."""
    viewer = current_viewer()
    return render_template(
        "counseling/index.html",
        waiting=waiting(viewer),
        cases=open_cases(viewer),
        closed=closed_cases(viewer),
        drafts=drafts(viewer),
        crises=crises(viewer),
        orphaned=orphaned(viewer),
        confirming=to_confirm(viewer),
        words={"states": STATES, "urgencies": URGENCIES, "dangers": DANGERS},
        level_words=level_words,
        class_name=class_name,
    )


@blueprint.page("/counseling/watch", requires=Permission.SEE_COUNSELING_LEVELS)
def watch() -> ResponseReturnValue:
    """The children watched most closely, crises that run, and changes that ask for a second person; reading it is noted."""
    viewer = current_viewer()
    found = watched(viewer)
    for one in found:
        record("counseling.watch_read", child_id=one.child_id, by=viewer)
    return render_template(
        "counseling/watch.html",
        watched=found,
        crises=crises(viewer),
        confirming=to_confirm(viewer),
        dangers=DANGERS,
        is_principal=Role.PRINCIPAL in viewer.roles,
        level_words=level_words,
        class_name=class_name,
    )


@blueprint.page("/counseling/ledger.xlsx", requires=Permission.KEEP_CASES)
def ledger() -> ResponseReturnValue:
    """The viewer's cases of this school year in the columns of the warning ledger; taking each out is noted."""
    viewer = current_viewer()
    entries = ledger_of(viewer)
    for one in entries:
        record("counseling.ledger_exported", subject=one.case, child_id=one.child.id, by=viewer)
    name = _("Warning ledger") + ".xlsx"
    return send_file(BytesIO(ledger_xlsx(entries)), mimetype=XLSX, as_attachment=True, download_name=name, max_age=0)
