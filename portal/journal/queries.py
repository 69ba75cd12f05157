"""Reading the journal: the whole chain for verification, a child's events for timelines and "who looked"."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import closing
from datetime import datetime

from sqlalchemy import select

from portal.core.db import session
from portal.journal.models import JournalHead, JournalRow
from portal.journal.rules import first_broken


def chain() -> Generator[JournalRow, None, None]:
    """Every row in order, in batches, without keeping them in memory."""
    with session().execute(select(JournalRow).order_by(JournalRow.seq).execution_options(yield_per=1000)) as rows:
        yield from rows.scalars()


def first_broken_row() -> int | None:
    """Number of the first broken row of the chain, or None when it is whole."""
    with closing(chain()) as rows:
        return first_broken(session().info["keys"].journal, rows, length())


def openings(child_id: int, since: datetime) -> Sequence[tuple[int | None, str, datetime]]:
    """Who opened a child's records since a moment: (person, roles then held, when), newest first."""
    rows = (
        select(JournalRow.person_id, JournalRow.role, JournalRow.at)
        .where(JournalRow.child_id == child_id, JournalRow.reads, JournalRow.at >= since)
        .order_by(JournalRow.seq.desc())
    )
    return [(person_id, role, at) for person_id, role, at in session().execute(rows)]


def length() -> int:
    """How many rows the journal should hold."""
    return session().scalar(select(JournalHead.seq)) or 0
