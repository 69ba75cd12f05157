"""What a grant opens while it lasts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import ColumnElement, select

from portal.access.permissions import Tier
from portal.access.viewer import Reach
from portal.children.models import AccessGrant
from portal.core import clock
from portal.core.db import session


def lasts() -> ColumnElement[bool]:
    """The condition for grants that hold at this moment."""
    now = clock.now()
    return (AccessGrant.from_at <= now) & (AccessGrant.until_at > now) & AccessGrant.ended_at.is_(None)


def granted_reach(person_id: int, _day: date) -> Mapping[Tier, Reach]:
    """The single children a person reaches by grants that have not ended."""
    found = select(AccessGrant.tier, AccessGrant.child_id).where(AccessGrant.person_id == person_id, lasts())
    opened: dict[Tier, set[int]] = {}
    for tier, child_id in session().execute(found):
        opened.setdefault(Tier(tier), set()).add(child_id)
    return {tier: Reach(child_ids=frozenset(ids)) for tier, ids in opened.items()}
