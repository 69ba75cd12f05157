"""Table of seals: what all rows of a case came to when it was last written, under a key that is not in the database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base


class Seal(Base):
    """One digest for each table of a case, renewed with every commit that touches the case."""

    __tablename__ = "bullying_seal"

    case_id: Mapped[int] = mapped_column(ForeignKey("bullying_case.id"), primary_key=True, autoincrement=False)
    digests: Mapped[Any] = mapped_column(JSON)
