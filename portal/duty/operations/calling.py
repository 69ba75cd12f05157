"""A search calls: the leader on duty, the safeguarding lead, the principal, as far as it has climbed."""

from __future__ import annotations

from collections.abc import Iterator

from portal.access.permissions import Role
from portal.core import clock
from portal.core.db import session
from portal.duty.evening.ladder import Asked
from portal.duty.models.tonight import Missing
from portal.duty.queries.search import Search, open_searches
from portal.journal.operations import record
from portal.outbox.operations import queue
from portal.people.holding import holders


def call() -> None:
    """Tell those a search has climbed to by now; the shift has it in hand from the start. Each once."""
    for search in open_searches():
        for step, people in _asked(search):
            if queue(people, kind="urgent", key=f"duty.search.{search.id}.{int(step)}", path="/today"):
                record("duty.search_called", subject=session().get_one(Missing, search.id), child_id=search.child_id, by=None)


def _asked(search: Search) -> Iterator[tuple[Asked, list[int]]]:
    at, today = search.asked(clock.now()), clock.today()
    if at >= Asked.LEADER and search.leader_id is not None:
        yield Asked.LEADER, [search.leader_id]
    if at >= Asked.LEAD:
        yield Asked.LEAD, list(holders([Role.SAFEGUARDING_LEAD], today))
    if at >= Asked.PRINCIPAL:
        yield Asked.PRINCIPAL, list(holders([Role.PRINCIPAL], today))
