"""Who of a family must hear nothing on its own: whoever sends a notice or builds a page for families asks here first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.children.models import Guardian
from portal.core.contributions import collect
from portal.core.db import session


def withheld(child_ids: Sequence[int]) -> Mapping[int, frozenset[int]]:
    """Guardian ids by child; a child nobody has to be careful about is left out. A fixed number of statements."""
    kept: dict[int, set[int]] = {}
    for child_id, guardian_id in collect("withheld", child_ids):
        kept.setdefault(child_id, set()).add(guardian_id)
    return {child_id: frozenset(ids) for child_id, ids in kept.items()}


def kept_from(viewer: Viewer, child_ids: Sequence[int]) -> frozenset[int]:
    """Of these children, those of whom this guardian must hear nothing on its own; without any child, nothing is asked."""
    kept = withheld(sorted(set(child_ids))) if child_ids else {}
    if not kept:
        return frozenset()
    named = select(Guardian.id).where(Guardian.person_id == viewer.person_id, Guardian.id.in_(frozenset().union(*kept.values())))
    mine = frozenset(session().scalars(named))
    return frozenset(child_id for child_id, guardians in kept.items() if guardians & mine)
