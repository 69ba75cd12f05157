"""What asks for a talk beside the score: a refusal after an earlier flag, two people who see the child very differently."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import exists, func, select

from portal.core import clock
from portal.core.db import session
from portal.school.queries import calendar
from portal.screening.models import ConsentWord, Flag, Participant, Result, Round
from portal.screening.operations.flags import talk_by
from portal.screening.queries.rounds import last_word
from portal.screening.rules import TALK_AT, far_apart, readable, talk_due
from portal.screening.scales.definition import Nature, Scale
from portal.screening.scales.library import all_scales, scale
from portal.screening.settings import days

#: How long a flag, or the view of another person, is set beside what comes in now.
RECENT = timedelta(days=400)
SAME_TIME = timedelta(days=120)
SLICE = 500


def ask_for_talk(participant: Participant) -> None:
    """Somebody talks with this child as after attention 2 (scales, working rules)."""
    due = talk_due(TALK_AT, clock.today(), calendar(), days())
    talk_by(participant, due or clock.today())


def flagged_before(participants: Mapping[int, int]) -> set[int]:
    """Of these (participant by child), the children for whom an answer had to be heard in the year past."""
    known = sorted(participants)
    found: set[int] = set()
    for place in range(0, len(known), SLICE):
        recent = (Flag.child_id.in_(known[place : place + SLICE]), Flag.raised_at >= clock.now() - RECENT)
        found.update(session().scalars(select(Flag.child_id).where(*recent)))
    return found


def refused(participant: Participant) -> None:
    """A family declines or withdraws: where an answer had to be heard before, somebody talks with the child instead."""
    if flagged_before({participant.child_id: participant.id}):
        ask_for_talk(participant)


def seen_differently(of: Round, results: Mapping[int, Mapping[str, Any]]) -> set[int]:
    """Of the children (what came out now), those whom another kind of person saw two steps apart not long ago."""
    now = {child_id: content["attention"] for child_id, content in results.items() if readable(content)}
    others, known = _other_views(scale(of.scale)), sorted(now)
    found: set[int] = set()
    for place in range(0, len(known) if others else 0, SLICE):
        views = session().execute(_views(others, known[place : place + SLICE]))
        found.update(
            child_id for child_id, then in views if readable(then) and far_apart(now[child_id], int(then.get("attention") or 0))
        )
    return found


def _other_views(of: Scale) -> list[str]:
    """The screens filled in by somebody else than this one; a check-in or a measure of strength is no view of this kind."""
    if of.nature is not Nature.SCREEN:
        return []
    mine = _who(of)
    return [name for name, one in all_scales().items() if one.nature is Nature.SCREEN and not mine & _who(one)]


def _who(of: Scale) -> set[str]:
    return {one.who for one in of.respondents}


def _views(scales: list[str], child_ids: list[int]) -> Any:
    """The last result of each child by each such scale; withdrawn ones are nobody's to compare."""
    later = select(Result.id).where(Result.participant_id == Participant.id, Result.ordinal > 1).correlate(Participant)
    return (
        select(Result.child_id, Result.content)
        .join(Participant, Participant.id == Result.participant_id)
        .join(Round, Round.id == Result.round_id)
        .where(Round.scale.in_(scales), Result.child_id.in_(child_ids), Result.on >= clock.today() - SAME_TIME)
        .where(func.coalesce(last_word(), ConsentWord.GIVEN) != ConsentWord.WITHDRAWN)
        .where((Result.ordinal > 1) | ~exists(later))
    )
