"""Tables of the import: the uploaded file and how far it is, its rows, what it changed in the files, words above columns."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedJson, EncryptedText
from portal.registry.plan import Kind


class Step(StrEnum):
    """How far an import is. UPLOADED waits for its headings to be said, CHECKED for someone to confirm what it shows."""

    UPLOADED = "uploaded"
    CHECKING = "checking"
    CHECKED = "checked"
    APPLYING = "applying"
    APPLIED = "applied"
    UNDONE = "undone"
    DROPPED = "dropped"
    FAILED = "failed"


class RegistryImport(Base):
    """One file of the registry on its way into the files; its counts are those of its last check."""

    __tablename__ = "registry_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    filename: Mapped[str] = mapped_column(EncryptedText("registry_import.filename"))
    digest: Mapped[str]
    size: Mapped[int]
    stored_as: Mapped[str | None]
    step: Mapped[Step]
    part_only: Mapped[bool] = mapped_column(default=False)
    rows: Mapped[int] = mapped_column(default=0)
    new: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    left: Mapped[int] = mapped_column(default=0)
    parked: Mapped[int] = mapped_column(default=0)
    warned: Mapped[int] = mapped_column(default=0)
    notes: Mapped[Any] = mapped_column(EncryptedJson("registry_import.notes"))
    uploaded_at: Mapped[datetime]
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    begun_at: Mapped[datetime | None]
    applied_at: Mapped[datetime | None]
    applied_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class RegistryImportRow(Base):
    """What the check said of one row (or of a child the file does not have, then `number` is 0)."""

    __tablename__ = "registry_import_row"
    __table_args__ = (Index("ix_registry_import_row_import_id_kind", "import_id", "kind", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("registry_import.id"))
    number: Mapped[int]
    kind: Mapped[Kind]
    warned: Mapped[bool] = mapped_column(default=False)
    child_id: Mapped[int | None]
    content: Mapped[Any] = mapped_column(EncryptedJson("registry_import_row.content"))


class RegistryImportChange(Base):
    """One file the import touched: what stood there before, and the version it left, so that undoing restores exactly."""

    __tablename__ = "registry_import_change"
    __table_args__ = (Index("ix_registry_import_change_import_id", "import_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("registry_import.id"))
    child_id: Mapped[int]
    kind: Mapped[Kind]
    version: Mapped[int]
    before: Mapped[Any] = mapped_column(EncryptedJson("registry_import_change.before"))


class RegistryWord(Base):
    """What the registry last said of a child: a value the portal has corrected since is not taken back to it."""

    __tablename__ = "registry_word"

    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), primary_key=True, autoincrement=False)
    record: Mapped[Any] = mapped_column(EncryptedJson("registry_word.record"))
    import_id: Mapped[int] = mapped_column(ForeignKey("registry_import.id"))


class RegistryHeading(Base):
    """A heading this school's files use, and the standard column it means ("" to leave it out)."""

    __tablename__ = "registry_heading"

    word: Mapped[str] = mapped_column(primary_key=True)
    column: Mapped[str]
    said_at: Mapped[datetime]
    said_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
