"""Starting clocks, meeting them by a step, stopping those that no longer apply."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from portal.bullying.models.cases import BullyingCase, Party
from portal.bullying.models.measures import Measure
from portal.bullying.models.steps import Clock, ClockKind, Step
from portal.bullying.rules.clocks import CLOCKS, Due, due
from portal.core import clock
from portal.core.db import session
from portal.school.queries import calendar, number


def start(
    case: BullyingCase,
    kind: ClockKind,
    *,
    party: Party | None = None,
    at: datetime | None = None,
    until: date | None = None,
    measure: Measure | None = None,
) -> Clock:
    """A clock from a moment on; `until` fixes its day where a record names it (the end of a term, a follow-up)."""
    rule, started = CLOCKS[kind], at or clock.now()
    amount = number(rule.setting) if rule.setting else rule.amount
    ends = Due(until) if until is not None else due(rule.unit, amount, started, calendar())
    made = Clock(
        case_id=case.id,
        party_id=party.id if party else None,
        measure_id=measure.id if measure else None,
        kind=kind,
        started_at=started,
        due=ends.day,
        due_at=ends.at,
    )
    session().add(made)
    return made


def running(case: BullyingCase, kind: ClockKind, party: Party | None = None) -> list[Clock]:
    """Clocks of a kind that are neither met nor stopped, the earliest due first."""
    found = select(Clock).where(Clock.case_id == case.id, Clock.kind == kind, Clock.met_at.is_(None), Clock.stopped_at.is_(None))
    if party is not None:
        found = found.where(Clock.party_id == party.id)
    return list(session().scalars(found.order_by(Clock.due, Clock.id)))


def meet(step: Step, case: BullyingCase, kind: ClockKind, party: Party | None = None, *, first: bool = False) -> None:
    """A step meets the running clocks of a kind, or only the `first` of them, at the moment it happened."""
    for each in running(case, kind, party)[: 1 if first else None]:
        each.met_at, each.met_by_step_id = step.happened_at, step.id


def stop(case: BullyingCase, kind: ClockKind, why: str, party: Party | None = None) -> None:
    """Clocks of a kind no longer apply; why stays with them."""
    for each in running(case, kind, party):
        each.stopped_at, each.stopped_why = clock.now(), why
