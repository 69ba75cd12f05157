"""One append-only table and the one row that remembers how long it is."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base


class JournalRow(Base):
    """One event. `digest` covers the row and the digest before it, under a key that is not in the database."""

    __tablename__ = "journal"
    __table_args__ = (
        Index("ix_journal_child_id_seq", "child_id", "seq"),
        Index("ix_journal_person_id_seq", "person_id", "seq"),
        Index("ix_journal_event_seq", "event", "seq"),
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    event: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    subject_id: Mapped[int | None]
    child_id: Mapped[int | None]
    origin: Mapped[str] = mapped_column(default="")
    reads: Mapped[bool] = mapped_column(default=False)
    digest: Mapped[str]


class JournalHead(Base):
    """The number of the last row; locking it serialises appending, and a cut-off tail shows against it."""

    __tablename__ = "journal_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(default=0)
    #: Number of the last row that was no reading.
    changed: Mapped[int] = mapped_column(default=0, server_default="0")
