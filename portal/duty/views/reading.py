"""What is noted when somebody reads what is asked for single children."""

from __future__ import annotations

from collections.abc import Sequence

from portal.access.viewer import Viewer
from portal.duty.queries.care import Care
from portal.journal.operations import record


def note_care_read(asked: Sequence[Care], by: Viewer) -> None:
    """Once for each child on the page."""
    for child_id in sorted({one.child_id for one in asked}):
        record("duty.care_read", child_id=child_id, by=by)
