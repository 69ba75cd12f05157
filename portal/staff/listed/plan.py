"""What a staff list would change, worked out before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, select

from portal.access.permissions import FAMILY
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Words
from portal.people.models import Person, Post, Vetting
from portal.school.models import SchoolClass
from portal.staff.listed.reading import StaffList
from portal.staff.listed.rows import Entry, Finding

VALID = timedelta(days=364)


class Kind(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Change:
    """One thing that becomes different: what, before, after."""

    label: Words
    old: str
    new: str


@dataclass(frozen=True)
class Step:
    """One row with what it changes; `person_id` when the person is known."""

    entry: Entry
    person_id: int | None
    changes: Sequence[Change] = ()
    new_post: bool = True
    new_vetting: bool = False

    @property
    def kind(self) -> Kind:
        if self.person_id is None:
            return Kind.NEW
        return Kind.CHANGED if self.changes or self.new_post or self.new_vetting else Kind.UNCHANGED


@dataclass(frozen=True)
class Plan:
    """The whole list, and those with a post who are not in it: nothing is ended because of that."""

    steps: Sequence[Step]
    parked: Sequence[Finding]
    warnings: Sequence[Finding]
    missing: Sequence[str] = field(default_factory=tuple)

    def count(self, kind: Kind) -> int:
        return sum(step.kind is kind for step in self.steps)

    def report(self) -> dict[str, Any]:
        """The same for scripts."""
        told = {"parked": self.parked, "warnings": self.warnings}
        findings = {
            name: [{"row": one.row, "column": one.column, "problem": str(one.problem)} for one in found]
            for name, found in told.items()
        }
        counts = {kind.value: self.count(kind) for kind in Kind}
        return {"rows": len(self.steps) + len(self.parked), **counts, "missing": len(self.missing), **findings}


def plan_of(found: StaffList) -> Plan:
    """Compare the list with the people known: by staff number, by name where there is none. Four statements in all."""
    today = clock.today()
    people = session().scalars(select(Person)).all()
    by_number = {person.staff_no: person for person in people if person.staff_no}
    by_name = {person.name: person for person in people if not person.staff_no}
    held, vetted = _held(today), _vetted()
    steps = [_step(entry, by_number.get(entry.staff_no) or by_name.get(entry.name), held, vetted) for entry in found.entries]
    listed = {step.person_id for step in steps}
    missing = [person.name for person in people if person.id in {row[0] for row in held} and person.id not in listed]
    return Plan(steps, found.parked, found.warnings, missing)


def _held(today: date) -> set[tuple[int, str, str, str]]:
    columns = (Post.person_id, Post.role, SchoolClass.number, Post.house)
    rows = select(*columns).outerjoin(SchoolClass, SchoolClass.id == Post.class_id).where(Post.role.not_in(FAMILY))
    open_ones = rows.where(or_(Post.until_day.is_(None), Post.until_day >= today))
    return {(row[0], row[1].value, row[2] or "", row[3] or "") for row in session().execute(open_ones)}


def _vetted() -> set[tuple[int, date]]:
    return {(row[0], row[1]) for row in session().execute(select(Vetting.person_id, Vetting.queried_on))}


def _step(entry: Entry, person: Person | None, held: set[tuple[int, str, str, str]], vetted: set[tuple[int, date]]) -> Step:
    if person is None:
        return Step(entry, None, new_vetting=entry.vetted_on is not None)
    return Step(
        entry,
        person.id,
        _changes(entry, person),
        new_post=(person.id, entry.role.value, entry.class_number, entry.house) not in held,
        new_vetting=entry.vetted_on is not None and (person.id, entry.vetted_on) not in vetted,
    )


def _changes(entry: Entry, person: Person) -> Sequence[Change]:
    """An empty cell changes nothing."""
    told = (
        (_l("Name"), person.name, entry.name),
        (_l("Sex"), person.sex, entry.sex),
        (_l("Staff number"), person.staff_no or "", entry.staff_no),
        (_l("Mobile number"), person.telephone or "", entry.telephone),
    )
    return [Change(label, old, new) for label, old, new in told if new and new != old]
