"""What families are asked: the rounds that run or come, with the word they gave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.children.scope import find
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound
from portal.screening.models import ConsentWord, Participant, Round, RoundKind
from portal.screening.queries.rounds import has_answered, last_word


@dataclass(frozen=True)
class AtHome:
    """A child asked in a round, as its guardians see it."""

    participant: Participant
    of: Round
    child_id: int
    name: str
    word: ConsentWord | None
    answered: bool


def asked(viewer: Viewer, *, round_id: int | None = None) -> Sequence[AtHome]:
    """The viewer's own children in rounds that are not over; one statement, none for carers without full rights."""
    own = sorted(viewer.reaches(Tier.WELFARE).child_ids)
    if not own:
        return []
    found = (
        select(Participant, Round, Child.id, Child.name, last_word(), has_answered())
        .join(Round, Round.id == Participant.round_id)
        .join(Child, Child.id == Participant.child_id)
        .where(Participant.child_id.in_(own), Round.kind == RoundKind.ONLINE)
    )
    if round_id is None:
        over = func.coalesce(Round.makeup_until, Round.last_day)
        found = found.where(Round.closed_at.is_(None), over >= clock.today())
    else:
        found = found.where(Round.id == round_id)
    return [AtHome(*row) for row in session().execute(found.order_by(Child.id, Round.first_day))]


def asked_at_home(viewer: Viewer, child_id: int, round_id: int) -> AtHome:
    """One of them; a round that is over still takes a withdrawal. NotFound otherwise."""
    child = find(viewer, child_id, Tier.WELFARE)
    found = next((one for one in asked(viewer, round_id=round_id) if one.child_id == child.id), None)
    if found is None:
        raise NotFound
    return found
