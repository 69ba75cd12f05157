"""Photos of people who may fetch a child, unsealed for one answer only."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from flask import current_app, send_file
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.children.scope import find
from portal.children.vault import unseal
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound
from portal.duty.queries.collectors import collector
from portal.duty.views.blueprint import blueprint


def folder() -> Path:
    """Where pictures are kept, sealed."""
    found: Path = current_app.config["PORTAL"].uploads
    return found


@blueprint.page("/duty/gate/<int:child_id>/photos/<int:collector_id>", requires=Permission.CHECK_GATE)
def photo(child_id: int, collector_id: int) -> ResponseReturnValue:
    """The photo, to compare with who stands there."""
    child = find(current_viewer(), child_id)
    one = collector(child.id, collector_id)
    if one.photo_stored_as is None or one.photo_digest is None:
        raise NotFound
    answer = send_file(BytesIO(unseal(folder(), one.photo_stored_as, one.photo_digest)), mimetype=one.photo_kind, max_age=0)
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
