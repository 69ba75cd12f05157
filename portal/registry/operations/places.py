"""Where the parents are, as the registry's mark changes: the old fact ends the day before, a new one begins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select, update

from portal.children.models import Whereabouts
from portal.core.db import session
from portal.registry.files import Place, Record, whereabouts_of
from portal.registry.writing_in import SOURCE, Writer, new_whereabouts


class Places:
    """The open facts of some children. What a teacher wrote down is finer than the registry's mark and stays."""

    def __init__(self, child_ids: Sequence[int], writer: Writer) -> None:
        self.writer = writer
        self.open: defaultdict[tuple[int, str], list[Any]] = defaultdict(list)
        columns = (Whereabouts.id, Whereabouts.child_id, Whereabouts.parent, Whereabouts.source)
        for row in session().execute(select(*columns).where(Whereabouts.child_id.in_(child_ids), Whereabouts.until_day.is_(None))):
            self.open[row.child_id, row.parent].append(row)

    def change(self, child_id: int, old: Record, new: Record) -> dict[str, list[int]]:
        """Close and open what the two records say differently; returns the ids made and closed."""
        made: list[int] = []
        closed: list[int] = []
        before, after = whereabouts_of(old, self.writer.today), whereabouts_of(new, self.writer.today)
        for parent in sorted(before.keys() | after.keys()):
            if _same(before.get(parent), after.get(parent)):
                continue
            facts = self.open[child_id, parent]
            closed += self._close([row.id for row in facts if row.source == SOURCE])
            if parent in after and all(row.source == SOURCE for row in facts):
                values = new_whereabouts(child_id, parent, after[parent], self.writer.today, self.writer.now)
                made.append(session().execute(insert(Whereabouts).values(**values).returning(Whereabouts.id)).scalar_one())
        return {"made": made, "closed": closed}

    def _close(self, ids: list[int]) -> list[int]:
        if ids:
            until = self.writer.today - timedelta(days=1)
            session().execute(update(Whereabouts).where(Whereabouts.id.in_(ids)).values(until_day=until))
        return ids


def _same(one: Place | None, other: Place | None) -> bool:
    """The day is only a bound that moves with the import; a change of it alone is none."""
    return (one and (one.state, one.where)) == (other and (other.state, other.where))
