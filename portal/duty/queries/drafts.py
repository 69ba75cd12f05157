"""The open draft as it is shown: who is to do what, beside what is published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from portal.core.db import session
from portal.core.errors import NotFound
from portal.duty.models.roster import DraftState, DutyAssignment, DutyDraft, DutyProposal, DutyShift, ShiftState
from portal.duty.planning.demand import Slot
from portal.duty.planning.warning import Looked, looked_at, totals
from portal.duty.queries.planning import weekends_of
from portal.people.models import Person


@dataclass(frozen=True)
class Line:
    """A line of the draft: who is to hold a post, and who holds it now as published."""

    slot: Slot
    weight: int
    person_id: int | None
    locked: bool
    now_id: int | None

    @property
    def changes(self) -> bool:
        return self.person_id != self.now_id


def newest_open() -> DutyDraft | None:
    """The open draft, if there is one."""
    return session().scalar(select(DutyDraft).where(DutyDraft.state == DraftState.OPEN).order_by(DutyDraft.id.desc()).limit(1))


def lines_of(draft: DutyDraft) -> Sequence[Line]:
    """The draft's lines in order; two statements."""
    held = holders(draft.first_day, draft.last_day)
    found = session().scalars(
        select(DutyProposal)
        .where(DutyProposal.draft_id == draft.id)
        .order_by(DutyProposal.weekend, DutyProposal.post, DutyProposal.place)
    )
    lines = []
    for each in found:
        slot = Slot(each.weekend, each.post, each.place)
        lines.append(Line(slot, each.weight, each.person_id, each.locked, held.get(slot)))
    return lines


def given_in(lines: Sequence[Line]) -> dict[Slot, int]:
    """Who is to hold what, without the open posts."""
    return {line.slot: line.person_id for line in lines if line.person_id is not None}


def loads_in(draft: DutyDraft, lines: Sequence[Line]) -> dict[int, int]:
    """What each person carries with the draft, in hundredths."""
    carried = {int(person): weight for person, weight in draft.found["carried"].items()}
    return totals(carried, given_in(lines), {line.slot: line.weight for line in lines})


def to_look_at(draft: DutyDraft) -> Looked:
    """What the draft asks somebody to look at before it is published; three statements."""
    lines = lines_of(draft)
    order = sorted(weekend.first_day for weekend in weekends_of(draft.first_day, draft.last_day))
    return looked_at(loads_in(draft, lines), given_in(lines), order)


@dataclass(frozen=True)
class Kept:
    """A roster that was published over warnings: when, by whom, how many there were, and why."""

    at: datetime
    by: str
    warnings: int
    because: str


def kept_over_warnings(first: date, last: date) -> Sequence[Kept]:
    """Of the rosters of these weekends, newest first; one statement."""
    columns: list[Any] = [DutyDraft.closed_at, Person.name, DutyDraft.kept_warnings, DutyDraft.kept_because]
    found = select(*columns).join(Person, Person.id == DutyDraft.closed_by_id)
    found = found.where(DutyDraft.first_day <= last, DutyDraft.last_day >= first, DutyDraft.kept_because.is_not(None))
    return [Kept(*row) for row in session().execute(found.order_by(DutyDraft.id.desc()))]


def holders(first: Any, last: Any) -> Mapping[Slot, int]:
    """Who holds which shift of these weekends, as published; one statement."""
    held = (
        select(DutyShift.weekend, DutyShift.post, DutyShift.place, DutyAssignment.person_id)
        .join(DutyAssignment, DutyAssignment.shift_id == DutyShift.id)
        .where(DutyAssignment.ended_at.is_(None), DutyShift.state == ShiftState.PLANNED)
        .where(DutyShift.weekend.between(first, last))
    )
    return {Slot(weekend, post, place): person_id for weekend, post, place, person_id in session().execute(held)}


def line_of(draft: DutyDraft, slot: Slot) -> DutyProposal:
    """One line, NotFound when the draft has no such post."""
    where = (DutyProposal.weekend == slot.weekend, DutyProposal.post == slot.post, DutyProposal.place == slot.place)
    found = session().scalar(select(DutyProposal).where(DutyProposal.draft_id == draft.id, *where))
    if found is None:
        raise NotFound
    return found


def locked_in(draft: DutyDraft) -> dict[Slot, int]:
    """What stays when the draft is made anew."""
    return {line.slot: line.person_id for line in lines_of(draft) if line.locked and line.person_id is not None}


def names(person_ids: set[int]) -> Mapping[int, str]:
    """Names of people on the roster; one statement."""
    found = session().execute(select(Person.id, Person.name).where(Person.id.in_(sorted(person_ids))))
    return {person_id: name for person_id, name in found}  # noqa: C416 rows are no pairs to mypy
