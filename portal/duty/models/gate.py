"""Tables of the gate: leave slips with their return, and every fetch that was allowed or stopped."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedText


class GateOutcome(StrEnum):
    """What came of a fetch: handed over, or stopped because the person is not authorised or must not come near the child."""

    HANDED_OVER = "handed_over"
    NOT_AUTHORISED = "not_authorised"
    BARRED = "barred"


class CheckedBy(StrEnum):
    """How the person at the gate was known."""

    FACE = "face"
    PHOTO = "photo"
    PAPERS = "papers"
    CALL = "call"


class GateCheck(Base):
    """Somebody came to fetch a child; `client_id` is made on the page, so that a form sent twice is one check."""

    __tablename__ = "duty_gate_check"
    __table_args__ = (Index("ix_duty_gate_check_child_id_weekend", "child_id", "weekend"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[str] = mapped_column(unique=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    weekend: Mapped[date]
    outcome: Mapped[GateOutcome]
    collector_id: Mapped[int | None] = mapped_column(ForeignKey("duty_collector.id"))
    guardian_id: Mapped[int | None] = mapped_column(ForeignKey("guardian.id"))
    who: Mapped[str] = mapped_column(EncryptedText("duty_gate_check.who"))
    words: Mapped[str | None] = mapped_column(EncryptedText("duty_gate_check.words"))
    checked_by: Mapped[CheckedBy | None]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class LeaveSlip(Base):
    """A boarder is out of the house with permission until `due_back_at`; fetched ones get a slip of their own at the gate."""

    __tablename__ = "duty_leave_slip"
    __table_args__ = (Index("ix_duty_leave_slip_returned_at_due_back_at", "returned_at", "due_back_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    weekend: Mapped[date]
    gate_check_id: Mapped[int | None] = mapped_column(ForeignKey("duty_gate_check.id"))
    collector_id: Mapped[int | None] = mapped_column(ForeignKey("duty_collector.id"))
    reason: Mapped[str | None] = mapped_column(EncryptedText("duty_leave_slip.reason"))
    given_at: Mapped[datetime]
    given_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    left_at: Mapped[datetime | None]
    due_back_at: Mapped[datetime]
    returned_at: Mapped[datetime | None]
    returned_to_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    late_words: Mapped[str | None] = mapped_column(EncryptedText("duty_leave_slip.late_words"))
    called_off_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
