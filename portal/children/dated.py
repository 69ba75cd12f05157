"""Facts with a first and a last day: which of them hold on a day."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, or_


@lru_cache(maxsize=512)  # asked many times a page, of few tables and few days
def holds_on(table: Any, day: date | BindParameter[date]) -> ColumnElement[bool]:
    """The condition for rows of `table` (with from_day and until_day) that hold on a day, both ends included."""
    condition: ColumnElement[bool] = (table.from_day <= day) & or_(table.until_day.is_(None), table.until_day >= day)
    return condition


def held_on(from_day: date, until_day: date | None, day: date) -> bool:
    """The same, asked of a row already read."""
    return from_day <= day and (until_day is None or until_day >= day)
