"""Pure decisions of home visits: which count for the duty, in which period, and how an address falls into a route."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.core.calendar import SchoolCalendar, academic_year
from portal.visits.models import VisitMode

#: What the setting may say counts; only 入户 by default, for no text settles whether a video call is a visit (rules §4.7).
COUNTED: Mapping[str, frozenset[VisitMode]] = {
    "on_site": frozenset({VisitMode.ON_SITE}),
    "met": frozenset({VisitMode.ON_SITE, VisitMode.INVITED_TALK}),
    "all": frozenset(VisitMode),
}
YEAR_TURNS = 8  # the school year turns on 1 August

_PLACE = re.compile(
    r"(?:.*?[省市县区旗])?(?P<town>[^省市县区旗]{1,12}?(?:乡|镇|街道))?"
    r"(?P<village>[^省市县区旗]{1,14}?(?:村委会|居委会|社区|村|路|街))(?P<rest>.*)"
)
_NUMBER = re.compile(r"\d+")


class Hazard(StrEnum):
    """Dangers at home to tick (未成年人保护法 18)."""

    SHOCK = "shock"
    SCALD = "scald"
    FALL = "fall"
    DROWNING = "drowning"
    TRAFFIC = "traffic"
    ANIMALS = "animals"


class Show(StrEnum):
    """The lists a number of the coverage opens."""

    ALL = "all"
    VISITED = "visited"
    OPEN = "open"
    LEFT_BEHIND = "left_behind"
    LEFT_BEHIND_VISITED = "left_behind_visited"
    LEFT_BEHIND_OPEN = "left_behind_open"
    SOONER = "sooner"


@dataclass(frozen=True, order=True)
class Place:
    """Where a family lives, for a route: town, village, and the number of the group within; empty when nobody can tell."""

    town: str = ""
    village: str = ""
    number: int = 0


def place_of(address: str) -> Place:
    """Read town, village and group out of an address as people write it: 云顶镇西岭村6组."""
    found = _PLACE.match("".join(address.split()))
    if found is None:
        return Place()
    number = _NUMBER.search(found["rest"])
    return Place(found["town"] or "", found["village"], int(number[0][:6]) if number else 0)


@dataclass(frozen=True)
class Periods:
    """From when on a visit counts: the school year for every child, the term for left-behind children."""

    year: date
    term: date
    term_end: date | None = None


def periods(today: date, calendar: SchoolCalendar) -> Periods:
    """The periods of a day; in the holidays the term that ended last, without a calendar the school year."""
    year = date(academic_year(today), YEAR_TURNS, 1)
    term = calendar.current_term(today)
    return Periods(year, term.first_day if term else year, term.last_day if term else None)


@dataclass(frozen=True)
class Covered:
    """How far the duty is met among some children."""

    children: int
    visited: int
    left_behind: int
    left_behind_visited: int

    @property
    def left(self) -> int:
        """Children not visited this school year."""
        return self.children - self.visited

    @property
    def left_behind_left(self) -> int:
        """Left-behind children not visited this term."""
        return self.left_behind - self.left_behind_visited


def together(parts: Sequence[Covered]) -> Covered:
    """The sum of several classes."""
    return Covered(
        sum(one.children for one in parts),
        sum(one.visited for one in parts),
        sum(one.left_behind for one in parts),
        sum(one.left_behind_visited for one in parts),
    )
