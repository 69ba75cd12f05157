"""Tables of attention: what was proposed, what a person decided, alarms and their answers, changes of the rules."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedJson, EncryptedText


class Decision(StrEnum):
    """What became of a proposal; OVERTAKEN when the facts changed before anybody decided."""

    CONFIRMED = "confirmed"
    DECLINED = "declined"
    OVERTAKEN = "overtaken"


class AttentionProposal(Base):
    """What the rules proposed for a child; open until `decided_at`, and only one a child is open."""

    __tablename__ = "attention_proposal"
    __table_args__ = (
        Index(
            "uq_attention_proposal_open", "child_id", unique=True,
            sqlite_where=text("decided_at IS NULL"), postgresql_where=text("decided_at IS NULL"),
        ),
        Index("ix_attention_proposal_child_id_decided_at", "child_id", "decided_at"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    grade: Mapped[int]
    evidence: Mapped[Any] = mapped_column(EncryptedJson("attention_proposal.evidence"))
    proposed_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decision: Mapped[Decision | None]
    reason: Mapped[str | None] = mapped_column(EncryptedText("attention_proposal.reason"))


class AttentionGrade(Base):
    """The grade a person gave a child, from a day until the next decision; `review_on` is when it is looked at again."""

    __tablename__ = "attention_grade"
    __table_args__ = (Index("ix_attention_grade_child_id_until_day", "child_id", "until_day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    grade: Mapped[int]
    evidence: Mapped[Any] = mapped_column(EncryptedJson("attention_grade.evidence"))
    reason: Mapped[str] = mapped_column(EncryptedText("attention_grade.reason"))
    from_day: Mapped[date]
    until_day: Mapped[date | None]
    review_on: Mapped[date]
    decided_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class AttentionAlarm(Base):
    """A hard trigger that holds for a child: raised, answered by a person, ended when the facts no longer say so."""

    __tablename__ = "attention_alarm"
    __table_args__ = (
        Index(
            "uq_attention_alarm_open", "child_id", "rule", unique=True,
            sqlite_where=text("ended_at IS NULL"), postgresql_where=text("ended_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    rule: Mapped[str]
    evidence: Mapped[Any] = mapped_column(EncryptedJson("attention_alarm.evidence"))
    raised_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answer: Mapped[str | None] = mapped_column(EncryptedText("attention_alarm.answer"))
    ended_at: Mapped[datetime | None]


class AttentionChoice(Base):
    """A change of the rules by this school: "rule:ID" on or off, "limit:ID" a number. The newest of a name counts."""

    __tablename__ = "attention_choice"
    __table_args__ = (Index("ix_attention_choice_name", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    value: Mapped[str]
    reason: Mapped[str] = mapped_column(EncryptedText("attention_choice.reason"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class AttentionReview(Base):
    """A look through the whole school: when, over how many children, how many proposals came of it."""

    __tablename__ = "attention_review"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    children: Mapped[int]
    proposed: Mapped[int]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
