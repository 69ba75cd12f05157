"""Tables of the committee: who sits on it, its meetings with votes and minutes, and what it found."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedText


class Seat(StrEnum):
    """For whom a member sits (未成年人学校保护规定 19); who only investigates has no vote."""

    CHAIR = "chair"
    STAFF = "staff"
    LEGAL = "legal"
    PARENT = "parent"
    STUDENT = "student"
    COMMUNITY = "community"
    EXPERT = "expert"
    INVESTIGATOR = "investigator"


class Member(Base):
    """A member of one case's committee; whoever has no login has a name. Recusal ends the seat and closes the case to them."""

    __tablename__ = "bullying_member"
    __table_args__ = (Index("ix_bullying_member_case_id", "case_id"), Index("ix_bullying_member_person_id", "person_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("bullying_case.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str | None] = mapped_column(EncryptedText("bullying_member.name"))
    seat: Mapped[Seat]
    seated_at: Mapped[datetime]
    seated_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    recused_at: Mapped[datetime | None]
    recused_why: Mapped[str | None] = mapped_column(EncryptedText("bullying_member.recused_why"))


class Choice(StrEnum):
    """What a member voted."""

    FOUND = "found"
    NOT_FOUND = "not_found"
    RETURNED = "returned"
    ABSTAINED = "abstained"


class Meeting(Base):
    """One meeting with its minutes."""

    __tablename__ = "bullying_meeting"
    __table_args__ = (Index("ix_bullying_meeting_case_id", "case_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("bullying_case.id"))
    held_at: Mapped[datetime]
    minutes: Mapped[str] = mapped_column(EncryptedText("bullying_meeting.minutes"))
    guardians_took_part: Mapped[str | None] = mapped_column(EncryptedText("bullying_meeting.guardians_took_part"))
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Vote(Base):
    """One member's vote at a meeting; a row means that the member was there."""

    __tablename__ = "bullying_vote"
    __table_args__ = (UniqueConstraint("meeting_id", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("bullying_meeting.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("bullying_member.id"))
    choice: Mapped[Choice]


class Finding(Base):
    """What the committee found, by which meeting; a later finding of the same case takes its place, both stay."""

    __tablename__ = "bullying_finding"
    __table_args__ = (Index("ix_bullying_finding_case_id", "case_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("bullying_case.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("bullying_meeting.id"))
    outcome: Mapped[Choice]
    tier: Mapped[int | None]
    reasons: Mapped[str] = mapped_column(EncryptedText("bullying_finding.reasons"))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
