"""Pure decisions of pairing: what speaks against a pair, when a talk is due, when a pair stands without its adult."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portal.core.calendar import SchoolCalendar
from portal.pairing.models import WishKind

DAY = timedelta(days=1)
AFTER_HOLIDAYS = timedelta(days=7)  # a talk that fell due in the holidays may wait for the first week of school


class Objection(StrEnum):
    """What forbids a pair."""

    NO_POST = "no_post"
    NOT_VETTED = "not_vetted"
    CONFLICT = "conflict"
    UNWANTED = "unwanted"
    FAMILY = "family"
    OTHER_SEX = "other_sex"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Child:
    """What pairing needs to know of a child; `sex` as the register writes it ("1" boy, "2" girl)."""

    id: int
    class_id: int | None
    sex: str
    boarding: bool


@dataclass(frozen=True, slots=True)
class Teacher:
    """What pairing needs to know of an adult; `load` counts the children paired today."""

    id: int
    sex: str = ""
    load: int = 0
    in_post: bool = True
    vetted: bool = True
    homerooms: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Limits:
    """What this school set: the cap, and whether a boarder's adult must be of the same sex."""

    cap: int = 5
    same_sex_for_boarders: bool = True


@dataclass(frozen=True)
class Ties:
    """What is known between child and adult, by (child, teacher)."""

    wishes: dict[tuple[int, int], WishKind]
    family: frozenset[tuple[int, int]] = frozenset()
    bonds: frozenset[tuple[int, int]] = frozenset()


NO_TIES = Ties({})


def objections(child: Child, teacher: Teacher, ties: Ties, limits: Limits) -> list[Objection]:
    """All that forbids this pair today, the gravest first; empty when it is allowed."""
    pair = (child.id, teacher.id)
    found = {
        Objection.NO_POST: not teacher.in_post,
        Objection.NOT_VETTED: not teacher.vetted,
        Objection.CONFLICT: ties.wishes.get(pair) is WishKind.CONFLICT,
        Objection.UNWANTED: ties.wishes.get(pair) is WishKind.UNWANTED,
        Objection.FAMILY: pair in ties.family,
        Objection.OTHER_SEX: limits.same_sex_for_boarders and child.boarding and teacher.sex != child.sex,
        Objection.FULL: teacher.load >= limits.cap,
    }
    return [objection for objection, holds in found.items() if holds]


def preference(child: Child, teacher: Teacher, ties: Ties) -> int:
    """How much speaks for a pair: the child's own wish 4, an earlier bond 2, the child's own class 1; they add up."""
    pair = (child.id, teacher.id)
    wanted = 4 * (ties.wishes.get(pair) is WishKind.WANTED)
    return wanted + 2 * (pair in ties.bonds) + (child.class_id in teacher.homerooms)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Days from one talk to the next at most: as usual, with more attention (grade 2), with close attention (grade 1)."""

    usual: int
    more: int
    close: int

    def days(self, closeness: int | None) -> int:
        """Never more than usual, whatever this school wrote down."""
        return min(self.usual, {1: self.close, 2: self.more}.get(closeness or 0, self.usual))


def talk_due(last: date | None, paired_since: date, days: int, calendar: SchoolCalendar) -> date:
    """The day by which the next talk is due; what falls into the holidays waits until a week after school begins again."""
    due = max(last or paired_since, paired_since) + DAY * days
    if not calendar.terms or calendar.term_of(due):
        return due
    later = [term.first_day for term in calendar.terms if term.first_day > due]
    return min(later) + AFTER_HOLIDAYS if later else due


def without_adult_since(last_post_day: date | None, vetted_until: date | None, hit_on: date | None, paired_since: date) -> date:
    """The first day on which a pair stands without its adult: the last day of the post, the day after the vetting, or a hit.

    On their last day the adult still works, and the child must already have somebody for tomorrow.
    """
    days = [last_post_day or paired_since, vetted_until + DAY if vetted_until else paired_since]
    return max(min(days if hit_on is None else [*days, hit_on]), paired_since)
