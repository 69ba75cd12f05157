"""What keeps a shift open, gathered from its lists, searches, slips and hand-overs, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from portal.children.models import Child
from portal.core.db import session
from portal.core.errors import Words
from portal.duty.evening.balance import Count
from portal.duty.evening.closing import Evening, Signing, evenings, obstacles
from portal.duty.evening.words import obstacle_words
from portal.duty.models.shifts import HandOver, RollCall, ShiftLog
from portal.duty.models.tonight import Missing
from portal.duty.queries import logs
from portal.duty.queries.lists import Roll, count_of, houses, late, lines, rolls


def open_things(log: ShiftLog, evenings_counted: Sequence[Evening] | None = None) -> Sequence[Words]:
    """One sentence for each thing that is open; a fixed number of statements."""
    known = counted(log) if evenings_counted is None else evenings_counted
    found = obstacles(known, still_missing(log), late(log.weekend), _signings(log))
    return [obstacle_words(one) for one in found]


def counted(log: ShiftLog) -> Sequence[Evening]:
    """The last roll call of each evening and house; tonight's as it stands now, earlier ones as they were handed in."""
    last = {(roll.evening, roll.house): roll for roll in rolls(log.id)}
    here = logs.tonight()
    return [
        _evening(log, day, house, last.get((day, house)), here)
        for day in evenings(log.weekend, logs.last_day(log))
        for house in houses()
    ]


def _evening(log: ShiftLog, day: date, house: str, roll: RollCall | None, tonight: date) -> Evening:
    if roll is None:
        return Evening(day, house)
    submitted = roll.submitted_at is not None
    if submitted and day < tonight:
        return Evening(day, house, frozen(roll), submitted)
    found = Roll(roll.id, log.id, log.weekend, day, house, roll.opened_at, roll.submitted_at, log.closed_at is not None)
    return Evening(day, house, count_of(lines(found)), submitted)


def frozen(roll: RollCall) -> Count:
    """The count a roll call was handed in with."""
    return Count(roll.expected or 0, roll.present or 0, roll.leave or 0, roll.fetched or 0, roll.missing or 0, 0, 0)


def still_missing(log: ShiftLog) -> Sequence[str]:
    """Names of the children who are being looked for; one statement."""
    found = select(Child.name).join(Missing, Missing.child_id == Child.id)
    return session().scalars(found.where(Missing.log_id == log.id, Missing.ended_at.is_(None)).order_by(Missing.since)).all()


def _signings(log: ShiftLog) -> Sequence[Signing]:
    columns = (HandOver.given_by_id, HandOver.to_id, HandOver.taken_at.is_not(None))
    return [Signing(*row) for row in session().execute(select(*columns).where(HandOver.log_id == log.id))]
