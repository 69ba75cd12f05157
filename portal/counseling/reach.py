"""Which children a counselor reaches: those with an open case of theirs (rules §12.2, "on a case")."""

from __future__ import annotations

from typing import Any

from sqlalchemy import String, bindparam, cast, literal, null, select

from portal.access.permissions import Tier
from portal.access.viewer import ReachRows
from portal.counseling.models import Case

OWN_CASE = "case"


def _open_cases() -> Any:
    """The children of the own open cases."""
    columns = (literal(OWN_CASE), Case.open_child_id, cast(null(), String))
    return select(*columns).where(Case.owner_id == bindparam("person_id"), Case.open_child_id.is_not(None))


CASE_REACH = ReachRows(_open_cases, {OWN_CASE: (Tier.SCHOOLING, Tier.WELFARE, Tier.CLINICAL)})
