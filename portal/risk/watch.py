"""The rules look on by themselves: at a child soon after something was written about it, at the whole school once a night.

What was written is told by the journal, so no domain has to call. Whoever reads an alarm sees it on the desk at once; without the
server (`flask risk review` each night instead) alarms wait for that review.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from portal.core import clock
from portal.core.db import Database, session
from portal.journal.models import JournalHead, JournalRow
from portal.journal.operations import coming_from
from portal.risk.operations.reviewing import review_children, review_school
from portal.risk.queries.choices import last_review

NIGHT = timedelta(hours=2)  # after midnight, on the school's clock
MANY = 200  # children written about in one round: then the whole school is looked through
OWN = "risk.%"


class Watch:
    """Remembers how far in the journal it has looked; starts with what is written from now on, the past is the night's."""

    def __init__(self) -> None:
        self._seen: int | None = None

    def look(self, database: Database) -> int:
        """One round; how many children were looked at."""
        with database.transaction():
            head = session().scalar(select(JournalHead.changed)) or 0
            since, self._seen = self._seen, head
            touched = [] if since is None or since == head else _written_about(since)
            nightly = _night_is_due()
        if not touched and not nightly:
            return 0
        with coming_from("attention, by itself"), database.transaction(write=True):
            if nightly or len(touched) > MANY:
                return review_school(by=None).children
            return review_children(touched).children


def _written_about(since: int) -> list[int]:
    changed = (JournalRow.seq > since, ~JournalRow.reads, JournalRow.child_id.is_not(None), JournalRow.event.not_like(OWN))
    found = select(JournalRow.child_id).where(*changed).distinct().limit(MANY + 1)
    return [child_id for child_id in session().scalars(found) if child_id is not None]


def _night_is_due() -> bool:
    last, begun = last_review(), clock.begin_of(clock.today()) + NIGHT
    return clock.now() >= begun and (last is None or last < begun)
