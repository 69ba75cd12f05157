"""The list of cases, their clocks, and the counts without names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.bullying.models.cases import BullyingCase, Kind, Party, State
from portal.bullying.models.steps import Clock, ClockKind
from portal.bullying.queries.case_file import CaseFile, files_of
from portal.bullying.queries.reach import open_to
from portal.bullying.rules.clocks import is_late
from portal.core import clock
from portal.core.calendar import academic_year
from portal.core.db import session
from portal.core.pagination import Page, page_of_rows

YEAR_TURNS = 8


@dataclass(frozen=True, slots=True)
class Listed:
    """A case in the list; nobody's name is in it."""

    id: int
    number: str
    kind: Kind
    happened_on: date
    opened_at: datetime
    state: State
    tier: int | None
    sides: int
    next_due: date | None


@dataclass(frozen=True, slots=True)
class Running:
    """A clock that runs in a case the viewer may open."""

    id: int
    case_id: int
    number: str
    kind: ClockKind
    place: int | None
    started_at: datetime
    due: date
    due_at: datetime | None


@dataclass(frozen=True)
class Counted:
    """How many cases and how the procedure was kept, without any name."""

    opened: int
    by_state: Counter[State]
    by_kind: Counter[Kind]
    by_tier: Counter[int]
    in_time: Counter[ClockKind]
    late: Counter[ClockKind]
    late_now: Counter[ClockKind]


def cases(viewer: Viewer, number: int, *, closed: bool = False) -> Page[Listed]:
    """Cases the viewer may open, those with the nearest day first; one statement."""
    sides = select(func.count()).where(Party.case_id == BullyingCase.id, Party.withdrawn_at.is_(None)).scalar_subquery()
    due = select(func.min(Clock.due)).where(Clock.case_id == BullyingCase.id, _runs()).scalar_subquery()
    case = BullyingCase
    columns: list[Any] = [case.id, case.number, case.kind, case.happened_on, case.opened_at, case.state, case.tier, sides, due]
    found = select(*columns).where(open_to(viewer), (case.state == State.CLOSED) == closed)
    page = page_of_rows(found.order_by(due.is_(None), due, case.opened_at.desc(), case.id.desc()), number)
    return Page([Listed(*row) for row in page.items], page.number, page.total, page.size)


def _runs() -> Any:
    return Clock.met_at.is_(None) & Clock.stopped_at.is_(None)


def running_clocks(viewer: Viewer) -> Sequence[Running]:
    """Every clock that runs in the cases the viewer handles; one statement, none for whoever handles nothing."""
    if not viewer.may(Permission.HANDLE_BULLYING):
        return []
    case = BullyingCase
    columns: list[Any] = [Clock.id, case.id, case.number, Clock.kind, Party.place, Clock.started_at, Clock.due, Clock.due_at]
    found = select(*columns).join(case, case.id == Clock.case_id).outerjoin(Party, Party.id == Clock.party_id)
    return [Running(*row) for row in session().execute(found.where(_runs(), open_to(viewer)).order_by(Clock.due, Clock.id))]


def counted(since: date | None = None) -> Counted:
    """All cases opened since the school year began, and every clock of them; two statements, no name in them."""
    begin = clock.begin_of(since or date(academic_year(clock.today()), YEAR_TURNS, 1))
    case, now = BullyingCase, clock.now()
    rows = session().execute(select(case.state, case.kind, case.tier).where(case.opened_at >= begin)).all()
    columns: list[Any] = [Clock.kind, Clock.due, Clock.due_at, Clock.met_at, Clock.stopped_at]
    kept = select(*columns).join(case, case.id == Clock.case_id).where(case.opened_at >= begin)
    in_time, late, late_now = Counter[ClockKind](), Counter[ClockKind](), Counter[ClockKind]()
    for kind, due, due_at, met_at, stopped_at in session().execute(kept.where(Clock.kind != ClockKind.APPEAL)):
        missed = is_late(due, due_at, met_at or stopped_at, now)
        if met_at is not None:
            (late if missed else in_time)[kind] += 1
        elif stopped_at is not None:
            late[kind] += missed
        elif missed:
            late_now[kind] += 1
    tiers = Counter(row[2] for row in rows if row[2] is not None)
    return Counted(len(rows), Counter(row[0] for row in rows), Counter(row[1] for row in rows), tiers, in_time, late, late_now)


def ledger_files(viewer: Viewer) -> Sequence[CaseFile]:
    """The files of this school year's cases the viewer may open, by number."""
    begin = clock.begin_of(date(academic_year(clock.today()), YEAR_TURNS, 1))
    found = select(BullyingCase).where(open_to(viewer), BullyingCase.opened_at >= begin)
    return files_of(session().scalars(found.order_by(BullyingCase.number)).all())
