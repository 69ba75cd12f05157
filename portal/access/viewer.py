"""The person who asks: roles, permissions and reach, fixed for one request; every query starts from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from portal.access.permissions import Permission, Role, Tier


@dataclass(frozen=True)
class Reach:
    """Which children a viewer reaches in one tier: the whole school, or classes, houses (sex of boarders), single children."""

    whole_school: bool = False
    class_ids: frozenset[int] = frozenset()
    houses: frozenset[str] = frozenset()
    child_ids: frozenset[int] = frozenset()

    def __or__(self, other: Reach) -> Reach:
        return Reach(
            self.whole_school or other.whole_school,
            self.class_ids | other.class_ids,
            self.houses | other.houses,
            self.child_ids | other.child_ids,
        )

    def __bool__(self) -> bool:
        return self.whole_school or bool(self.class_ids or self.houses or self.child_ids)


NOWHERE = Reach()


@dataclass(frozen=True, eq=False)
class ReachRows:
    """Children whom a domain's own rows open to a person, beside what the role opens by itself.

    `rows()` is a statement of three columns: a word, a child's number, the letters of houses; the last two may be null. It may ask
    for `person_id`, `today`, `now`, and for `begin` and `end` of the day. `tiers` says what each word opens. All domains' rows are
    read in one statement.
    """

    rows: Callable[[], Any]
    tiers: Mapping[str, Sequence[Tier]]


@dataclass(frozen=True)
class Viewer:
    """Built once a request from facts in the database (`portal.accounts.viewers`); never from the browser."""

    person_id: int
    account_id: int
    name: str
    roles: frozenset[Role] = frozenset()
    permissions: frozenset[Permission] = frozenset()
    reach: Mapping[Tier, Reach] = field(default_factory=dict)
    homeroom_ids: frozenset[int] = frozenset()
    locale: str = "zh_Hans_CN"
    theme: str = "system"
    session_id: int | None = None

    def may(self, permission: Permission) -> bool:
        """Whether this kind of page or act is open to the viewer at all."""
        return permission in self.permissions

    def reaches(self, tier: Tier) -> Reach:
        """Which children the viewer reaches in a tier; nowhere unless a role opens it."""
        return self.reach.get(tier, NOWHERE)
