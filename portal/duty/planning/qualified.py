"""Who may take which post: roles and titles suggest it, the school settles it, the sex of a house is never set aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from portal.access.permissions import Role
from portal.duty.models.fairness import TimeKind
from portal.duty.models.roster import PostKind
from portal.duty.planning.demand import HOUSES

LEADS = ("校长", "主任", "书记")
DOCTORS = ("校医", "保健")
GATES = ("门卫", "保安", "安保")


@dataclass(frozen=True)
class Time:
    """Days somebody said something about."""

    kind: TimeKind
    from_day: date
    until_day: date


@dataclass(frozen=True)
class Colleague:
    """Somebody with a post at school that brings contact with children, and a clear vetting that lasts until a day."""

    id: int
    name: str
    sex: str
    roles: frozenset[Role] = frozenset()
    titles: Sequence[str] = ()
    houses: frozenset[str] = frozenset()
    vetted_until: date | None = None
    here_until: date | None = None
    settled_posts: frozenset[PostKind] | None = None
    most_shifts: int | None = None
    times: Sequence[Time] = field(default=())

    @property
    def posts(self) -> frozenset[PostKind]:
        """What the school settled, else what roles and titles suggest; a dormitory post only in a house of the own sex."""
        found = self.settled_posts if self.settled_posts is not None else suggested(self)
        return frozenset(post for post in found if self._fits_house(post))

    def _fits_house(self, post: PostKind) -> bool:
        house = HOUSES.get(post)
        return house is None or self.sex == house or (not self.sex and house in self.houses)


def suggested(person: Colleague) -> frozenset[PostKind]:
    """What roles and titles say, before the school settled anything."""
    title = "".join(person.titles)
    if any(word in title for word in DOCTORS):
        return frozenset({PostKind.DOCTOR})
    if any(word in title for word in GATES):
        return frozenset({PostKind.GATE})
    found: set[PostKind] = set()
    if person.roles & {Role.PRINCIPAL, Role.SAFEGUARDING_LEAD} or any(word in title for word in LEADS):
        found.add(PostKind.LEADER)
    if person.roles & {Role.HOMEROOM_TEACHER, Role.TEACHER} and PostKind.LEADER not in found:
        found.add(PostKind.TEACHER)
    if Role.COUNSELOR in person.roles:
        found.add(PostKind.COUNSELOR)
    if Role.DUTY_STAFF in person.roles:
        found |= {post for post, house in HOUSES.items() if house in person.houses} or {PostKind.GATE}
    return frozenset(found)
