"""Swaps as the two sides and the leader see them, and who could take a shift."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import aliased

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound
from portal.duty.models.roster import DutyAssignment, DutyShift, PostKind
from portal.duty.models.swaps import DutySwap, SwapState
from portal.duty.planning.demand import Slot
from portal.duty.queries.exchange import Term, slot_of
from portal.duty.queries.roster import Held
from portal.people.models import Person


@dataclass(frozen=True)
class Swap:
    """A swap with the names of both sides and the posts they exchange."""

    swap: DutySwap
    by: str
    asked: str
    given: Slot
    taken: Slot | None
    given_until: datetime
    taken_until: datetime | None


def swaps_for(viewer: Viewer) -> Sequence[Swap]:
    """Swaps the viewer asked for or is asked about, and for the leader all that wait; newest first, one statement."""
    own: ColumnElement[bool] = or_(DutySwap.asked_by_id == viewer.person_id, DutySwap.asked_id == viewer.person_id)
    if viewer.may(Permission.PLAN_ROSTER):
        own = or_(own, DutySwap.state == SwapState.AGREED)
    return _swaps(own)


def _swaps(where: ColumnElement[bool]) -> Sequence[Swap]:
    by, asked = aliased(Person), aliased(Person)
    given, taken = aliased(DutyAssignment), aliased(DutyAssignment)
    one, other = aliased(DutyShift), aliased(DutyShift)
    columns: list[Any] = [DutySwap, by.name, asked.name, one.weekend, one.post, one.place, one.ends_at]
    columns += [other.weekend, other.post, other.place, other.ends_at]
    found = (
        select(*columns)
        .join(by, by.id == DutySwap.asked_by_id)
        .join(asked, asked.id == DutySwap.asked_id)
        .join(given, given.id == DutySwap.given_id)
        .join(one, one.id == given.shift_id)
        .outerjoin(taken, taken.id == DutySwap.taken_id)
        .outerjoin(other, other.id == taken.shift_id)
        .where(where)
        .order_by(DutySwap.id.desc())
        .limit(100)
    )
    return [
        Swap(
            row[0], row[1], row[2], Slot(row[3], row[4], row[5]), Slot(row[7], row[8], row[9]) if row[7] else None, row[6], row[10]
        )
        for row in session().execute(found)
    ]


def swap_for(viewer: Viewer, swap_id: int) -> Swap:
    """One swap, NotFound unless the viewer is one of the sides or plans the roster."""
    sides = or_(DutySwap.asked_by_id == viewer.person_id, DutySwap.asked_id == viewer.person_id)
    where = DutySwap.id == swap_id
    found = next(iter(_swaps(where if viewer.may(Permission.PLAN_ROSTER) else where & sides)), None)
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class Offer:
    """A way to swap: who, and the shift taken in exchange (none: a favour)."""

    person_id: int
    name: str
    taken_id: int | None
    post: PostKind | None
    until: datetime | None
    weekend: Any = None

    @property
    def value(self) -> str:
        return f"{self.person_id}-{self.taken_id or 0}"


def offers(term: Term, given: Held, viewer: Viewer) -> list[Offer]:
    """Exchanges that break no rule for either side, nearest first; then who could take the shift as a favour."""
    slot = slot_of(given)
    ahead = [one for one in term.shifts if one.person_id not in (None, viewer.person_id) and one.starts_at > clock.now()]
    found = []
    for one in sorted(ahead, key=lambda each: (each.post is not given.post, each.starts_at)):
        theirs, person_id = slot_of(one), one.person_id or 0
        able = not term.reasons(person_id, slot, without=[theirs]) and not term.reasons(viewer.person_id, theirs, without=[slot])
        if able:
            found.append(Offer(person_id, one.name or "", one.assignment_id, one.post, one.ends_at, one.weekend))
    favours = [
        Offer(person.id, person.name, None, None, None)
        for person in term.plan.people
        if person.id != viewer.person_id and slot.post in person.posts and not term.reasons(person.id, slot)
    ]
    return [*found[:40], *favours[:40]]
