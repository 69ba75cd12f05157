"""A page of a list: its items and where it stands among all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from sqlalchemy import Integer, Select, bindparam, func, literal, select

from portal.core.db import session

T = TypeVar("T")
SIZE = 50


@dataclass(frozen=True)
class Page(Generic[T]):
    """Items `first`..`last` of `total`; numbers count from 1."""

    items: Sequence[T]
    number: int
    total: int
    size: int = SIZE

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        return min(self.total, (self.number - 1) * self.size + 1)

    @property
    def last(self) -> int:
        return min(self.total, self.number * self.size)


def page_of_rows(statement: Select[*tuple[Any, ...]], number: int, *, size: int = SIZE) -> Page[Any]:
    """One page of plain column rows in one statement; the total rides along, counted apart so that an index can serve the page."""
    number = max(1, number)
    paged, total = _paged(statement)
    rows = session().execute(paged, {"page_size": size, "page_begin": (number - 1) * size}).all()
    if rows or number == 1:
        return Page([row[:-1] for row in rows], number, rows[0][-1] if rows else 0, size)
    return Page([], number, session().scalar(total) or 0, size)


@lru_cache(maxsize=64)
def _paged(statement: Any) -> tuple[Any, Any]:
    """A page with its total, and the total alone; made once for a statement that is itself made once."""
    all_of_them = statement.order_by(None).with_only_columns(literal(1)).subquery()
    total = select(func.count()).select_from(all_of_them)
    paged = statement.add_columns(total.scalar_subquery())
    return paged.limit(bindparam("page_size", type_=Integer)).offset(bindparam("page_begin", type_=Integer)), total
