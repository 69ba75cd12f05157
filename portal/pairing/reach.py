"""Which children an adult reaches because they were named for them (rules §12.2, column 结对教师)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from portal.access.permissions import Tier
from portal.access.viewer import Reach
from portal.children.dated import holds_on
from portal.children.models import Child, Enrolment
from portal.core.db import session
from portal.pairing.models import Pairing

OPENED = (Tier.DIRECTORY, Tier.SCHOOLING, Tier.WELFARE)


def paired_reach(person_id: int, day: date) -> Mapping[Tier, Reach]:
    """Directory, schooling and welfare of the own children while the pair holds; one statement."""
    own = select(Pairing.child_id).join(Child, Child.id == Pairing.child_id)
    here = (Pairing.teacher_id == person_id, holds_on(Pairing, day), Child.enrolment == Enrolment.ENROLLED)
    found = frozenset(session().scalars(own.where(*here)))
    return dict.fromkeys(OPENED, Reach(child_ids=found)) if found else {}
