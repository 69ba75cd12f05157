"""What was worked out for somebody is kept until something is written: every change is in the journal, so its head tells.

Kept in the memory of this process, for a minute at most: clocks run on even when nobody writes.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from sqlalchemy import Integer, bindparam, select

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.journal.models import JournalHead, JournalRow

T = TypeVar("T")


def kept_for(viewer: Viewer, name: str, make: Callable[[], T], *also: Hashable) -> T:
    """What `make` returned for this viewer, unless something was written, the minute or the viewer's reach changed since.

    `also` is whatever else the result depends on (a language, an address). One statement when nothing changed.
    """
    memory: dict[str, tuple[object, T]] = session().info["memory"]
    place = f"{name} of {viewer.person_id}"
    asked = (_last_change(), clock.now().replace(second=0, microsecond=0), _who(viewer), also)
    found = memory.get(place)
    if found is None or found[0] != asked:
        found = memory[place] = (asked, make())
    return found[1]


def _who(viewer: Viewer) -> Hashable:
    return viewer.roles, viewer.homeroom_ids, frozenset(viewer.reach.items()), viewer.locale


@dataclass(frozen=True)
class _OfChildren(Generic[T]):
    """What was worked out about single children, as the journal stood at `change`."""

    asked: Hashable
    change: int
    known: Mapping[int, T]


def kept_by_child(
    viewer: Viewer,
    name: str,
    child_ids: Sequence[int],
    make: Callable[[Sequence[int]], Mapping[int, T]],
    *also: Hashable,
    most: int | None = None,
) -> Mapping[int, T]:
    """What `make` said of each child, kept for a day until something about that child is written, or about no child alone.

    `make(child_ids)` answers for each of them; with `most`, only so many are kept, the oldest go first. One statement when
    nothing was written since, two when something was.
    """
    memory: dict[str, Any] = session().info["memory"]
    place = f"{name} of {viewer.person_id}"
    change = _last_change()  # read before the rest: what others write in between is then looked at once more
    known = _still_known(memory.get(place), (clock.today(), _who(viewer), also), change)
    missing = [child_id for child_id in child_ids if child_id not in known]
    known |= make(missing) if missing else {}
    memory[place] = _OfChildren((clock.today(), _who(viewer), also), change, dict(list(known.items())[-most:]) if most else known)
    return known


def _still_known(kept: _OfChildren[T] | None, asked: Hashable, change: int) -> dict[int, T]:
    if kept is None or kept.asked != asked:
        return {}
    written = _written_about(kept.change) if kept.change != change else ()
    return {} if None in written else {child_id: one for child_id, one in kept.known.items() if child_id not in written}


def _written_about(change: int) -> Iterable[int | None]:
    """Of which children the journal tells since then; None when something was written that is about no child alone."""
    return set(session().scalars(_since(), {"change": change}))


@cache
def _since() -> Any:
    since = (JournalRow.seq > bindparam("change", type_=Integer), JournalRow.reads.is_(False))
    return select(JournalRow.child_id).where(*since).distinct()


@cache
def _head() -> Any:
    return select(JournalHead.changed)


def _last_change() -> int:
    return session().scalar(_head()) or 0
