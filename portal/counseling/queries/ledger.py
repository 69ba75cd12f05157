"""Everything the warning ledger tells of the viewer's cases, in a fixed number of statements; no sealed note is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.core import clock
from portal.core.calendar import academic_year
from portal.core.db import session
from portal.counseling.codes import StepKind, Told
from portal.counseling.models import Case, Goal, Letter, LevelChange, Return, Step, Telling
from portal.people.models import Person

#: Month and day the school year begins with.
YEAR_BEGINS = (8, 1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One case with what was done around it."""

    case: Case
    child: Child
    changes: Sequence[tuple[LevelChange, str]] = ()
    tellings: Sequence[Telling] = ()
    goals: Sequence[Goal] = ()
    letters: Sequence[Letter] = ()
    returns: Sequence[Return] = ()
    steps: Sequence[Step] = field(default=())


def ledger_of(viewer: Viewer) -> Sequence[Entry]:
    """The viewer's cases that are open or began this school year, by number; seven statements."""
    since = clock.begin_of(date(academic_year(clock.today()), *YEAR_BEGINS))
    found = (
        select(Case, Child)
        .join(Child, Child.id == Case.child_id)
        .where(Case.owner_id == viewer.person_id, or_(Case.open_child_id.is_not(None), Case.opened_at >= since))
    )
    cases = [(row[0], row[1]) for row in session().execute(found.order_by(Case.id))]
    ids = [case.id for case, _child in cases]
    parts = (_changes(ids), *(_by_case(_rows(of, ids)) for of in (Goal, Letter, Return, Step)), _by_case(_tellings(ids)))
    changes, goals, letters, returns, steps, tellings = parts
    return [
        Entry(
            case, child, changes[case.id], tellings[case.id], goals[case.id], letters[case.id], returns[case.id],
            [step for step in steps[case.id] if step.kind is StepKind.STATE],
        )
        for case, child in cases
    ]  # fmt: skip


def _changes(ids: Sequence[int]) -> Mapping[int, list[tuple[LevelChange, str]]]:
    found: dict[int, list[tuple[LevelChange, str]]] = defaultdict(list)
    rows = select(LevelChange, Person.name).join(Person, Person.id == LevelChange.proposed_by_id)
    settled = rows.where(LevelChange.case_id.in_(ids), LevelChange.confirmed.is_(True)).order_by(LevelChange.id)
    for change, name in session().execute(settled):
        found[change.case_id].append((change, name))
    return found


def _rows(of: Any, ids: Sequence[int]) -> Iterable[Any]:
    return session().scalars(select(of).where(of.case_id.in_(ids)).order_by(of.id))


def _tellings(ids: Sequence[int]) -> Iterable[Telling]:
    told = (Telling.case_id.in_(ids), Telling.told == Told.GUARDIAN)
    return session().scalars(select(Telling).where(*told).order_by(Telling.id))


def _by_case(rows: Iterable[Any]) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for one in rows:
        found[one.case_id].append(one)
    return found
