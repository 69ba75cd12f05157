"""The list a homeroom teacher confirms each term: what the facts say of every child of a class, and how far the school is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Date as DateType
from sqlalchemy import bindparam, case, cast, func, literal, null, select, union_all

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.dated import holds_on
from portal.children.left_behind import NOTHING_KNOWN, Facts, Parent, ParentFact, ParentState, Status, derive
from portal.children.models import CensusConfirmation, Child, Enrolment, Reunion, Whereabouts
from portal.children.scope import within
from portal.core import clock
from portal.core.db import session
from portal.people.models import Person


@dataclass(frozen=True, slots=True)
class Counted:
    """One child of the list: what the facts say today, and what was confirmed this term."""

    id: int
    name: str
    pinyin: str
    facts: Facts
    status: Status
    confirmed: Mapping[str, Any] | None
    confirmed_at: datetime | None
    confirmed_by: str

    @property
    def has_moved_on(self) -> bool:
        """Confirmed, but the facts say something else since."""
        return self.confirmed is not None and dict(self.confirmed) != as_kept(self.status)


def as_kept(status: Status) -> dict[str, Any]:
    """A status as its confirmation keeps it."""
    return {"A": status.A, "B": status.B, "C": status.C, "D": status.D}


def census_of(viewer: Viewer, class_id: int, term_id: int) -> Sequence[Counted]:
    """Every enrolled child of a class within reach, by name; two statements."""
    on = clock.today()
    confirmation = (CensusConfirmation.child_id == Child.id) & (CensusConfirmation.term_id == term_id)
    columns = (
        Child.id,
        Child.name,
        Child.pinyin,
        Child.birth_date,
        CensusConfirmation.status,
        CensusConfirmation.confirmed_at,
        Person.name,
    )
    found = (
        select(*columns)
        .outerjoin(CensusConfirmation, confirmation)
        .outerjoin(Person, CensusConfirmation.confirmed_by_id == Person.id)
        .where(Child.class_id == class_id, Child.enrolment == Enrolment.ENROLLED, within(viewer, Tier.WELFARE))
        .order_by(Child.pinyin, Child.id)
    )
    rows = session().execute(found).all()
    known = _known([row[0] for row in rows], on)
    return [_counted(row, known.get(row[0], {}), on) for row in rows]


def _counted(row: Any, known: Mapping[str, Any], on: date) -> Counted:
    id_, name, pinyin, birth_date, confirmed, at, by = row
    facts = Facts(on=on, birth_date=birth_date, **known)
    return Counted(id_, name, pinyin, facts, derive(facts), confirmed, at, by or "")


def _known(ids: Sequence[int], on: date) -> Mapping[int, Mapping[str, Any]]:
    """The arguments of `Facts` by child."""
    found: dict[int, dict[str, Any]] = {}
    if ids:
        for child_id, parent, state, since, flag in session().execute(_fact_rows(), {"ids": ids, "today": on}):
            facts = found.setdefault(child_id, {})
            if parent is None:
                facts["reunion"] = bool(flag)
            else:
                facts[Parent(parent).value] = ParentFact(ParentState(state), since, bool(flag)) if state else NOTHING_KNOWN
    return found


@cache
def _fact_rows() -> Any:
    ids: Any = bindparam("ids", expanding=True)
    on = bindparam("today", type_=DateType)
    places = select(
        Whereabouts.child_id, Whereabouts.parent, Whereabouts.state, Whereabouts.since, Whereabouts.since_at_latest, Whereabouts.id
    ).where(Whereabouts.child_id.in_(ids), holds_on(Whereabouts, on))
    reunions = select(
        Reunion.child_id, null(), literal(""), cast(null(), DateType), Reunion.weekends_or_holidays, Reunion.id
    ).where(Reunion.child_id.in_(ids), holds_on(Reunion, on))
    both = union_all(places, reunions).subquery()
    return select(*list(both.c)[:5]).order_by(list(both.c)[5])


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a class is: its enrolled children, and how many were confirmed this term."""

    class_id: int
    children: int
    confirmed: int

    @property
    def open(self) -> int:
        return self.children - self.confirmed


def coverage(viewer: Viewer, term_id: int, class_ids: Iterable[int] | None = None) -> Sequence[Coverage]:
    """By class within reach, of the given classes only when some are given; one statement."""
    confirmed = select(CensusConfirmation.child_id).where(CensusConfirmation.term_id == term_id)
    done = func.sum(case((Child.id.in_(confirmed), 1), else_=0))
    found = (
        select(Child.class_id, func.count(), done)
        .where(Child.enrolment == Enrolment.ENROLLED, Child.class_id.is_not(None), within(viewer, Tier.WELFARE))
        .group_by(Child.class_id)
    )
    if class_ids is not None:
        found = found.where(Child.class_id.in_(sorted(class_ids)))
    return [Coverage(class_id or 0, children, int(some or 0)) for class_id, children, some in session().execute(found)]
