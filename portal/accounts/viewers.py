"""Builds the viewer from facts: session, posts held today, vetting, and what domains say about reach."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Row, func, or_, select

from portal.access.permissions import EVERYONE, IN_CONTACT, REACH, ROLES, Extent, Permission, Role, Tier
from portal.access.viewer import NOWHERE, Reach, Viewer
from portal.accounts.models import Account, UserSession
from portal.core import clock
from portal.core.contributions import registered
from portal.core.db import session
from portal.people.models import Person, Post, Vetting, VettingStatus

IDLE = timedelta(minutes=30)


@dataclass(frozen=True)
class LiveSession:
    """A session that has not ended, with what the viewer needs of account and person."""

    id: int
    account_id: int
    person_id: int
    name: str
    locale: str
    theme: str
    seen_at: datetime


def live_session(token: str) -> LiveSession | None:
    """The session behind a cookie, unless it was ended, sat idle too long, or its account was closed."""
    columns = (
        UserSession.id,
        UserSession.account_id,
        Account.person_id,
        Person.name,
        Account.locale,
        Account.theme,
        UserSession.seen_at,
    )
    found = (
        select(*columns)
        .join(Account, UserSession.account_id == Account.id)
        .join(Person, Account.person_id == Person.id)
        .where(UserSession.token == token, UserSession.ended_at.is_(None), Account.closed_at.is_(None))
        .where(UserSession.seen_at > clock.now() - IDLE)
    )
    row = session().execute(found).one_or_none()
    return LiveSession(*row) if row else None


def viewer_of(live: LiveSession) -> Viewer:
    """The viewer of a session, as of today."""
    return build_viewer(live.person_id, live.account_id, live.name, live.locale, live.theme, live.id)


def build_viewer(
    person_id: int, account_id: int, name: str, locale: str = "zh_Hans_CN", theme: str = "system", session_id: int | None = None
) -> Viewer:
    """Roles from posts held today; roles in contact with children only while the vetting is clear and valid."""
    today = clock.today()
    posts = _posts_held(person_id, today)
    roles = frozenset(post.role for post in posts)
    return Viewer(
        person_id=person_id,
        account_id=account_id,
        name=name,
        roles=roles,
        permissions=_permissions(roles),
        reach=_reach(person_id, roles, posts, today),
        homeroom_ids=_homerooms(posts),
        locale=locale,
        theme=theme,
        session_id=session_id,
    )


def _posts_held(person_id: int, today: date) -> Sequence[Row[Role, int | None, str | None, bool]]:
    unless_hit = select(Vetting.id).where(Vetting.person_id == person_id, Vetting.status == VettingStatus.HIT).exists()
    clear = (
        select(func.count())
        .where(Vetting.person_id == person_id, Vetting.status == VettingStatus.CLEAR, Vetting.valid_until >= today)
        .scalar_subquery()
    )
    held = (
        select(Post.role, Post.class_id, Post.house, (clear > 0) & ~unless_hit)
        .where(Post.person_id == person_id, Post.from_day <= today)
        .where(or_(Post.until_day.is_(None), Post.until_day >= today))
    )
    return [row for row in session().execute(held).all() if row.role not in IN_CONTACT or row[3]]


def _permissions(roles: Iterable[Role]) -> frozenset[Permission]:
    return EVERYONE.union(*(ROLES[role] for role in roles))


def _homerooms(posts: Sequence[Row[Role, int | None, str | None, bool]]) -> frozenset[int]:
    return frozenset(post.class_id for post in posts if post.role is Role.HOMEROOM_TEACHER and post.class_id)


def _reach(
    person_id: int, roles: frozenset[Role], posts: Sequence[Row[Role, int | None, str | None, bool]], today: date
) -> dict[Tier, Reach]:
    own = {
        Extent.SCHOOL: Reach(whole_school=True),
        Extent.OWN_CLASS: Reach(class_ids=_homerooms(posts)),
        Extent.OWN_HOUSE: Reach(houses=frozenset(post.house for post in posts if post.role is Role.DUTY_STAFF and post.house)),
    }
    reach: dict[Tier, Reach] = {}
    for role in roles:
        for tier, extent in REACH.get(role, {}).items():
            reach[tier] = reach.get(tier, NOWHERE) | own.get(extent, NOWHERE)
    for found in _contributed(person_id, roles, today):
        for tier, more in found.items():
            reach[tier] = reach.get(tier, NOWHERE) | more
    return reach


def _contributed(person_id: int, roles: frozenset[Role], today: date) -> Iterable[dict[Tier, Reach]]:
    asked = set()
    for contributed in registered():
        for role, function in contributed.reaches.items():
            if role in roles and function not in asked:
                asked.add(function)
                yield dict(function(person_id, today))
