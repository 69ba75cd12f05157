"""Pure decisions of the parents' school: what the duty is, how far a class meets it, when an absent family is spoken with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Show(StrEnum):
    """The lists a number of the coverage opens."""

    ALL = "all"
    REACHED = "reached"
    OPEN = "open"
    ABSENT = "absent"


@dataclass(frozen=True)
class Term:
    """The period the duty is counted in."""

    first: date
    last: date


@dataclass(frozen=True)
class Covered:
    """How far guidance reaches one class in a term."""

    families: int
    reached: int
    held: int
    planned: int
    absences: int

    @property
    def left(self) -> int:
        """Families guidance has not reached this term."""
        return self.families - self.reached

    def is_met(self, duty: int) -> bool:
        """Whether the sessions held are as many as the duty asks."""
        return self.held >= duty


def together(parts: Sequence[Covered]) -> Covered:
    """All classes; sessions are those of the class with the fewest, for the duty holds for each."""
    return Covered(
        families=sum(one.families for one in parts),
        reached=sum(one.reached for one in parts),
        held=min((one.held for one in parts), default=0),
        planned=min((one.planned for one in parts), default=0),
        absences=sum(one.absences for one in parts),
    )


def speak_by(day: date, days: int) -> date:
    """By when an absent family is spoken with."""
    return day + timedelta(days=days)


def note_by(day: date) -> date:
    """By when it is noted who came: the day after."""
    return day + timedelta(days=1)
