"""Tables behind a fair roster: what people may do, when they are away or wish, what earlier terms carried over, their calendar."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedText, KeyedHash


class DutyStanding(Base):
    """What the school settled for somebody: the posts they can take (kinds, parted by commas) and their limit in a term."""

    __tablename__ = "duty_standing"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    posts: Mapped[str]
    most_shifts: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class TimeKind(StrEnum):
    """What somebody said about days: not there at all, or a wish."""

    AWAY = "away"
    RATHER_NOT = "rather_not"
    RATHER = "rather"


class DutyTime(Base):
    """Days on which somebody is away, rather not, or rather on duty. Why they are away is not asked."""

    __tablename__ = "duty_time"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[TimeKind]
    from_day: Mapped[date]
    until_day: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None]


class EntryKind(StrEnum):
    """Why the ledger holds an entry beside the shifts held."""

    OPENING = "opening"
    SETTLED = "settled"


class LedgerEntry(Base):
    """Load that no shift explains, in hundredths: where a newcomer starts, or what the leader settled and why."""

    __tablename__ = "duty_ledger_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[EntryKind]
    day: Mapped[date]
    weight: Mapped[int]
    reason: Mapped[str | None] = mapped_column(EncryptedText("duty_ledger_entry.reason"))
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class DutyFeed(Base):
    """A calendar address of somebody's own; only its keyed hash is kept, and it can be revoked."""

    __tablename__ = "duty_feed"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    secret: Mapped[str] = mapped_column(KeyedHash("duty_feed.secret"), unique=True)
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
