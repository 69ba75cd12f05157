"""What a guardian's copy holds of home visits: when somebody came, and how."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.core.db import session
from portal.visits.models import HomeVisit, VisitWithdrawal


def family_copy(_viewer: Viewer, child_id: int) -> Sequence[tuple[str, Any]]:
    """Every visit that counts, newest first; what the teacher noted for the school stays there."""
    withdrawn = select(VisitWithdrawal.id).where(VisitWithdrawal.visit_id == HomeVisit.id).exists()
    found = select(HomeVisit.day, HomeVisit.mode, HomeVisit.signed).where(HomeVisit.child_id == child_id, ~withdrawn)
    rows = session().execute(found.order_by(HomeVisit.day.desc(), HomeVisit.id.desc()))
    return [("home_visits", [{"day": day, "way": mode.value, "signed": signed.value} for day, mode, signed in rows])]
