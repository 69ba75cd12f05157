"""One visit as it was written down, and its signature."""

from __future__ import annotations

from io import BytesIO

from flask import render_template, send_file
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission, Tier
from portal.children.scope import find
from portal.children.vault import unseal
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound
from portal.journal.operations import record
from portal.visits.queries.visits import following, visit_within, visitors_of
from portal.visits.shown import lines_of
from portal.visits.views.blueprint import blueprint
from portal.visits.views.recording import folder
from portal.visits.words import MODES, SIGNED


@blueprint.page("/children/<int:child_id>/visits/<int:visit_id>", requires=Permission.RECORD_VISIT)
def visit(child_id: int, visit_id: int) -> ResponseReturnValue:
    """The visit; reading it is noted."""
    viewer = current_viewer()
    child, found = find(viewer, child_id, Tier.WELFARE), visit_within(viewer, child_id, visit_id)
    record("visits.opened", subject=found, child_id=child_id, by=viewer)
    return render_template(
        "visits/visit.html",
        child=child,
        visit=found,
        visitors=visitors_of(visit_id),
        lines=lines_of(found.form),
        following=following(visit_id),
        modes=MODES,
        signed=SIGNED,
        mine=found.recorded_by_id == viewer.person_id,
    )


@blueprint.page("/children/<int:child_id>/visits/<int:visit_id>/signature", requires=Permission.RECORD_VISIT)
def signature(child_id: int, visit_id: int) -> ResponseReturnValue:
    """The picture of the signature, unsealed for this answer only."""
    found = visit_within(current_viewer(), child_id, visit_id)
    if found.signature_stored_as is None or found.signature_digest is None:
        raise NotFound
    content = unseal(folder(), found.signature_stored_as, found.signature_digest)
    answer = send_file(BytesIO(content), mimetype=found.signature_kind, max_age=0)
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
