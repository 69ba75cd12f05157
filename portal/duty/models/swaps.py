"""Tables of changes after publishing: swaps between two people, and calls for a replacement."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedText


class SwapState(StrEnum):
    """Asked, then agreed by the other side, then (where the school set it) consented to by the leader."""

    ASKED = "asked"
    AGREED = "agreed"
    DONE = "done"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


class DutySwap(Base):
    """Somebody asks another to take a shift, in exchange for one of theirs or as a favour."""

    __tablename__ = "duty_swap"

    id: Mapped[int] = mapped_column(primary_key=True)
    given_id: Mapped[int] = mapped_column(ForeignKey("duty_assignment.id"), index=True)
    taken_id: Mapped[int | None] = mapped_column(ForeignKey("duty_assignment.id"))
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    asked_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    state: Mapped[SwapState] = mapped_column(default=SwapState.ASKED)
    words: Mapped[str | None] = mapped_column(EncryptedText("duty_swap.words"))
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class CallAnswer(StrEnum):
    """What a called colleague said."""

    TAKES_IT = "takes_it"
    CANNOT = "cannot"
    NOT_REACHED = "not_reached"


class ReplacementCall(Base):
    """Somebody was called to stand in for an absent colleague, and what they said."""

    __tablename__ = "duty_replacement_call"
    __table_args__ = (UniqueConstraint("absent_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    absent_id: Mapped[int] = mapped_column(ForeignKey("duty_assignment.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    answer: Mapped[CallAnswer]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
