"""What this school changed in the rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from portal.core.db import remembered, session
from portal.people.models import Person
from portal.risk.models import AttentionChoice, AttentionReview
from portal.risk.rulebook import Choices

A_MOMENT = 30.0


def choices() -> Choices:
    """Rules switched off and limits set, as they hold now; remembered for a moment."""
    return remembered("risk.choices", A_MOMENT, _choices)


def _choices() -> Choices:
    newest = select(func.max(AttentionChoice.id)).group_by(AttentionChoice.name)
    rows = session().execute(select(AttentionChoice.name, AttentionChoice.value).where(AttentionChoice.id.in_(newest)))
    found = {row[0]: row[1] for row in rows}
    off = frozenset(name.removeprefix("rule:") for name, value in found.items() if name.startswith("rule:") and value == "off")
    limits = {name.removeprefix("limit:"): int(value) for name, value in found.items() if name.startswith("limit:")}
    return Choices(off, limits)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the rules, as the page tells it."""

    name: str
    value: str
    reason: str
    at: datetime
    by: str


def changes(most: int = 30) -> Sequence[Change]:
    """The latest changes, newest first."""
    columns: list[Any] = [AttentionChoice.name, AttentionChoice.value, AttentionChoice.reason, AttentionChoice.at, Person.name]
    found = select(*columns).join(Person, Person.id == AttentionChoice.by_id).order_by(AttentionChoice.id.desc()).limit(most)
    return [Change(*row) for row in session().execute(found)]


def last_review() -> datetime | None:
    """When the whole school was last looked through."""
    return session().scalar(select(func.max(AttentionReview.at)))
