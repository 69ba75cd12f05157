"""Which children a person reaches: what the posts open by themselves, and what the rows of the domains open beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import literal, union_all

from portal.access.permissions import REACH, Extent, Role, Tier
from portal.access.viewer import NOWHERE, Reach, ReachRows
from portal.core import clock
from portal.core.contributions import registered
from portal.core.db import session


def reach_of(person_id: int, roles: Iterable[Role], houses: Iterable[str], homeroom_ids: frozenset[int]) -> dict[Tier, Reach]:
    """The reach in each tier, as of now; one statement for whatever the domains hold."""
    own = {
        Extent.SCHOOL: Reach(whole_school=True),
        Extent.OWN_CLASS: Reach(class_ids=homeroom_ids),
        Extent.OWN_HOUSE: Reach(houses=frozenset(houses)),
    }
    reach: dict[Tier, Reach] = {}
    for role in roles:
        for tier, extent in REACH.get(role, {}).items():
            reach[tier] = reach.get(tier, NOWHERE) | own.get(extent, NOWHERE)
    for tier, more in _contributed(person_id, roles):
        reach[tier] = reach.get(tier, NOWHERE) | more
    return reach


def _contributed(person_id: int, roles: Iterable[Role]) -> Iterable[tuple[Tier, Reach]]:
    held = sorted(roles)
    asked = tuple(dict.fromkeys(given.reaches[role] for given in registered() for role in held if role in given.reaches))
    if not asked:
        return
    children: dict[Tier, set[int]] = {}
    houses: dict[Tier, set[str]] = {}
    for word, child_id, letters, number in session().execute(_joined(asked), _values(person_id)):
        for tier in asked[number].tiers[word]:
            children.setdefault(tier, set()).update(() if child_id is None else (child_id,))
            houses.setdefault(tier, set()).update(letters or "")
    for tier, child_ids in children.items():
        yield tier, Reach(child_ids=frozenset(child_ids), houses=frozenset(houses[tier]))


@lru_cache(maxsize=64)  # built once for each set of roles: every page asks it
def _joined(asked: Sequence[ReachRows]) -> Any:
    return union_all(*(each.rows().add_columns(literal(number)) for number, each in enumerate(asked)))


def _values(person_id: int) -> dict[str, object]:
    begin = clock.begin_of(clock.today())
    days = {"today": clock.today(), "begin": begin, "end": begin + timedelta(days=1)}
    return {"person_id": person_id, "now": clock.now(), **days}
