"""Who is kept away from a child by an order."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, select

from portal.children.dated import holds_on
from portal.children.models import Guardian, NoContactOrder


def kept_away(day: date | BindParameter[date]) -> ColumnElement[bool]:
    """The condition on `Guardian` for those whom an order keeps away on a day; until it is lifted."""
    condition: ColumnElement[bool] = _orders(day).exists()
    return condition


def said_by_kept_away(row: Any, day: date | BindParameter[date]) -> ColumnElement[bool]:
    """The condition on a table with child_id and recorded_by_id: whoever an order keeps away from the child wrote the row down."""
    theirs = (Guardian.child_id == row.child_id, Guardian.person_id == row.recorded_by_id)
    return select(Guardian.id).where(*theirs, kept_away(day)).correlate(row).exists()


def order_on(day: date | BindParameter[date]) -> Any:
    """The number of such an order, as a column beside a guardian."""
    return _orders(day).limit(1).scalar_subquery()


def _orders(day: date | BindParameter[date]) -> Any:
    lasting = (NoContactOrder.lifted_at.is_(None), holds_on(NoContactOrder, day))
    return select(NoContactOrder.id).where(NoContactOrder.guardian_id == Guardian.id, *lasting).correlate(Guardian)
