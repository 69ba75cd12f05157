"""What a guardian's copy holds of the school days: when the child was away, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from portal.access.viewer import Viewer
from portal.attendance.queries import absences_of


def family_copy(_viewer: Viewer, child_id: int) -> Sequence[tuple[str, Any]]:
    """The days away, newest first."""
    return [("days_away", [{"day": day, "reason": reason.value} for day, reason, _at in absences_of(child_id)])]
