"""What a grant opens while it lasts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select

from portal.access.permissions import Tier
from portal.access.viewer import Reach
from portal.children.models import AccessGrant
from portal.core import clock
from portal.core.db import session


def granted_reach(person_id: int, _day: date) -> Mapping[Tier, Reach]:
    """The single children a person reaches by grants that have not ended."""
    opened: dict[Tier, set[int]] = {}
    for tier, child_id in session().execute(_lasting(), {"person_id": person_id, "now": clock.now()}):
        opened.setdefault(Tier(tier), set()).add(child_id)
    return {tier: Reach(child_ids=frozenset(ids)) for tier, ids in opened.items()}


@cache
def _lasting() -> Any:
    """Built once: every page of whoever may be given a grant asks it."""
    now = bindparam("now", type_=AccessGrant.from_at.type)
    lasts = (AccessGrant.from_at <= now, AccessGrant.until_at > now, AccessGrant.ended_at.is_(None))
    return select(AccessGrant.tier, AccessGrant.child_id).where(AccessGrant.person_id == bindparam("person_id"), *lasts)
