"""What a guardian's copy holds of the school's notices: those to this very person about this child."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.children.models import Guardian
from portal.core.db import session
from portal.notices.models import Notice, Recipient


def family_copy(viewer: Viewer, child_id: int) -> Sequence[tuple[str, Any]]:
    """Every notice with its text, and when it was read."""
    found = (
        select(Notice.sent_at, Notice.title, Notice.body, Recipient.read_at)
        .join(Recipient, Recipient.notice_id == Notice.id)
        .join(Guardian, Guardian.id == Recipient.guardian_id)
        .where(Recipient.child_id == child_id, Guardian.person_id == viewer.person_id)
    )
    rows = session().execute(found.order_by(Notice.sent_at.desc(), Notice.id.desc()))
    return [("notices", [{"sent": sent, "title": title, "text": body, "read": read} for sent, title, body, read in rows])]
