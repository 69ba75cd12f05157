"""Children with whom no parent lives while at least one is away: entrusted care and weekly contact are about them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.sql.selectable import ScalarSelect

from portal.children.dated import holds_on
from portal.children.left_behind import WITHOUT_CAPABILITY, Parent, ParentState
from portal.children.models import Child, Whereabouts

AWAY = frozenset({ParentState.AWAY_FOR_WORK, ParentState.AWAY_OTHER})
NOT_THERE = AWAY | WITHOUT_CAPABILITY


@lru_cache(maxsize=8)  # putting the condition together costs more than asking it, and a page asks it several times
def lives_apart(on: date) -> ColumnElement[bool]:
    """The condition on `Child`: both parents are known not to be there, and one of them is away (未成年人保护法 22)."""
    father, mother = (_is(parent, NOT_THERE, on) for parent in (Parent.FATHER, Parent.MOTHER))
    return father & mother & (_is(Parent.FATHER, AWAY, on) | _is(Parent.MOTHER, AWAY, on))


@lru_cache(maxsize=8)
def known_apart_since(on: date) -> ScalarSelect[date]:
    """From which day the school knows where the parents are, as a column of a statement over `Child`."""
    first = func.max(Whereabouts.from_day)
    return select(first).where(Whereabouts.child_id == Child.id, holds_on(Whereabouts, on)).correlate(Child).scalar_subquery()


def _is(parent: Parent, states: frozenset[ParentState], on: date) -> ColumnElement[bool]:
    theirs = (Whereabouts.child_id == Child.id, Whereabouts.parent == parent, holds_on(Whereabouts, on))
    return select(Whereabouts.id).where(*theirs, Whereabouts.state.in_(sorted(states))).correlate(Child).exists()
