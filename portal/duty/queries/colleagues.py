"""Who may stand on duty: posts held, vetting, what was settled, when they are away; three statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from portal.access.permissions import IN_CONTACT, Role
from portal.children.dated import holds_on
from portal.core.db import session
from portal.duty.models.fairness import DutyStanding, DutyTime
from portal.duty.models.roster import PostKind
from portal.duty.planning.qualified import Colleague, Time
from portal.people.models import Person, Post, Vetting, VettingStatus

ROLES = IN_CONTACT - {Role.LEGAL_VICE_PRINCIPAL}


def colleagues(day: date) -> list[Colleague]:
    """Everybody in contact with children by a post of that day and with a clear vetting that still holds, by name."""
    posts = _posts(day)
    times = _times(day)
    found = [_colleague(rows, times) for rows in posts.values()]
    return sorted(found, key=lambda one: (one.name, one.id))


def _posts(day: date) -> dict[int, list[Any]]:
    clear = (
        select(Vetting.person_id, func.max(Vetting.valid_until).label("until"))
        .where(Vetting.status == VettingStatus.CLEAR, Vetting.valid_until >= day)
        .group_by(Vetting.person_id)
        .subquery()
    )
    hit = select(Vetting.id).where(Vetting.person_id == Person.id, Vetting.status == VettingStatus.HIT).exists()
    columns: list[Any] = [
        Person.id, Person.name, Person.sex, Post.role, Post.title, Post.house, Post.until_day,
        clear.c.until, DutyStanding.posts, DutyStanding.most_shifts,
    ]  # fmt: skip
    held = (
        select(*columns)
        .join(Post, Post.person_id == Person.id)
        .join(clear, clear.c.person_id == Person.id)
        .outerjoin(DutyStanding, DutyStanding.person_id == Person.id)
        .where(Post.role.in_(ROLES), holds_on(Post, day), ~hit)
        .order_by(Person.id, Post.id)
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in session().execute(held):
        found[row.id].append(row)
    return found


def _times(day: date) -> dict[int, list[Time]]:
    told = select(DutyTime.person_id, DutyTime.kind, DutyTime.from_day, DutyTime.until_day)
    found: dict[int, list[Time]] = defaultdict(list)
    for person_id, kind, from_day, until_day in session().execute(
        told.where(DutyTime.withdrawn_at.is_(None), DutyTime.until_day >= day).order_by(DutyTime.id)
    ):
        found[person_id].append(Time(kind, from_day, until_day))
    return found


def _colleague(rows: Sequence[Any], times: dict[int, list[Time]]) -> Colleague:
    """One person from the rows of their posts."""
    first = rows[0]
    ends = [row.until_day for row in rows]
    return Colleague(
        id=first.id,
        name=first.name,
        sex=first.sex,
        roles=frozenset(row.role for row in rows),
        titles=[row.title for row in rows if row.title],
        houses=frozenset(row.house for row in rows if row.house),
        vetted_until=first.until,
        here_until=None if None in ends else max(ends),
        settled_posts=None if first.posts is None else kinds(first.posts),
        most_shifts=first.most_shifts,
        times=times.get(first.id, ()),
    )


def kinds(stored: str) -> frozenset[PostKind]:
    """Kinds of post as they are stored, parted by commas."""
    return frozenset(PostKind(each) for each in stored.split(",") if each)
