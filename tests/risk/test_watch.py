"""The rules look on by themselves: soon after a child was written about, and once a night."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import time_machine
from sqlalchemy import func, select

from portal.children.models import AidCategory, Child
from portal.core.db import session
from portal.journal.operations import record
from portal.risk.models import AttentionProposal, AttentionReview
from portal.risk.watch import Watch
from tests.cast import Cast
from tests.risk.deciding import left_behind

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def proposals(cast: Cast, child: int) -> int:
    with cast.reading():
        return session().scalar(select(func.count()).where(AttentionProposal.child_id == child)) or 0


def reviews(cast: Cast) -> int:
    with cast.reading():
        return session().scalar(select(func.count()).select_from(AttentionReview)) or 0


def write_about(cast: Cast, child: int) -> None:
    """Something new, with its line in the journal."""
    with cast.writing():
        session().add(AidCategory(child_id=child, category="orphan", from_day=date(2026, 11, 1)))
        record("children.aid_recorded", subject=session().get(Child, child), child_id=child, by=None)


def test_a_child_something_was_written_about_is_looked_at_in_the_next_round_and_nobody_else(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False):
        child = left_behind(cast)
        watch = Watch()
        watch.look(cast.database)
        before = proposals(cast, child)
        assert watch.look(cast.database) == 0, "nothing was written"
        write_about(cast, child)
        assert watch.look(cast.database) == 1
        assert proposals(cast, child) == before + 1
        assert watch.look(cast.database) == 0


def test_the_whole_school_is_looked_through_once_a_night(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False) as moment:
        watch = Watch()
        watch.look(cast.database)
        begun = reviews(cast)
        for _hour in range(13):
            moment.shift(timedelta(hours=1))
            watch.look(cast.database)
        assert reviews(cast) == begun, "not before two in the night"
        for _hour in range(3):
            moment.shift(timedelta(hours=1))
            watch.look(cast.database)
        assert reviews(cast) == begun + 1
