"""Which children an adult reaches because they were named for them (rules §12.2, column 结对教师)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Date, String, bindparam, cast, literal, null, select

from portal.access.permissions import Tier
from portal.access.viewer import ReachRows
from portal.children.dated import holds_on
from portal.children.models import Child, Enrolment
from portal.pairing.models import Pairing

PAIRED = "paired"


def _own() -> Any:
    """The own children while the pair holds."""
    today = bindparam("today", type_=Date)
    return (
        select(literal(PAIRED), Pairing.child_id, cast(null(), String))
        .join(Child, Child.id == Pairing.child_id)
        .where(Pairing.teacher_id == bindparam("person_id"), holds_on(Pairing, today), Child.enrolment == Enrolment.ENROLLED)
    )


PAIRED_REACH = ReachRows(_own, {PAIRED: (Tier.DIRECTORY, Tier.SCHOOLING, Tier.WELFARE)})
