"""What was handed on with talks, for those who take it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.journal.operations import record
from portal.pairing.operations.talks import take
from portal.pairing.queries.talks import handed_to
from portal.pairing.views.blueprint import blueprint
from portal.pairing.words import RECEIVERS


@blueprint.page("/hand-overs", requires=Permission.TAKE_HAND_OVER)
def hand_overs() -> ResponseReturnValue:
    """What waits, then what was taken; reading it is noted for each child."""
    viewer = current_viewer()
    found = handed_to(viewer)
    for child_id in {one.child_id for one in found if one.taken_at is None}:
        record("pairing.hand_over_read", child_id=child_id, by=viewer)
    return render_template("pairing/hand_overs.html", found=found, receivers=RECEIVERS)


@blueprint.page("/hand-overs/<int:hand_over_id>/taking", requires=Permission.TAKE_HAND_OVER, methods=("POST",))
def taking(hand_over_id: int) -> ResponseReturnValue:
    """It is in somebody's hands now."""
    take(hand_over_id, by=current_viewer())
    flash(_("It is yours now"), "ok")
    return redirect(url_for("pairing.hand_overs"), code=303)
