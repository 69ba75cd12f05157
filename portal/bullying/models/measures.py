"""The table of measures: what was decided for one side, for how long, and when it was lifted."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedText


class MeasureClass(StrEnum):
    """Classes of measures (中小学教育惩戒规则 8–10): education, minor, heavier, severe discipline, and sanctions (处分)."""

    EDUCATION = "education"
    MINOR = "minor"
    HEAVIER = "heavier"
    SEVERE = "severe"
    SANCTION = "sanction"
    TRANSFER = "transfer"


class MeasureKind(StrEnum):
    """The measures the rules know; others cannot be decided."""

    CRITICISM = "criticism"
    CORRECTIVE_EDUCATION = "corrective_education"
    NAMED = "named"
    APOLOGY = "apology"
    CLASS_SERVICE = "class_service"
    STANDING = "standing"
    AFTER_CLASS = "after_class"
    LEAD_TALK = "lead_talk"
    SCHOOL_SERVICE = "school_service"
    RULES_EDUCATION = "rules_education"
    NO_OUTINGS = "no_outings"
    SUSPENSION = "suspension"
    LEGAL_REPRIMAND = "legal_reprimand"
    SPECIAL_COURSE = "special_course"
    WARNING = "warning"
    SERIOUS_WARNING = "serious_warning"
    DEMERIT = "demerit"
    PROBATION = "probation"
    EXPULSION = "expulsion"
    SPECIAL_SCHOOL = "special_school"


class Measure(Base):
    """One measure for one side; once lifted it no longer counts against the child."""

    __tablename__ = "bullying_measure"
    __table_args__ = (Index("ix_bullying_measure_case_id", "case_id"), Index("ix_bullying_measure_child_id", "child_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("bullying_case.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("bullying_party.id"))
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    kind: Mapped[MeasureKind]
    words: Mapped[str] = mapped_column(EncryptedText("bullying_measure.words"))
    from_day: Mapped[date]
    until_day: Mapped[date | None]
    in_assessment: Mapped[bool] = mapped_column(default=False)
    decided_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    lifted_at: Mapped[datetime | None]
    lifted_why: Mapped[str | None] = mapped_column(EncryptedText("bullying_measure.lifted_why"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
