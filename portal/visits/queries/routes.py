"""Whom to visit next, by village: addresses are unlocked only for children within reach, and only those asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import select

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.models import Child, Enrolment
from portal.children.queries.counted import counts_as_left_behind
from portal.children.scope import within
from portal.core import clock
from portal.core.db import session
from portal.school.queries import calendar
from portal.visits.queries.counting import last_visit, visited
from portal.visits.rules import Place, periods, place_of

HOME = "现住址"  # the registry's column


@dataclass(frozen=True, slots=True)
class Stop:
    """One family on a route."""

    child_id: int
    name: str
    class_id: int | None
    left_behind: bool
    last_visit: date | None
    address: str
    place: Place


def stops(viewer: Viewer, class_id: int | None, *, only_open: bool) -> Sequence[tuple[str, Sequence[Stop]]]:
    """Families within reach by town and village, in the order of the groups' numbers; without an address last; one statement."""
    today = clock.today()
    of, counted = periods(today, calendar()), counts_as_left_behind(today)
    columns: list[Any] = [Child.id, Child.name, Child.class_id, counted.label("counted"), last_visit(today), Child.registry_record]
    found = select(*columns).where(within(viewer, Tier.WELFARE), Child.enrolment == Enrolment.ENROLLED)
    if class_id is not None:
        found = found.where(Child.class_id == class_id)
    if only_open:
        found = found.where((counted & ~visited(of.term, today)) | ~visited(of.year, today))
    rows = [_stop(row) for row in session().execute(found.order_by(Child.pinyin, Child.id))]
    rows.sort(key=lambda stop: (not stop.place.village, stop.place))
    return [(name, list(group)) for name, group in groupby(rows, lambda stop: stop.place.town + stop.place.village)]


def _stop(row: Any) -> Stop:
    address = address_of(row[5])
    return Stop(row[0], row[1], row[2], bool(row[3]), row[4], address, place_of(address))


def address_of(registry_record: dict[str, str] | None) -> str:
    """Where the child lives as the registry says, "" when it does not."""
    return (registry_record or {}).get(HOME) or ""
