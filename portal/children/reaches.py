"""Which children a parent or carer reaches: decided by dates, rights and orders, anew at every request."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from portal.access.permissions import Tier
from portal.access.viewer import Reach
from portal.children.dated import holds_on
from portal.children.models import Child, Enrolment, Guardian, Rights
from portal.children.orders import kept_away
from portal.core.db import session

OPENED: Mapping[Rights, tuple[Tier, ...]] = {
    Rights.FULL: (Tier.DIRECTORY, Tier.SCHOOLING, Tier.WELFARE),
    Rights.CONTACT: (Tier.DIRECTORY,),
    Rights.NONE: (),
}

ON_ROLL = (Enrolment.ENROLLED, Enrolment.SUSPENDED)


def guardians_reach(person_id: int, day: date) -> Mapping[Tier, Reach]:
    """Tiers opened for each child of this person; a no-contact order closes all of them from its day until it is lifted."""
    found = (
        select(Guardian.child_id, Guardian.rights)
        .join(Child, Child.id == Guardian.child_id)
        .where(Guardian.person_id == person_id, holds_on(Guardian, day), ~kept_away(day), Child.enrolment.in_(ON_ROLL))
    )
    reached: dict[Tier, set[int]] = {}
    for child_id, rights in session().execute(found):
        for tier in OPENED[rights]:
            reached.setdefault(tier, set()).add(child_id)
    return {tier: Reach(child_ids=frozenset(ids)) for tier, ids in reached.items()}
