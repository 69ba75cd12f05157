"""Which children a parent or carer reaches: decided by dates, rights and orders, anew at every request."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Date, String, bindparam, cast, null, select

from portal.access.permissions import Tier
from portal.access.viewer import ReachRows
from portal.children.dated import holds_on
from portal.children.models import Child, Enrolment, Guardian, Rights
from portal.children.orders import kept_away

ON_ROLL = (Enrolment.ENROLLED, Enrolment.SUSPENDED)


def _own() -> Any:
    """The children of this person with their rights; a no-contact order closes all from its day until it is lifted."""
    today = bindparam("today", type_=Date)
    return (
        select(cast(Guardian.rights, String), Guardian.child_id, cast(null(), String))
        .join(Child, Child.id == Guardian.child_id)
        .where(Guardian.person_id == bindparam("person_id"), holds_on(Guardian, today), ~kept_away(today))
        .where(Child.enrolment.in_(ON_ROLL))
    )


GUARDIANS_REACH = ReachRows(
    _own,
    {
        Rights.FULL: (Tier.DIRECTORY, Tier.SCHOOLING, Tier.WELFARE),
        Rights.CONTACT: (Tier.DIRECTORY,),
        Rights.NONE: (),
    },
)
