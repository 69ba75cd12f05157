"""Tables of prevention: what was held and done in a term, blind spots, and the survey with its slips and answers."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedJson, KeyedHash


class ActivityKind(StrEnum):
    """What a school does against bullying in a term."""

    CLASS_MEETING = "class_meeting"
    THEME_EDUCATION = "theme_education"
    STAFF_TRAINING = "staff_training"
    PARENT_TRAINING = "parent_training"
    ROUND = "round"


class Cover(StrEnum):
    """How a place that nobody sees is looked after."""

    NONE = "none"
    PATROL = "patrol"
    CAMERA = "camera"


class Activity(Base):
    """Something held on a day; a class meeting names its class. Withdrawn ones say why and count nowhere."""

    __tablename__ = "prevention_activity"
    __table_args__ = (Index("ix_prevention_activity_day", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[ActivityKind]
    class_id: Mapped[int | None] = mapped_column(ForeignKey("school_class.id"))
    day: Mapped[date]
    topic: Mapped[str]
    people: Mapped[int | None]
    recorded_at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    withdrawn_reason: Mapped[str | None]


class BlindSpot(Base):
    """A place nobody sees (楼道、天台、储物间), and how it is covered now."""

    __tablename__ = "blind_spot"

    id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[str]
    cover: Mapped[Cover]
    note: Mapped[str] = mapped_column(default="")
    found_on: Mapped[date]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Survey(Base):
    """The survey of a term, named by the term's first day."""

    __tablename__ = "bullying_survey"

    id: Mapped[int] = mapped_column(primary_key=True)
    term_start: Mapped[date] = mapped_column(unique=True)
    closes_on: Mapped[date]
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    closed_at: Mapped[datetime | None]


class SurveySlip(Base):
    """A code on a slip, for whoever of the class draws it. Whether it was used is kept, not when and not for which answer."""

    __tablename__ = "bullying_survey_slip"
    __table_args__ = (Index("ix_bullying_survey_slip_survey_id_class_id", "survey_id", "class_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("bullying_survey.id"))
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    code: Mapped[str] = mapped_column(KeyedHash("bullying_survey_slip.code"), unique=True)
    used: Mapped[bool] = mapped_column(default=False)
    void: Mapped[bool] = mapped_column(default=False)


class SurveyAnswer(Base):
    """What somebody of a class answered: no moment, no slip, no person."""

    __tablename__ = "bullying_survey_answer"
    __table_args__ = (Index("ix_bullying_survey_answer_survey_id_class_id", "survey_id", "class_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("bullying_survey.id"))
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    answers: Mapped[Any] = mapped_column(EncryptedJson("bullying_survey_answer.answers"))
