"""What keeps a shift open: every evening and house counted, nobody missing, nobody late, the hand-over signed both ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from portal.duty.evening.balance import Count


class Why(StrEnum):
    """The kinds of what is still open."""

    NOT_COUNTED = "not_counted"
    NOT_FINISHED = "not_finished"
    NOT_HANDED_IN = "not_handed_in"
    CHANGED = "changed"
    STRANGERS = "strangers"
    MISSING = "missing"
    LATE = "late"
    HAND_OVER_UNWRITTEN = "hand_over_unwritten"
    HAND_OVER_UNSIGNED = "hand_over_unsigned"


@dataclass(frozen=True)
class Obstacle:
    """One thing that is open: where it concerns an evening and a house, how many children, or whose name."""

    why: Why
    evening: date | None = None
    house: str = ""
    count: int = 0
    name: str = ""


@dataclass(frozen=True)
class Evening:
    """The last roll call of an evening in a house; `count` is None when there was none."""

    day: date
    house: str
    count: Count | None = None
    submitted: bool = False


@dataclass(frozen=True)
class Signing:
    """A hand-over: from, to, and whether it was taken."""

    given_by_id: int
    to_id: int
    taken: bool

    @property
    def signed(self) -> bool:
        """Two people, both of them."""
        return self.taken and self.given_by_id != self.to_id


def evenings(weekend: date, last_day: date) -> Sequence[date]:
    """The evenings of a boarding weekend: from the one before its first day to the one before its last."""
    first = weekend - timedelta(days=1)
    return [first + timedelta(days=step) for step in range(max((last_day - first).days, 1))]


def obstacles(
    counted: Sequence[Evening], missing: Sequence[str], late: Sequence[str], hand_overs: Sequence[Signing]
) -> Sequence[Obstacle]:
    """Everything that keeps the shift open, in the order in which it is best settled."""
    found = [one for evening in counted for one in _of_evening(evening)]
    found += [Obstacle(Why.MISSING, name=name) for name in missing]
    found += [Obstacle(Why.LATE, name=name) for name in late]
    if not hand_overs:
        found.append(Obstacle(Why.HAND_OVER_UNWRITTEN))
    return [*found, *(Obstacle(Why.HAND_OVER_UNSIGNED) for one in hand_overs if not one.signed)]


def _of_evening(evening: Evening) -> Iterator[Obstacle]:
    count, where = evening.count, (evening.day, evening.house)
    if count is None:
        yield Obstacle(Why.NOT_COUNTED, *where)
    elif count.strangers:
        yield Obstacle(Why.STRANGERS, *where, count.strangers)
    elif count.unmarked:
        yield Obstacle(Why.CHANGED if evening.submitted else Why.NOT_FINISHED, *where, count.unmarked)
    elif not evening.submitted:
        yield Obstacle(Why.NOT_HANDED_IN, *where)


def evening_of(moment: datetime, turns_at: int) -> date:
    """The evening a local moment belongs to: before the hour at which the day turns it is still the one before."""
    return (moment - timedelta(hours=turns_at)).date()
