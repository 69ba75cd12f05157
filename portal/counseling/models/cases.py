"""Tables of a child's way through the room: asked for, opened, watched at a level, with a plan, closed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedJson, EncryptedText
from portal.counseling.codes import Level, Origin, Outcome, Reply, State, StepKind, Urgency, Wanted


class Referral(Base):
    """Somebody asks the counselor to see a child or to advise; `seen` is what was seen, told back is only that it was read."""

    __tablename__ = "counseling_referral"

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[str] = mapped_column(unique=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    origin: Mapped[Origin]
    wanted: Mapped[Wanted]
    urgency: Mapped[Urgency]
    seen: Mapped[str] = mapped_column(EncryptedText("counseling_referral.seen"))
    due: Mapped[date]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    read_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reply: Mapped[Reply | None]
    words: Mapped[str | None] = mapped_column(EncryptedText("counseling_referral.words"))


class Case(Base):
    """One child with one counselor. `open_child_id` is the child while the case is open: one open case a child."""

    __tablename__ = "counseling_case"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    open_child_id: Mapped[int | None] = mapped_column(unique=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    state: Mapped[State]
    level: Mapped[str] = mapped_column(EncryptedText("counseling_case.level"))
    reason: Mapped[str] = mapped_column(EncryptedText("counseling_case.reason"))
    origin: Mapped[Origin]
    referral_id: Mapped[int | None] = mapped_column(ForeignKey("counseling_referral.id"))
    opened_at: Mapped[datetime]
    review_due: Mapped[date]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def watched(self) -> Level:
        """The level two people agreed on."""
        return Level(self.level)


class Step(Base):
    """The case went on to another state, came to another counselor, or was looked at again."""

    __tablename__ = "counseling_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("counseling_case.id"), index=True)
    kind: Mapped[StepKind]
    state: Mapped[State]
    to_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    words: Mapped[str | None] = mapped_column(EncryptedText("counseling_step.words"))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class LevelChange(Base):
    """One person proposes a level with a written assessment, another confirms it; `pending_case_id` holds until then.

    `asks_leaders` says that lead and principal may confirm, because the level is theirs to know or nobody else is there.
    """

    __tablename__ = "counseling_level_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("counseling_case.id"), index=True)
    pending_case_id: Mapped[int | None] = mapped_column(unique=True)
    levels: Mapped[Any] = mapped_column(EncryptedJson("counseling_level_change.levels"))
    reason: Mapped[str] = mapped_column(EncryptedText("counseling_level_change.reason"))
    asks_leaders: Mapped[bool]
    due: Mapped[date]
    proposed_at: Mapped[datetime]
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    confirmed: Mapped[bool | None]
    words: Mapped[str | None] = mapped_column(EncryptedText("counseling_level_change.words"))


class Goal(Base):
    """One goal of the plan: what shall be different, how, looked at when, and what came of it."""

    __tablename__ = "counseling_goal"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("counseling_case.id"), index=True)
    words: Mapped[str] = mapped_column(EncryptedText("counseling_goal.words"))
    means: Mapped[str | None] = mapped_column(EncryptedText("counseling_goal.means"))
    due: Mapped[date]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    outcome: Mapped[Outcome | None]
    outcome_words: Mapped[str | None] = mapped_column(EncryptedText("counseling_goal.outcome_words"))
    outcome_at: Mapped[datetime | None]
    outcome_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
