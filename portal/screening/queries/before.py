"""The round before, by the same scale."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from portal.core.db import session
from portal.screening.models import ConsentWord, Participant, Result, Round
from portal.screening.queries.rounds import last_word


def before_of(of: Round) -> tuple[str, Mapping[int, Any]]:
    """Its name and the results by child; empty when there was none; one statement."""
    former = (
        select(Round.id)
        .where(Round.scale == of.scale, Round.id != of.id, Round.first_day < of.first_day)
        .order_by(Round.first_day.desc(), Round.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    columns: list[Any] = [Round.name, Result.child_id, Result.content]
    rows = session().execute(
        select(*columns)
        .join(Round, Round.id == Result.round_id)
        .join(Participant, Participant.id == Result.participant_id)
        .where(Result.round_id == former, func.coalesce(last_word(), ConsentWord.GIVEN) != ConsentWord.WITHDRAWN)
        .order_by(Result.id)
    )
    name, found = "", {}
    for name, child_id, content in rows:  # noqa: B007 the last name is every row's
        found[child_id] = content
    return name, found
