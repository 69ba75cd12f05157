"""Table of enrolment slips: one printed code for one guardian of one child."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.children.models import Guardian
from portal.core.db import Base
from portal.core.fields import KeyedHash


class Slip(Base):
    """A code on paper that works once, for the guardian it was printed for; too many wrong answers make it void."""

    __tablename__ = "slip"

    id: Mapped[int] = mapped_column(primary_key=True)
    guardian_id: Mapped[int] = mapped_column(ForeignKey("guardian.id"), index=True)
    code: Mapped[str] = mapped_column(KeyedHash("slip.code"), unique=True)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[datetime]
    failures: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]

    guardian: Mapped[Guardian] = relationship()


@dataclass(frozen=True)
class PrintedSlip:
    """A slip as it goes on paper; the code is nowhere else."""

    guardian: str
    child: str
    relation: str
    code: str
