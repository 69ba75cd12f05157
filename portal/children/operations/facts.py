"""Dated facts: a new one closes the one before; nothing that was written is overwritten or deleted."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, TypeVar

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.dated import holds_on
from portal.children.left_behind import Parent, ParentState
from portal.children.models import AidCategory, Child, FactKind, FactWithdrawal, HealthNote, Reunion, Whereabouts
from portal.children.scope import find
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound, Refused
from portal.journal.operations import record

DAY = timedelta(days=1)

Fact = TypeVar("Fact", Whereabouts, Reunion, AidCategory, HealthNote, FactWithdrawal)

TABLES: dict[FactKind, Any] = {
    FactKind.WHEREABOUTS: Whereabouts,
    FactKind.REUNION: Reunion,
    FactKind.AID: AidCategory,
    FactKind.HEALTH: HealthNote,
}


def record_whereabouts(
    child: Child,
    parent: Parent,
    state: ParentState,
    *,
    since: date | None = None,
    since_at_latest: bool = False,
    where: str = "",
    source: str = "portal",
    by: Viewer,
) -> Whereabouts:
    """Where a parent is as known from today; what was known before ends yesterday. A day to come is refused."""
    today = clock.today()
    _not_to_come(since, today)
    _close(Whereabouts, today, Whereabouts.child_id == child.id, Whereabouts.parent == parent)
    fact = Whereabouts(
        child_id=child.id,
        parent=parent,
        state=state,
        since=since,
        since_at_latest=since_at_latest and since is not None,
        where=where or None,
        source=source,
        **_recorded(today, by),
    )
    session().add(fact)
    _settle_unsaid(child, state, today)
    return _noted(fact, "children.whereabouts_recorded", by)


def _settle_unsaid(child: Child, state: ParentState, today: date) -> None:
    """ "One of the two is away" ends once it is said which one, or once both are known."""
    session().flush()
    known = select(Whereabouts.parent).where(Whereabouts.child_id == child.id, holds_on(Whereabouts, today))
    said = set(session().scalars(known)) - {Parent.EITHER}
    if state is ParentState.AWAY_FOR_WORK or len(said) == 2:
        _close(Whereabouts, today, Whereabouts.child_id == child.id, Whereabouts.parent == Parent.EITHER)


def record_reunion(child: Child, *, together: bool, last_on: date | None = None, by: Viewer) -> Reunion:
    """Whether child and parents are together at weekends or holidays, as known from today."""
    today = clock.today()
    _not_to_come(last_on, today, field="last_on")
    _close(Reunion, today, Reunion.child_id == child.id)
    fact = Reunion(child_id=child.id, weekends_or_holidays=together, last_on=last_on, **_recorded(today, by))
    session().add(fact)
    return _noted(fact, "children.reunion_recorded", by)


def record_aid(child: Child, category: str, *, from_day: date | None = None, by: Viewer) -> AidCategory:
    """A category of aid from a day; refused when the child has it already."""
    today = clock.today()
    begins = from_day or today
    _not_to_come(begins, today, field="from_day")
    same = (AidCategory.child_id == child.id) & (AidCategory.category == category)
    has = select(AidCategory.id).where(same, holds_on(AidCategory, today))
    if session().scalar(has) is not None:
        raise Refused(_l("This help is in the file already."), field="category")
    fact = AidCategory(child_id=child.id, category=category, **_recorded(begins, by))
    session().add(fact)
    return _noted(fact, "children.aid_recorded", by)


def record_health(child: Child, text: str, *, by: Viewer) -> HealthNote:
    """Something those near the child must know, from today."""
    fact = HealthNote(child_id=child.id, text=text, **_recorded(clock.today(), by))
    session().add(fact)
    return _noted(fact, "children.health_recorded", by)


def fact_within(viewer: Viewer, child_id: int, kind: FactKind, fact_id: int) -> Any:
    """A fact of a child whose file the viewer reaches, NotFound otherwise."""
    child = find(viewer, child_id, Tier.WELFARE)
    table = TABLES[kind]
    fact = session().scalar(select(table).where(table.id == fact_id, table.child_id == child.id))
    if fact is None:
        raise NotFound
    return fact


def end_fact(fact: Any, *, by: Viewer) -> None:
    """A fact that no longer holds from today on; ending it twice changes nothing."""
    if fact.until_day is None:
        fact.until_day = clock.today() - DAY
        session().flush()
        record("children.fact_ended", subject=fact, child_id=fact.child_id, by=by)


def withdraw_fact(fact: Any, kind: FactKind, reason: str, *, by: Viewer) -> FactWithdrawal:
    """A fact recorded by mistake holds on no day; it stays readable with who withdrew it and why."""
    if session().scalar(select(FactWithdrawal.id).where(FactWithdrawal.kind == kind, FactWithdrawal.fact_id == fact.id)):
        raise Refused(_l("This entry was withdrawn before."))
    withdrawal = FactWithdrawal(
        kind=kind,
        fact_id=fact.id,
        child_id=fact.child_id,
        reason=reason,
        held_until=fact.until_day,
        at=clock.now(),
        by_id=by.person_id,
    )
    session().add(withdrawal)
    fact.until_day = fact.from_day - DAY
    return _noted(withdrawal, "children.fact_withdrawn", by)


def _recorded(from_day: date, by: Viewer) -> dict[str, Any]:
    return {"from_day": from_day, "recorded_at": clock.now(), "recorded_by_id": by.person_id}


def _noted(fact: Fact, event: str, by: Viewer) -> Fact:
    session().flush()
    record(event, subject=fact, child_id=fact.child_id, by=by)
    return fact


def _close(table: Any, today: date, *conditions: Any) -> None:
    for open_ in session().scalars(select(table).where(*conditions, holds_on(table, today))):
        open_.until_day = today - DAY
    session().flush()


def _not_to_come(day: date | None, today: date, field: str = "since") -> None:
    if day is not None and day > today:
        raise Refused(_l("This day is still to come. Write a day up to today."), field=field)
