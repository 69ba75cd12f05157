"""What the counselor released for teachers: what to do, for whom. Nothing else leaves the room."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.core.db import session
from portal.screening.models import Interview, Participant
from portal.screening.queries.rounds import in_scope


def advice_for_class(viewer: Viewer, round_id: int, class_id: int) -> Sequence[tuple[str, str]]:
    """Name and released sentence of the last talk, by pinyin; one statement."""
    last = select(func.max(Interview.id)).where(Interview.participant_id == Participant.id).correlate(Participant).scalar_subquery()
    found = (
        select(Child.name, Interview.content)
        .join(Participant, Participant.child_id == Child.id)
        .join(Interview, Interview.id == last)
        .where(Participant.round_id == round_id, Participant.class_id == class_id, Interview.for_teachers, in_scope(viewer))
        .order_by(Child.pinyin, Child.id)
    )
    return [(row[0], row[1].get("advice", "")) for row in session().execute(found)]
