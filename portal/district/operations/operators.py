"""Operators: made by a command, let in with a password; wrong ones have to wait; what they do is kept."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from portal.accounts.passwords import fits, hashed
from portal.core import clock
from portal.core.db import session
from portal.district.models import Deed, Operator

TRIES, PAUSE = 5, timedelta(minutes=15)


def set_password(name: str, password: str) -> None:
    """Make an operator, or give one a new password."""
    operator = session().scalar(select(Operator).where(Operator.name == name))
    if operator is None:
        operator = Operator(name=name)
        session().add(operator)
    operator.password, operator.failures = hashed(password), 0


def admitted(name: str, password: str) -> Operator | None:
    """The operator when the password fits; after five wrong ones only after a quarter of an hour."""
    operator = session().scalar(select(Operator).where(Operator.name == name).with_for_update())
    waits = operator is not None and operator.failures >= TRIES and operator.failed_at and operator.failed_at + PAUSE > clock.now()
    if operator is None or waits:
        fits(None, password)  # takes as long, and what is tried meanwhile makes nobody wait longer
        return None
    if not fits(operator.password, password):
        operator.failures, operator.failed_at = operator.failures + 1, clock.now()
        return None
    operator.failures = 0
    return operator


def note(operator: str, deed: str, about: str) -> None:
    """Keep what an operator did."""
    session().add(Deed(at=clock.now(), operator=operator, deed=deed, about=about))
