"""Who of a family must hear nothing on its own: whoever sends a notice or builds a page for families asks here first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from portal.core.contributions import collect


def withheld(child_ids: Sequence[int]) -> Mapping[int, frozenset[int]]:
    """Guardian ids by child; a child nobody has to be careful about is left out. A fixed number of statements."""
    kept: dict[int, set[int]] = {}
    for child_id, guardian_id in collect("withheld", child_ids):
        kept.setdefault(child_id, set()).add(guardian_id)
    return {child_id: frozenset(ids) for child_id, ids in kept.items()}
