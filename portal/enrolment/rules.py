"""The new school year and the moves on the roll: pure decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from portal.children.models import Enrolment
from portal.core.calendar import academic_year
from portal.enrolment.models import Reason
from portal.school.classes import Class

#: From which standing a move leads, and to which.
MOVES: dict[Reason, tuple[frozenset[Enrolment], Enrolment]] = {
    Reason.SUSPENDED: (frozenset({Enrolment.ENROLLED}), Enrolment.SUSPENDED),
    Reason.RESUMED: (frozenset({Enrolment.SUSPENDED}), Enrolment.ENROLLED),
    Reason.TRANSFERRED_OUT: (frozenset({Enrolment.ENROLLED, Enrolment.SUSPENDED}), Enrolment.TRANSFERRED),
    Reason.TRANSFERRED_IN: (frozenset({Enrolment.TRANSFERRED, Enrolment.LEFT, Enrolment.GRADUATED}), Enrolment.ENROLLED),
    Reason.CLASS_CHANGED: (frozenset({Enrolment.ENROLLED}), Enrolment.ENROLLED),
    Reason.GRADUATED: (frozenset({Enrolment.ENROLLED, Enrolment.SUSPENDED}), Enrolment.GRADUATED),
}
#: Moves that ask for a class.
INTO_CLASS = frozenset({Reason.RESUMED, Reason.TRANSFERRED_IN, Reason.CLASS_CHANGED})


def moves_from(standing: Enrolment) -> Sequence[Reason]:
    """What can be done with a child who stands so; leaving by graduation is done by classes, not one by one."""
    return [reason for reason, (origins, _) in MOVES.items() if standing in origins and reason is not Reason.GRADUATED]


@dataclass(frozen=True)
class ClassYear:
    """A class as a new school year begins: it goes up a grade, or it has finished its stage and leaves."""

    id: int
    number: str
    before: str
    after: str
    children: int

    @property
    def leaves(self) -> bool:
        return not self.after


def first_day_of_year(day: date) -> date:
    """The first of August by which the school year of this day began."""
    return date(academic_year(day), 8, 1)


def new_year(classes: Iterable[Class], counts: dict[int, int], day: date) -> Sequence[ClassYear]:
    """What becomes of each class that had not left before: grades follow from the year of entry, nobody writes them.

    A class whose stage is over by the school year of `day` leaves; one that has not begun yet stays out.
    """
    last_summer = date(academic_year(day), 7, 31)
    found = []
    for each in classes:
        finished = each.grade(day) is None and each.entry_year < academic_year(day)
        if each.ended_on is None and (each.grade(day) is not None or finished):
            after = each.name(day) if each.grade(day) is not None else ""
            found.append(ClassYear(each.id, each.number, each.name(last_summer), after, counts.get(each.id, 0)))
    return sorted(found, key=lambda year: (not year.leaves, year.number))
