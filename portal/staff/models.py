"""What the staff pages show, and the tables of the yearly access review; all else is in people and accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.access.permissions import IN_CONTACT, Role
from portal.core.db import Base


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


@dataclass(frozen=True)
class ReviewLine:
    """One access review in the list: when, by whom, how many people were gone through, how many must change."""

    id: int
    begun_at: datetime
    finished_at: datetime | None
    by: str
    people: int
    wrong: int


class AccessReview(Base):
    """Once a year somebody goes through everybody's access, line by line; open until it is finished."""

    __tablename__ = "access_review"

    id: Mapped[int] = mapped_column(primary_key=True)
    begun_at: Mapped[datetime]
    begun_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    finished_at: Mapped[datetime | None]
    finished_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class AccessWord(Base):
    """What was said of one person's access: still right, or to be changed."""

    __tablename__ = "access_word"
    __table_args__ = (UniqueConstraint("review_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("access_review.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    right: Mapped[bool]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
