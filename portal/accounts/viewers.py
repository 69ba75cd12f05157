"""Builds the viewer from facts: session, posts held today, vetting, and what domains say about reach."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Date, and_, bindparam, or_, select

from portal.access.permissions import EVERYONE, FAMILY, IN_CONTACT, ROLES, Permission, Role
from portal.access.viewer import Viewer
from portal.accounts.models import Account, UserSession
from portal.accounts.reach import reach_of
from portal.core import clock
from portal.core.db import session
from portal.people.models import Person, Post, Vetting, VettingStatus
from portal.school.queries import number

HELD = (Post.role, Post.class_id, Post.house)


class Held(NamedTuple):
    """A post somebody holds today."""

    role: Role
    class_id: int | None
    house: str | None


def idle_time() -> timedelta:
    """How long a session lasts without use."""
    return timedelta(minutes=number("accounts.idle_minutes"))


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
    posts: Sequence[Held]


def live_session(token: str) -> LiveSession | None:
    """The session behind a cookie, unless it was ended, sat idle or lasted too long, or its account was stopped or closed."""
    now = clock.now()
    given = {
        "token": token,
        "seen_after": now - idle_time(),
        "began_after": now - timedelta(hours=number("accounts.longest_hours")),
    }
    rows = session().execute(_live(), given | {"today": clock.today()}).all()
    if not rows:
        return None
    posts = [Held(*row[7:]) for row in rows if row[7] is not None]
    return LiveSession(*(*rows[0][:7], posts))


@cache
def _live() -> Any:
    """One row for each post held, or one without a post; built once, every page asks it."""
    columns = (
        UserSession.id,
        UserSession.account_id,
        Account.person_id,
        Person.name,
        Account.locale,
        Account.theme,
        UserSession.seen_at,
        *HELD,
    )
    return (
        select(*columns)
        .join(Account, UserSession.account_id == Account.id)
        .join(Person, Account.person_id == Person.id)
        .outerjoin(Post, and_(Post.person_id == Person.id, *_holds(Person.id)))
        .where(UserSession.token == bindparam("token"), UserSession.ended_at.is_(None))
        .where(Account.closed_at.is_(None), Account.stopped_at.is_(None))
        .where(UserSession.seen_at > bindparam("seen_after"), UserSession.began_at > bindparam("began_after"))
        .order_by(Post.id)
    )


def viewer_of(live: LiveSession) -> Viewer:
    """The viewer of a session, as of today."""
    return _viewer(live.person_id, live.account_id, live.name, live.posts, locale=live.locale, theme=live.theme, session_id=live.id)


def build_viewer(person_id: int, account_id: int, name: str) -> Viewer:
    """The viewer of a person who has no session: at sign-in, for commands."""
    held = select(*HELD).where(Post.person_id == person_id, *_holds(bindparam("person_id", person_id))).order_by(Post.id)
    posts = [Held(*row) for row in session().execute(held, {"today": clock.today()})]
    return _viewer(person_id, account_id, name, posts)


def _viewer(person_id: int, account_id: int, name: str, posts: Sequence[Held], **chosen: Any) -> Viewer:
    roles = frozenset(post.role for post in posts)
    return Viewer(
        person_id=person_id,
        account_id=account_id,
        name=name,
        roles=roles,
        permissions=_permissions(roles),
        reach=reach_of(person_id, roles, _houses(posts), _homerooms(posts)),
        homeroom_ids=_homerooms(posts),
        **chosen,
    )


def _holds(person: Any) -> Iterable[ColumnElement[bool]]:
    """The conditions for posts held today; those in contact with children only while the vetting is clear and valid.

    A vetting hit closes every post at school at once (未成年人保护法 62); someone without a role left is not signed in.
    """
    today = bindparam("today", type_=Date)
    hit = select(Vetting.id).where(Vetting.person_id == person, Vetting.status == VettingStatus.HIT).exists()
    clear = (
        select(Vetting.id)
        .where(Vetting.person_id == person, Vetting.status == VettingStatus.CLEAR, Vetting.valid_until >= today)
        .exists()
    )
    yield Post.from_day <= today
    yield or_(Post.until_day.is_(None), Post.until_day >= today)
    yield or_(Post.role.in_(FAMILY), ~hit & or_(Post.role.not_in(IN_CONTACT), clear))


def _permissions(roles: Iterable[Role]) -> frozenset[Permission]:
    return EVERYONE.union(*(ROLES[role] for role in roles))


def _houses(posts: Sequence[Held]) -> Iterable[str]:
    return (post.house for post in posts if post.role is Role.DUTY_STAFF and post.house)


def _homerooms(posts: Sequence[Held]) -> frozenset[int]:
    return frozenset(post.class_id for post in posts if post.role is Role.HOMEROOM_TEACHER and post.class_id)
