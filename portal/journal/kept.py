"""What was worked out for somebody is kept until something is written: every change is in the journal, so its head tells.

Kept in the memory of this process, for a minute at most: clocks run on even when nobody writes.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.journal.models import JournalHead

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


def _last_change() -> int:
    return session().scalar(select(JournalHead.changed)) or 0
