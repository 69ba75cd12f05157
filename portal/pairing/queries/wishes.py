"""What a child wishes today."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from portal.children.dated import holds_on
from portal.core import clock
from portal.core.db import session
from portal.pairing.models import PairingWish, WishKind
from portal.people.models import Person


def wishes_of(child_id: int) -> Sequence[tuple[int, str, WishKind]]:
    """Wishes and conflicts of a child already found within the welfare tier: id, the adult's name, kind."""
    found = select(PairingWish.id, Person.name, PairingWish.kind).join(Person, Person.id == PairingWish.teacher_id)
    theirs = (PairingWish.child_id == child_id, holds_on(PairingWish, clock.today()))
    return [(row[0], row[1], row[2]) for row in session().execute(found.where(*theirs).order_by(PairingWish.id))]
