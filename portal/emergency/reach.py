"""What a grant opens while it lasts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import String, bindparam, cast, null, select

from portal.access.permissions import Tier
from portal.access.viewer import ReachRows
from portal.children.models import AccessGrant


def _lasting() -> Any:
    """The single children a person reaches by grants that have not ended."""
    now = bindparam("now", type_=AccessGrant.from_at.type)
    lasts = (AccessGrant.from_at <= now, AccessGrant.until_at > now, AccessGrant.ended_at.is_(None))
    columns = (cast(AccessGrant.tier, String), AccessGrant.child_id, cast(null(), String))
    return select(*columns).where(AccessGrant.person_id == bindparam("person_id"), *lasts)


GRANTED_REACH = ReachRows(_lasting, {tier: (tier,) for tier in Tier})
