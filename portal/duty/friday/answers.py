"""Whose word counts: what the family or the school said is not overwritten by the pupils' weekly leave."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from portal.duty.models.stays import StaySource

_WEAK: Collection[StaySource] = (StaySource.STANDING, StaySource.PUPIL)


def may_replace(known: StaySource | None, new: StaySource) -> bool:
    """Whether an answer from `new` takes the place of one from `known`."""
    if known is None:
        return True
    if new is StaySource.STANDING:
        return False
    return new is not StaySource.PUPIL or known in _WEAK


def is_late(due_back_at: datetime, returned_at: datetime | None, now: datetime) -> bool:
    """Back after the time, or not back when it has passed."""
    return (returned_at or now) > due_back_at
