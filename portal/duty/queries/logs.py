"""Logs of shifts as those on the shift find them: whoever holds a post of that weekend, the safeguarding lead and the principal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select, true

from portal.access.permissions import Role
from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound
from portal.duty.evening.closing import evening_of
from portal.duty.models.roster import BoardingWeekend, DutyAssignment, DutyShift, PostKind, ShiftState
from portal.duty.models.shifts import HandOver, NoteKind, ShiftLog, ShiftNote
from portal.people.models import Person
from portal.school.queries import number

LEADING = frozenset({Role.PRINCIPAL, Role.SAFEGUARDING_LEAD})
EARLY, LATE = timedelta(hours=3), timedelta(hours=12)
HELD = (DutyAssignment.ended_at.is_(None), DutyShift.state == ShiftState.PLANNED)


@dataclass(frozen=True)
class Watch:
    """One who is on the shift."""

    person_id: int
    name: str
    post: PostKind


@dataclass(frozen=True)
class Due:
    """A weekend that is on or about to begin, with the log once it is open."""

    weekend: date
    last_day: date
    starts_at: datetime
    ends_at: datetime
    log_id: int | None
    closed: bool


@dataclass(frozen=True)
class Told:
    """A line of the log."""

    kind: str
    at: datetime
    words: str
    by: str
    typed: bool


@dataclass(frozen=True)
class Handed:
    """A hand-over with the names of both."""

    id: int
    words: str
    given_at: datetime
    given_by_id: int
    given_by: str
    to_id: int
    to: str
    taken_at: datetime | None


def leads(viewer: Viewer) -> bool:
    """Whether every shift is open to the viewer."""
    return bool(viewer.roles & LEADING)


def on_shift(person_id: int, weekend: Any) -> ColumnElement[bool]:
    """The condition that a person holds a post of a weekend."""
    held = select(DutyAssignment.id).join(DutyShift, DutyShift.id == DutyAssignment.shift_id)
    return held.where(*HELD, DutyAssignment.person_id == person_id, DutyShift.weekend == weekend).exists()


def within_shift(viewer: Viewer, weekend: Any = ShiftLog.weekend) -> ColumnElement[bool]:
    """The condition that the log of a weekend is open to the viewer."""
    return true() if leads(viewer) else on_shift(viewer.person_id, weekend)


def log_within(viewer: Viewer, log_id: int) -> ShiftLog:
    """The log, NotFound for whoever is not on that shift."""
    found = session().scalar(select(ShiftLog).where(ShiftLog.id == log_id, within_shift(viewer)))
    if found is None:
        raise NotFound
    return found


def due(viewer: Viewer) -> Due | None:
    """The viewer's weekend that is on now, or that is still open from before; one statement."""
    now = clock.now()
    columns: list[Any] = [
        DutyShift.weekend, func.max(BoardingWeekend.last_day), func.min(DutyShift.starts_at), func.max(DutyShift.ends_at),
        func.max(ShiftLog.id), func.max(ShiftLog.closed_at),
    ]  # fmt: skip
    found = (
        select(*columns)
        .outerjoin(BoardingWeekend, BoardingWeekend.first_day == DutyShift.weekend)
        .outerjoin(ShiftLog, ShiftLog.weekend == DutyShift.weekend)
        .where(DutyShift.state == ShiftState.PLANNED, within_shift(viewer, DutyShift.weekend))
        .where(DutyShift.starts_at <= now + EARLY)
        .where((DutyShift.ends_at > now - LATE) | (ShiftLog.id.is_not(None) & ShiftLog.closed_at.is_(None)))
        .group_by(DutyShift.weekend)
        .order_by(DutyShift.weekend)
    )
    row = session().execute(found).first()
    if row is None:
        return None
    weekend, last, starts, ends, log_id, closed = row
    return Due(weekend, last or weekend + timedelta(days=1), starts, ends, log_id, closed is not None)


def last_day(log: ShiftLog) -> date:
    """The last day of the log's weekend."""
    found = session().scalar(select(BoardingWeekend.last_day).where(BoardingWeekend.first_day == log.weekend))
    return found or log.weekend + timedelta(days=1)


def tonight() -> date:
    """The evening it is now; the small hours belong to the one before."""
    return evening_of(clock.local(clock.now()), number("duty.day_turns_at"))


def watch(weekend: date) -> Sequence[Watch]:
    """Who is on the shift, leaders first; one statement."""
    found = (
        select(Person.id, Person.name, DutyShift.post)
        .join(DutyAssignment, DutyAssignment.person_id == Person.id)
        .join(DutyShift, DutyShift.id == DutyAssignment.shift_id)
        .where(*HELD, DutyShift.weekend == weekend)
        .order_by(DutyShift.place, Person.pinyin)
    )
    order = list(PostKind)
    rows = [Watch(*row) for row in session().execute(found)]
    return sorted(rows, key=lambda one: order.index(one.post))


def told(log: ShiftLog) -> Sequence[Told]:
    """What was written into the log, newest first; one statement."""
    columns: list[Any] = [ShiftNote.kind, ShiftNote.at, ShiftNote.words, Person.name, ShiftNote.typed_by_id.is_not(None)]
    found = select(*columns).join(Person, Person.id == ShiftNote.by_id).where(ShiftNote.log_id == log.id)
    return [Told(*row) for row in session().execute(found.order_by(ShiftNote.at.desc(), ShiftNote.id.desc()))]


def rounds_of(told: Sequence[Told], evening: date) -> int:
    """How many rounds of one night a log holds."""
    turns_at = number("duty.day_turns_at")
    return sum(one.kind == NoteKind.ROUND and evening_of(clock.local(one.at), turns_at) == evening for one in told)


def hand_overs(*where: ColumnElement[bool]) -> Sequence[Handed]:
    """Hand-overs that fulfil the conditions, newest first; one statement."""
    giver, taker = Person.__table__.alias("giver"), Person.__table__.alias("taker")
    columns: list[Any] = [
        HandOver.id, HandOver.words, HandOver.given_at, HandOver.given_by_id, giver.c.name, HandOver.to_id, taker.c.name,
        HandOver.taken_at,
    ]  # fmt: skip
    found = select(*columns).join(giver, giver.c.id == HandOver.given_by_id).join(taker, taker.c.id == HandOver.to_id)
    return [Handed(*row) for row in session().execute(found.where(*where).order_by(HandOver.id.desc()))]
