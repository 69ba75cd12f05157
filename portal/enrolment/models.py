"""The roll's history. Where a child stands now is on the child; every change of it is a row here that stays."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.children.models import Enrolment
from portal.core.db import Base
from portal.core.fields import EncryptedJson, EncryptedText


class Reason(StrEnum):
    """Why a child's place on the roll changed."""

    IN_REGISTRY = "in_registry"
    NOT_IN_REGISTRY = "not_in_registry"
    BACK_IN_REGISTRY = "back_in_registry"
    CLASS_IN_REGISTRY = "class_in_registry"
    TRANSFERRED_IN = "transferred_in"
    TRANSFERRED_OUT = "transferred_out"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    CLASS_CHANGED = "class_changed"
    GRADUATED = "graduated"
    MERGED = "merged"


class RollEntry(Base):
    """From `day` on the child stands with the school as `enrolment` says, in this class."""

    __tablename__ = "roll_entry"
    __table_args__ = (Index("ix_roll_entry_child_id_day", "child_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    enrolment: Mapped[Enrolment]
    reason: Mapped[Reason]
    class_id: Mapped[int | None] = mapped_column(ForeignKey("school_class.id"))
    day: Mapped[date]
    note: Mapped[str | None] = mapped_column(EncryptedText("roll_entry.note"))
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class RollAct(Base):
    """One act on the roll, whatever the number of children: what stood before is kept, so that it can be taken back."""

    __tablename__ = "roll_act"

    id: Mapped[int] = mapped_column(primary_key=True)
    reason: Mapped[Reason]
    day: Mapped[date]
    children: Mapped[int]
    before: Mapped[Any] = mapped_column(EncryptedJson("roll_act.before"))
    done_at: Mapped[datetime]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
