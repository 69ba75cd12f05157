"""Files of results on their way in, and what the headings and words of a platform mean at this school."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedJson


class ImportStep(StrEnum):
    """Where a file stands."""

    MAPPING = "mapping"
    CHECKED = "checked"
    TAKEN_IN = "taken_in"
    DROPPED = "dropped"
    TAKEN_BACK = "taken_back"


class ScreeningImport(Base):
    """A file of results: its table sealed until it is in or dropped, and what taking it in would do."""

    __tablename__ = "screening_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    filename: Mapped[str]
    scale: Mapped[str]
    variant: Mapped[str] = mapped_column(default="")
    coding: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    day: Mapped[date]
    round_id: Mapped[int | None] = mapped_column(ForeignKey("screening_round.id"))
    step: Mapped[ImportStep]
    table: Mapped[Any] = deferred(mapped_column(EncryptedJson("screening_import.table")))
    plan: Mapped[Any] = deferred(mapped_column(EncryptedJson("screening_import.plan")))
    counts: Mapped[Any] = mapped_column(JSON)
    uploaded_at: Mapped[datetime]
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    taken_in_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ImportWord(Base):
    """A heading (`kind` column) or a state's word that files of a scale use, and what it means; "" leaves it out."""

    __tablename__ = "screening_import_word"
    __table_args__ = (UniqueConstraint("scale", "kind", "word"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    scale: Mapped[str]
    kind: Mapped[str]
    word: Mapped[str]
    meaning: Mapped[str]
