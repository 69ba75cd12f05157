"""What the staff pages show; the tables are those of people and accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from portal.access.permissions import IN_CONTACT, Role


class AccountState(StrEnum):
    """Where somebody's way in stands."""

    NONE = "none"
    INVITED = "invited"
    OPEN = "open"
    LOCKED = "locked"
    STOPPED = "stopped"
    CLOSED = "closed"


@dataclass(frozen=True)
class PostLine:
    """A post as lists show it."""

    id: int
    role: Role
    title: str
    class_number: str
    house: str
    from_day: date
    until_day: date | None


@dataclass(frozen=True)
class StaffLine:
    """One person of the staff list."""

    id: int
    name: str
    staff_no: str
    state: AccountState
    vetted_until: date | None
    seen_at: datetime | None
    posts: Sequence[PostLine] = ()

    @property
    def needs_vetting(self) -> bool:
        return any(post.role in IN_CONTACT for post in self.posts)
