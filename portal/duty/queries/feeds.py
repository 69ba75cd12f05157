"""Whose calendar a secret opens."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from portal.access.permissions import FAMILY
from portal.children.dated import holds_on
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound
from portal.duty.models.fairness import DutyFeed
from portal.people.models import Post

LONGEST = 200  # characters of an address; a secret has 43


def owner_of(secret: str) -> int:
    """The person a secret belongs to; NotFound once revoked, or when they have left the school."""
    here = select(Post.id).where(Post.person_id == DutyFeed.person_id, Post.role.not_in(FAMILY), holds_on(Post, clock.today()))
    open_ = (DutyFeed.secret == secret[:LONGEST], DutyFeed.revoked_at.is_(None), here.exists())
    found = session().scalar(select(DutyFeed.person_id).where(*open_))
    if found is None:
        raise NotFound
    return found


def has_feed(person_id: int) -> bool:
    """Whether somebody has an address that works."""
    own = (DutyFeed.person_id == person_id, DutyFeed.revoked_at.is_(None))
    return session().scalar(select(DutyFeed.id).where(*own)) is not None


def since() -> date:
    """The calendar reaches a month back."""
    return clock.today() - timedelta(days=30)
