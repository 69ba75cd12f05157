"""The list behind a number: the children a line counted, for those who may see these children."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.children.scope import within
from portal.core.db import session
from portal.summaries.counting import TOTAL, Cell, in_cell
from portal.summaries.models import ReturnLine

MOST_AT_ONCE = 900  # values SQLite takes in one statement of any age


class Counted(NamedTuple):
    """A child of the list."""

    id: int
    name: str
    pinyin: str
    sex: str
    birth_date: date
    class_id: int | None
    boarding: bool


def child_ids(return_id: int, indicator: str, wanted: Cell) -> Sequence[int]:
    """The children a number counted when it was counted, as stored with it."""
    rows = session().execute(
        select(ReturnLine.grade, ReturnLine.sex, ReturnLine.boarding, ReturnLine.members).where(
            ReturnLine.return_id == return_id, ReturnLine.indicator == indicator
        )
    )
    found = [row.members or [] for row in rows if (row[0], row[1], row[2]) != TOTAL and in_cell((row[0], row[1], row[2]), wanted)]
    return [child_id for ids in found for child_id in ids]


def children_counted(viewer: Viewer, ids: Sequence[int]) -> Sequence[Counted]:
    """These children as far as the viewer reaches their families' circumstances, by name; merged files too, they were counted."""
    columns = (Child.id, Child.name, Child.pinyin, Child.sex, Child.birth_date, Child.class_id, Child.boarding)
    found: list[Counted] = []
    for begin in range(0, len(ids), MOST_AT_ONCE):
        wanted = select(*columns).where(Child.id.in_(ids[begin : begin + MOST_AT_ONCE]), within(viewer, Tier.WELFARE))
        found += [Counted._make(row) for row in session().execute(wanted)]
    return sorted(found, key=lambda child: (child.pinyin, child.id))
