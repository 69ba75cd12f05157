"""Tables of a case: what happened, one side per child, and who is kept out because it is near to them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.bullying.models.reports import Kind
from portal.core.db import Base
from portal.core.fields import EncryptedText

__all__ = ["BullyingCase", "Kind", "LockOut", "Near", "Party", "Role", "State"]


class Role(StrEnum):
    """Where a child stands in what was reported; before a finding the words for it accuse nobody."""

    TARGET = "target"
    AGGRESSOR = "aggressor"
    BYSTANDER = "bystander"
    WITNESS = "witness"
    HELPER = "helper"


class State(StrEnum):
    """Where a case stands in the procedure (rules §1.4, §12.1)."""

    OPENED = "opened"
    STOPPED = "stopped"
    INVESTIGATING = "investigating"
    COMMITTEE = "committee"
    FOUND = "found"
    NOT_FOUND = "not_found"
    MEASURES = "measures"
    APPEAL_WINDOW = "appeal_window"
    SCHOOL_APPEAL = "school_appeal"
    REVIEW = "review"
    FOLLOW_UP = "follow_up"
    CLOSED = "closed"


class BullyingCase(Base):
    """One event; `known_at` is when the school came to know of it. State and tier change only together with a step."""

    __tablename__ = "bullying_case"
    __table_args__ = (Index("ix_bullying_case_state", "state"), Index("ix_bullying_case_opened_at", "opened_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("bullying_report.id"), index=True)
    kind: Mapped[Kind]
    happened_on: Mapped[date]
    place: Mapped[str] = mapped_column(EncryptedText("bullying_case.place"))
    words: Mapped[str] = mapped_column(EncryptedText("bullying_case.words"))
    known_at: Mapped[datetime]
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    state: Mapped[State]
    tier: Mapped[int | None]
    other_school: Mapped[str | None] = mapped_column(EncryptedText("bullying_case.other_school"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Party(Base):
    """One child's own confidential side; a pupil of another school has words instead of a file here."""

    __tablename__ = "bullying_party"
    __table_args__ = (UniqueConstraint("case_id", "place"), Index("ix_bullying_party_child_id", "child_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("bullying_case.id"))
    place: Mapped[int]
    child_id: Mapped[int | None] = mapped_column(ForeignKey("child.id"))
    outside: Mapped[str | None] = mapped_column(EncryptedText("bullying_party.outside"))
    role: Mapped[Role]
    added_at: Mapped[datetime]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_why: Mapped[str | None] = mapped_column(EncryptedText("bullying_party.withdrawn_why"))


class Near(StrEnum):
    """Why somebody is kept out of a case."""

    RELATIVE = "relative"
    ACCUSED = "accused"
    HOMEROOM = "homeroom"
    SUSPECTED_GUARDIAN = "suspected_guardian"
    OTHER = "other"


class LockOut(Base):
    """A person who may not open a case, from now on; a suspected guardian gets no message and no page of it either."""

    __tablename__ = "bullying_lock_out"
    __table_args__ = (
        Index("ix_bullying_lock_out_case_id", "case_id"),
        Index("ix_bullying_lock_out_person_id", "person_id"),
        Index("ix_bullying_lock_out_guardian_id", "guardian_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("bullying_case.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    guardian_id: Mapped[int | None] = mapped_column(ForeignKey("guardian.id"))
    why: Mapped[Near]
    words: Mapped[str | None] = mapped_column(EncryptedText("bullying_lock_out.words"))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
