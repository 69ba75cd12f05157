"""The hours of the room and the secret address of its calendar."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import time, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import update

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.counseling.models import Feed, Opening, Period
from portal.counseling.queries.room import openings, periods
from portal.journal.operations import record

WEEK = 7


def add_period(name: str, begins: time, minutes: int, *, by: Viewer) -> Period:
    """A part of the school day that appointments can take."""
    if any(one.name == name for one in periods(clock.today())):
        raise Refused(_l("There is a part of the day with this name already."), field="name")
    made = Period(name=name, begins=begins, minutes=minutes)
    session().add(made)
    session().flush()
    record("counseling.period_set", subject=made, by=by)
    return made


def end_period(period_id: int, *, by: Viewer) -> None:
    """Not offered any more from tomorrow on; appointments made stay as they are."""
    period = session().get(Period, period_id)
    if period is not None and period.until_day is None:
        period.until_day = clock.today()
        record("counseling.period_set", subject=period, by=by)


def keep_open(wanted: Collection[tuple[int, int]], *, by: Viewer) -> None:
    """The viewer's week: which part of which weekday is open; what is no longer wanted ended yesterday."""
    today = clock.today()
    known = {one.id for one in periods(today)}
    asked = {(period, weekday) for period, weekday in wanted if period in known and 0 <= weekday < WEEK}
    held = {(one.period_id, one.weekday): one for one in openings(by, today, today + timedelta(days=WEEK))}
    for key in held.keys() - asked:
        held[key].until_day = today - timedelta(days=1)
    session().add_all(
        Opening(counselor_id=by.person_id, period_id=period, weekday=weekday, from_day=today)
        for period, weekday in sorted(asked - held.keys())
    )
    session().flush()
    record("counseling.period_set", by=by)


def make_feed(*, by: Viewer) -> str:
    """A fresh secret address, shown once; earlier ones no longer work."""
    revoke_feeds(by=by)
    token = secrets.token_urlsafe(32)
    made = Feed(person_id=by.person_id, token=token, made_at=clock.now())
    session().add(made)
    session().flush()
    record("counseling.feed_made", subject=made, by=by)
    return token


def revoke_feeds(*, by: Viewer) -> None:
    """Every secret address of the viewer is dead at once."""
    live = update(Feed).where(Feed.person_id == by.person_id, Feed.revoked_at.is_(None))
    if session().execute(live.values(revoked_at=clock.now()).returning(Feed.id)).all():
        record("counseling.feed_revoked", by=by)
