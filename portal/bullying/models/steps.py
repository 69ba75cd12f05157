"""Tables of the procedure: steps that can only be added, each sealed to the one before it, and the clocks they start and meet."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedJson, EncryptedText


class StepKind(StrEnum):
    """What was done; MOVED carries the case from one state to the next."""

    OPENED = "opened"
    MOVED = "moved"
    STOPPED = "stopped"
    PARTY_ADDED = "party_added"
    PARTY_WITHDRAWN = "party_withdrawn"
    LOCKED_OUT = "locked_out"
    GUARDIAN_TOLD = "guardian_told"
    INVESTIGATOR = "investigator"
    INVESTIGATION_REPORT = "investigation_report"
    EXTENDED = "extended"
    MARKED_SERIOUS = "marked_serious"
    PROTECTED = "protected"
    INJURY_SEEN = "injury_seen"
    CLASS_CHANGE_ASKED = "class_change_asked"
    CLASS_CHANGE_DECIDED = "class_change_decided"
    EVIDENCE_TAKEN = "evidence_taken"
    HEARD = "heard"
    SEATED = "seated"
    RECUSED = "recused"
    MEETING = "meeting"
    FOUND = "found"
    HEARING_ASKED = "hearing_asked"
    HEARING_HELD = "hearing_held"
    MEASURE = "measure"
    MEASURE_LIFTED = "measure_lifted"
    LETTER = "letter"
    SERVED = "served"
    POLICE_REPORTED = "police_reported"
    BUREAU_REPORTED = "bureau_reported"
    OTHER_SCHOOL_TOLD = "other_school_told"
    JOINT_INVESTIGATION = "joint_investigation"
    COUNSELLING_OFFERED = "counselling_offered"
    FAMILY_GUIDANCE = "family_guidance"
    AMENDS = "amends"
    REPLY = "reply"
    APPEAL_RECEIVED = "appeal_received"
    APPEAL_WAIVED = "appeal_waived"
    APPEAL_DECIDED = "appeal_decided"
    REVIEW_ACCEPTED = "review_accepted"
    REVIEW_DECIDED = "review_decided"
    FOLLOWED_UP = "followed_up"
    NOTE = "note"


class Step(Base):
    """One thing done, by whom and when; `digest` covers it, the record it speaks of, and the digest before it."""

    __tablename__ = "bullying_step"
    __table_args__ = (UniqueConstraint("case_id", "seq"), Index("ix_bullying_step_party_id", "party_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("bullying_case.id"))
    seq: Mapped[int]
    kind: Mapped[StepKind]
    party_id: Mapped[int | None] = mapped_column(ForeignKey("bullying_party.id"))
    happened_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    words: Mapped[str | None] = mapped_column(EncryptedText("bullying_step.words"))
    facts: Mapped[Any] = mapped_column(EncryptedJson("bullying_step.facts"))
    subject: Mapped[str] = mapped_column(default="")
    subject_id: Mapped[int | None]
    subject_digest: Mapped[str] = mapped_column(default="")
    digest: Mapped[str]


class ClockKind(StrEnum):
    """What must happen in time."""

    STOP = "stop"
    START = "start"
    TELL_GUARDIANS = "tell_guardians"
    INVESTIGATE = "investigate"
    REPORT_POLICE = "report_police"
    REPORT_BUREAU = "report_bureau"
    SERVE = "serve"
    APPEAL = "appeal"
    DECIDE_APPEAL = "decide_appeal"
    REVIEW = "review"
    LIFT = "lift"
    FOLLOW_UP = "follow_up"


class Clock(Base):
    """A clock of a case or one side; once met it keeps when, so that what was late stays to be seen as late."""

    __tablename__ = "bullying_clock"
    __table_args__ = (Index("ix_bullying_clock_case_id", "case_id"), Index("ix_bullying_clock_due", "due"))

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("bullying_case.id"))
    party_id: Mapped[int | None] = mapped_column(ForeignKey("bullying_party.id"))
    measure_id: Mapped[int | None]
    kind: Mapped[ClockKind]
    started_at: Mapped[datetime]
    due: Mapped[date]
    due_at: Mapped[datetime | None]
    met_at: Mapped[datetime | None]
    met_by_step_id: Mapped[int | None] = mapped_column(ForeignKey("bullying_step.id"))
    stopped_at: Mapped[datetime | None]
    stopped_why: Mapped[str | None] = mapped_column(EncryptedText("bullying_clock.stopped_why"))
