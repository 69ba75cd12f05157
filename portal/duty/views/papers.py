"""The roster to post up, to sort, and to have in one's own calendar."""

from __future__ import annotations

from io import BytesIO

from flask import Response, flash, redirect, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core.blueprint import PUBLIC, current_viewer
from portal.core.errors import NotFound
from portal.core.pdf.answering import answer
from portal.core.sheets.writing import XLSX
from portal.duty.documents import duty_calendar, roster_paper, roster_sheet
from portal.duty.operations.feeds import make_feed, revoke_feed
from portal.duty.queries.feeds import owner_of, since
from portal.duty.queries.roster import mine
from portal.duty.shown.roster import Roster, roster_of
from portal.duty.views.asking import term_asked
from portal.duty.views.blueprint import blueprint
from portal.journal.operations import record
from portal.school.queries import school_profile


def _found() -> Roster:
    term = term_asked()
    found = roster_of(term, 0) if term is not None else None
    if found is None or not found.exists:
        raise NotFound
    return found


def _school() -> str:
    profile = school_profile()
    return profile.name if profile else ""


@blueprint.page("/duty/roster.pdf", requires=Permission.SEE_ROSTER)
def pdf() -> ResponseReturnValue:
    """The term on A4 landscape."""
    viewer, found = current_viewer(), _found()
    record("duty.roster_printed", by=viewer)
    return answer(roster_paper(found, _school(), viewer.name), _("Weekend duty") + ".pdf")


@blueprint.page("/duty/roster.xlsx", requires=Permission.SEE_ROSTER)
def sheet() -> ResponseReturnValue:
    """The term as a spreadsheet."""
    found = _found()
    record("duty.roster_printed", by=current_viewer())
    name = _("Weekend duty") + ".xlsx"
    return send_file(BytesIO(roster_sheet(found)), mimetype=XLSX, as_attachment=True, download_name=name, max_age=0)


@blueprint.page("/duty/calendar/<secret>.ics", requires=PUBLIC)
def calendar(secret: str) -> ResponseReturnValue:
    """Somebody's own duties, for the calendar of their phone: whoever holds the address reads posts and hours, nothing else."""
    held = mine(owner_of(secret), since())
    return Response(duty_calendar(held, _school()), mimetype="text/calendar", headers={"Cache-Control": "private, no-store"})


@blueprint.page("/duty/mine/calendar", requires=Permission.SEE_ROSTER, methods=("POST",))
def feed() -> ResponseReturnValue:
    """A fresh address; it is shown once."""
    secret = make_feed(by=current_viewer())
    flash(
        _("The address of your calendar, shown only now: %(url)s", url=url_for("duty.calendar", secret=secret, _external=True)),
        "warn",
    )
    return redirect(url_for("duty.mine"), code=303)


@blueprint.page("/duty/mine/calendar/revocation", requires=Permission.SEE_ROSTER, methods=("POST",))
def feed_revocation() -> ResponseReturnValue:
    """The address no longer works."""
    revoke_feed(by=current_viewer())
    flash(_("The address no longer works"), "ok")
    return redirect(url_for("duty.mine"), code=303)
