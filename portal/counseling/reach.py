"""Which children a counselor reaches: those with an open case of theirs (rules §12.2, "on a case")."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select

from portal.access.permissions import Tier
from portal.access.viewer import Reach
from portal.core.db import session
from portal.counseling.models import Case

OPENED = (Tier.SCHOOLING, Tier.WELFARE, Tier.CLINICAL)


def case_reach(person_id: int, _day: date) -> Mapping[Tier, Reach]:
    """Schooling, welfare and clinical of the children of the own open cases; one statement."""
    found = frozenset(session().scalars(_open_cases(), {"owner_id": person_id}))
    return dict.fromkeys(OPENED, Reach(child_ids=found)) if found else {}


@cache
def _open_cases() -> Any:
    """Built once: every page of a counselor asks it."""
    return select(Case.open_child_id).where(Case.owner_id == bindparam("owner_id"), Case.open_child_id.is_not(None))
