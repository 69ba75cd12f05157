"""An exchange the draft proposed under a warning, carried out with one tap."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound
from portal.duty.operations.drafting import exchange, open_draft
from portal.duty.planning.demand import Slot
from portal.duty.queries.drafts import line_of, lines_of
from portal.duty.shown.warned import reliefs_of
from portal.duty.views.asking import slot_of
from portal.duty.views.blueprint import blueprint


@blueprint.page("/duty/draft/<int:draft_id>/exchange", requires=Permission.PLAN_ROSTER, methods=("POST",))
def draft_exchange(draft_id: int) -> ResponseReturnValue:
    """Pass the duty on, or exchange two, if the draft still allows it."""
    found = open_draft(draft_id)
    slot, back, taker = _slot("slot"), _slot("back"), request.form.get("taker", type=int)
    reliefs = reliefs_of(found, lines_of(found))
    if slot is None or taker is None:
        raise NotFound
    if reliefs is None or not reliefs.allows(slot, taker, back):
        flash(_("The draft has changed; this exchange is no longer possible."), "warn")
    else:
        exchange(found, line_of(found, slot), taker, line_of(found, back) if back else None, by=current_viewer())
        flash(_("The draft is changed"), "ok")
    return redirect(url_for("duty.draft"), code=303)


def _slot(name: str) -> Slot | None:
    parts = request.form.get(name, "").split("/")
    if len(parts) != 3 or not parts[2].isdecimal() or len(parts[2]) > 3:
        return None
    return slot_of(parts[0], parts[1], int(parts[2]))
