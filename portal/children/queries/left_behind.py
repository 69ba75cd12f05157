"""Definitions A to D as conditions of the database, so that a list of thousands is filtered where it lies.

`portal.children.left_behind` is the rule; a test holds both to the same answers.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, or_, select

from portal.children.dated import holds_on
from portal.children.left_behind import UNDER_AGE, WHOLE_MONTHS, WITHOUT_CAPABILITY, Parent, ParentState, after_months
from portal.children.models import Child, Reunion, Whereabouts

DAY = timedelta(days=1)


def left_behind(definition: str, on: date) -> ColumnElement[bool]:
    """The condition on `Child`: counts as left behind by one definition on a day (B from one parent on)."""
    return _CONDITIONS[definition](on)


def _a(on: date) -> ColumnElement[bool]:
    father, mother = _is_away(Parent.FATHER, on), _is_away(Parent.MOTHER, on)
    alone = (father & _cannot_care(Parent.MOTHER, on)) | (mother & _cannot_care(Parent.FATHER, on))
    return (Child.birth_date > _latest_start(on, UNDER_AGE * 12)) & ((father & mother) | alone)


def _b(on: date) -> ColumnElement[bool]:
    long = Whereabouts.since <= _latest_start(on, WHOLE_MONTHS)
    return _facts(on).where(Whereabouts.state == ParentState.AWAY_FOR_WORK, long).exists()


def _c(on: date) -> ColumnElement[bool]:
    return _is_away(Parent.FATHER, on) & _is_away(Parent.MOTHER, on)


def _d(on: date) -> ColumnElement[bool]:
    apart = select(Reunion.id).where(Reunion.child_id == Child.id, holds_on(Reunion, on), Reunion.weekends_or_holidays.is_(False))
    return _c(on) & apart.exists()


_CONDITIONS: dict[str, Callable[[date], ColumnElement[bool]]] = {"A": _a, "B": _b, "C": _c, "D": _d}


def _facts(on: date) -> Select[int]:
    return select(Whereabouts.id).where(Whereabouts.child_id == Child.id, holds_on(Whereabouts, on))


def _is_away(parent: Parent, on: date) -> ColumnElement[bool]:
    begun = or_(Whereabouts.since.is_(None), Whereabouts.since <= on)
    return _facts(on).where(Whereabouts.parent == parent, Whereabouts.state == ParentState.AWAY_FOR_WORK, begun).exists()


def _cannot_care(parent: Parent, on: date) -> ColumnElement[bool]:
    return _facts(on).where(Whereabouts.parent == parent, Whereabouts.state.in_(sorted(WITHOUT_CAPABILITY))).exists()


def _latest_start(on: date, months: int) -> date:
    """The latest day from which `months` whole months have passed on a day."""
    day = after_months(on, -months)
    while after_months(day + DAY, months) <= on:
        day += DAY
    while after_months(day, months) > on:
        day -= DAY
    return day
