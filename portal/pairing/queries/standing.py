"""Where children stand: with whom, since when, when they last talked, and whether the adult is still there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, literal, not_, or_, select

from portal.access.permissions import FAMILY, IN_CONTACT, Permission, Tier
from portal.access.viewer import Reach, Viewer
from portal.children.dated import holds_on
from portal.children.models import Child
from portal.children.queries.counted import counts_as_left_behind
from portal.children.scope import ENROLLED, ONE_CHILD, within_reach
from portal.core import clock
from portal.core.collected import closeness
from portal.core.db import read_once, session
from portal.pairing.models import Pairing, Talk, TalkWithdrawal
from portal.pairing.rules import Rhythm, talk_due, without_adult_since
from portal.people.models import Person, Post, Vetting, VettingStatus
from portal.school.queries import calendar, number

NEVER = date(9999, 12, 31)
NOT_WITHDRAWN = ~select(TalkWithdrawal.id).where(TalkWithdrawal.talk_id == Talk.id).correlate(Talk).exists()
#: Posts that bring somebody into contact with children; only who holds one today can be named for a child.
SCHOOL_POST = and_(Post.role.in_(sorted(IN_CONTACT)), Post.role.not_in(sorted(FAMILY)))


class Show(StrEnum):
    """The lists a number of the overview opens."""

    LEFT_BEHIND = "left_behind"
    UNPAIRED = "unpaired"
    PAIRED = "paired"
    ORPHANED = "orphaned"
    OVERDUE = "overdue"
    TALKED = "talked"


@dataclass(frozen=True, slots=True)
class Standing:
    """One child: `counted` as left behind today, the pair of today if there is one, the last talk."""

    child_id: int
    name: str
    pinyin: str
    class_id: int | None
    counted: bool
    pairing_id: int | None
    since: date | None
    teacher_id: int | None
    teacher: str | None
    last_talk: date | None
    closeness: int | None
    gone_since: date | None

    @property
    def due(self) -> date | None:
        """When the next talk is due; None without a pair."""
        if self.since is None:
            return None
        return talk_due(self.last_talk, self.since, rhythm().days(self.closeness), calendar())

    @property
    def repair_by(self) -> date | None:
        """By when a child whose adult is gone needs another one."""
        return self.gone_since and self.gone_since + timedelta(days=number("pairing.repair_days"))

    def shows(self, show: Show, today: date) -> bool:
        """Whether the child is on one of the lists."""
        paired = self.pairing_id is not None
        return {
            Show.LEFT_BEHIND: self.counted,
            Show.UNPAIRED: self.counted and not paired,
            Show.PAIRED: self.counted and paired,
            Show.ORPHANED: self.gone_since is not None,
            Show.OVERDUE: self.due is not None and self.due < today and self.gone_since is None,
            Show.TALKED: self.counted and self.last_talk is not None and self.last_talk >= today.replace(day=1),
        }[show]


def rhythm() -> Rhythm:
    """What this school set."""
    return Rhythm(*(number(f"pairing.{name}") for name in ("talk_days", "talk_days_more", "talk_days_close")))


def standings(viewer: Viewer) -> Sequence[Standing]:
    """Children within reach who count as left behind or have a pair, by class and pinyin; one statement."""
    return _read(_standings_in(viewer.reaches(Tier.WELFARE), clock.today(), one=False))


def standing_of(viewer: Viewer, child_id: int) -> Standing | None:
    """The same for one child; one statement."""
    return next(iter(_read(_standings_in(viewer.reaches(Tier.WELFARE), clock.today(), one=True), child_id=child_id)), None)


@lru_cache(maxsize=64)
def _standings_in(reach: Reach, today: date, *, one: bool) -> Any:
    counted = counts_as_left_behind(today)
    here = (within_reach(reach), ENROLLED, or_(counted, Pairing.id.is_not(None)))
    return _standings(today, counted, *here, *((ONE_CHILD,) if one else ()))


def concerning(viewer: Viewer) -> Sequence[Standing]:
    """The viewer's own pairs, and for who plans pairs those without their adult; one statement a request."""
    return read_once(("concerning", viewer.person_id), lambda: _concerning(viewer))


def _concerning(viewer: Viewer) -> Sequence[Standing]:
    found = _concerning_to(viewer.person_id, clock.today(), plans=viewer.may(Permission.PLAN_PAIRS))
    return _read(found)


@lru_cache(maxsize=256)
def _concerning_to(person_id: int, today: date, *, plans: bool) -> Any:
    mine: ColumnElement[bool] = Pairing.teacher_id == person_id
    theirs = or_(mine, without_adult(today)) if plans else mine
    return _standings(today, literal(value=True), ENROLLED, Pairing.id.is_not(None), theirs)


def _standings(today: date, counted: ColumnElement[bool], *conditions: ColumnElement[bool]) -> Any:
    columns: list[Any] = [Child.id, Child.name, Child.pinyin, Child.class_id, counted.label("counted")]
    columns += [Pairing.id, Pairing.from_day, Pairing.teacher_id, Person.name, last_talk(today), closeness(), *adult_days(today)]
    return (
        select(*columns)
        .outerjoin(Pairing, and_(Pairing.child_id == Child.id, holds_on(Pairing, today)))
        .outerjoin(Person, Person.id == Pairing.teacher_id)
        .where(*conditions)
        .order_by(Child.class_id, Child.pinyin, Child.id)
    )


def _read(found: Any, **given: Any) -> Sequence[Standing]:
    today = clock.today()
    return [_standing(row, today) for row in session().execute(found, given)]


def _standing(row: Any, today: date) -> Standing:
    *known, last_post, vetted_until, hit_on = tuple(row)
    since = known[6]
    gone = None
    if since is not None:
        first = without_adult_since(last_post, vetted_until, hit_on, since)
        gone = first if first <= today else None
    child: tuple[Any, ...] = (*known[:4], bool(known[4]), known[5], since, *known[7:], gone)
    return Standing(*child)


def last_talk(on: date) -> Any:
    """The last day on which anybody of the school talked with the child, as a column over `Child`."""
    talked = select(func.max(Talk.day)).where(Talk.child_id == Child.id, Talk.day <= on, NOT_WITHDRAWN)
    return talked.correlate(Child).scalar_subquery()


def adult_days(on: date, person: Any = Pairing.teacher_id) -> tuple[Any, Any, Any]:
    """Last day of the person's posts begun by a day, last day of a clear vetting, day of a hit; as columns over `person`."""
    posts = select(func.max(func.coalesce(Post.until_day, NEVER))).where(Post.person_id == person, SCHOOL_POST, Post.from_day <= on)
    clear = select(func.max(Vetting.valid_until)).where(Vetting.person_id == person, Vetting.status == VettingStatus.CLEAR)
    hit = select(func.min(Vetting.queried_on)).where(Vetting.person_id == person, Vetting.status == VettingStatus.HIT)
    return posts.scalar_subquery(), clear.scalar_subquery(), hit.scalar_subquery()


def without_adult(on: date) -> ColumnElement[bool]:
    """The condition on `Pairing`: from tomorrow at the latest the adult is not there, or not vetted."""
    stays = or_(Post.until_day.is_(None), Post.until_day > on)
    in_post = exists().where(Post.person_id == Pairing.teacher_id, SCHOOL_POST, Post.from_day <= on, stays)
    of_adult = Vetting.person_id == Pairing.teacher_id
    clear = exists().where(of_adult, Vetting.status == VettingStatus.CLEAR, Vetting.valid_until >= on)
    hit = exists().where(of_adult, Vetting.status == VettingStatus.HIT)
    return or_(not_(in_post), not_(clear), hit)
