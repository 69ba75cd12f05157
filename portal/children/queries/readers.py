"""Who looked at a child's file: everything for the principal, role and day only for the family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from portal.access.permissions import Role, Tier
from portal.access.viewer import Viewer
from portal.children.scope import find
from portal.core import clock
from portal.core.contributions import declared_events
from portal.core.db import session
from portal.core.pagination import Page, page_of_rows
from portal.journal.models import JournalRow
from portal.people.models import Person

SHOWN_FOR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Reading:
    """One opening: who, in which posts, what, when."""

    name: str
    roles: Sequence[Role]
    event: str
    at: datetime


def readings(viewer: Viewer, child_id: int, number: int = 1) -> Page[Reading]:
    """A year of openings of a child's file, newest first; NotFound out of reach."""
    child = find(viewer, child_id)
    found: Any = (
        select(Person.name, JournalRow.role, JournalRow.event, JournalRow.at)
        .outerjoin(Person, JournalRow.person_id == Person.id)
        .where(JournalRow.child_id == child.id, JournalRow.reads, JournalRow.at >= clock.now() - SHOWN_FOR)
        .order_by(JournalRow.seq.desc())
    )
    page = page_of_rows(found, number)
    rows = [Reading(name or "", roles_of(text), event, at) for name, text, event, at in page.items]
    return Page(rows, page.number, page.total, page.size)


def readings_for_family(child_id: int) -> Sequence[tuple[date, Sequence[Role]]]:
    """By day the roles that opened the file in a year, without names; the caller has found the child as its guardian.

    Readings of sealed records are left out: that somebody of the committee looked would tell of a case before the school does.
    """
    sealed = [event.name for event in declared_events().values() if event.tier is Tier.SEALED]
    found = (
        select(JournalRow.at, JournalRow.role)
        .where(JournalRow.child_id == child_id, JournalRow.reads, JournalRow.at >= clock.now() - SHOWN_FOR)
        .where(JournalRow.event.not_in(sealed))
        .order_by(JournalRow.seq.desc())
    )
    days: dict[date, dict[Role, None]] = {}
    for at, text in session().execute(found):
        days.setdefault(clock.local(at).date(), {}).update(dict.fromkeys(roles_of(text)))
    return [(day, list(roles)) for day, roles in days.items()]


def roles_of(text: Any) -> Sequence[Role]:
    """The roles the journal noted."""
    return [Role(role) for role in (text or "").split(",") if role in set(Role)]
