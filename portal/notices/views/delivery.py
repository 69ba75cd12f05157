"""What could not be delivered, in the channel's own words."""

from __future__ import annotations

from datetime import timedelta

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.journal.operations import record
from portal.notices.views.blueprint import blueprint
from portal.notices.words_of_ways import STATES
from portal.outbox.queries import failures, totals

A_WEEK = timedelta(days=7)


@blueprint.page("/delivery", requires=Permission.SEE_DELIVERY)
def delivery() -> ResponseReturnValue:
    """The last seven days in numbers, and every message that did not arrive."""
    record("outbox.failures_seen", by=current_viewer())
    return render_template(
        "notices/delivery.html",
        page_of=failures(request.args.get("page", 1, type=int)),
        totals=totals(clock.now() - A_WEEK),
        STATES=STATES,
        may_keep=current_viewer().may(Permission.KEEP_CHANNELS),
        here_url=lambda number: url_for("notices.delivery", page=number),
    )
