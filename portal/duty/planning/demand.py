"""How many people a weekend needs: by kind of post, by the boarders expected, by house."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portal.duty.models.roster import PostKind, WeekendKind
from portal.duty.planning.weekends import Weekend

#: Houses of the dormitory posts, by the sex of who sleeps there.
HOUSES: Mapping[PostKind, str] = {PostKind.DORM_BOYS: "1", PostKind.DORM_GIRLS: "2"}


@dataclass(frozen=True)
class Need:
    """What the school settled for a kind of post; weight in hundredths."""

    kind: PostKind
    least: int
    per_boarders: int | None
    weight: int

    def people(self, boarders: int) -> int:
        """At least `least`, and one for every `per_boarders` begun."""
        return max(self.least, -(-boarders // self.per_boarders)) if self.per_boarders else self.least


#: One person for 50 boarders is one city's practice (rules §5); who is on call by telephone counts half.
USUAL: Sequence[Need] = (
    Need(PostKind.LEADER, 1, None, 100),
    Need(PostKind.TEACHER, 1, 60, 100),
    Need(PostKind.DORM_GIRLS, 1, 50, 125),
    Need(PostKind.DORM_BOYS, 1, 50, 125),
    Need(PostKind.GATE, 1, None, 100),
    Need(PostKind.DOCTOR, 1, None, 50),
    Need(PostKind.COUNSELOR, 1, None, 50),
)


@dataclass(frozen=True)
class Expected:
    """Boarders by house, and how many of a hundred usually stay."""

    boarders: Mapping[str, int]
    share: int

    @property
    def all(self) -> int:
        return sum(self.boarders.values())

    def staying(self, weekend: Weekend) -> int:
        """How many stay: what somebody said, else the usual share; nobody when the school is closed."""
        if weekend.kind is WeekendKind.CLOSED:
            return 0
        return -(-self.all * self.share // 100) if weekend.expected is None else weekend.expected

    def in_house(self, weekend: Weekend, house: str) -> int:
        """How many stay in a house, in proportion to who sleeps there."""
        return -(-self.staying(weekend) * self.boarders.get(house, 0) // self.all) if self.all else 0


@dataclass(frozen=True, order=True)
class Slot:
    """One post of one weekend: what a shift is before it is published."""

    weekend: date
    post: PostKind
    place: int

    @property
    def key(self) -> str:
        """A name that sorts in time."""
        return f"{self.weekend.isoformat()}/{self.post.value}/{self.place}"


def slots(weekend: Weekend, needs: Sequence[Need], expected: Expected, holiday_weight: int) -> dict[Slot, int]:
    """The posts of a weekend with their weights in hundredths; none when nobody stays."""
    if not expected.staying(weekend):
        return {}
    factor = holiday_weight if weekend.kind is WeekendKind.HOLIDAY else 100
    found: dict[Slot, int] = {}
    for need in needs:
        house = HOUSES.get(need.kind)
        boarders = expected.staying(weekend) if house is None else expected.in_house(weekend, house)
        count = need.people(boarders) if boarders else 0
        for place in range(1, count + 1):
            found[Slot(weekend.first_day, need.kind, place)] = need.weight * factor // 100
    return found
