"""What the school settles for the roster: weekends, posts, people, days, entries of the ledger."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Conflict, NotFound, Refused
from portal.duty.models.fairness import DutyStanding, DutyTime, EntryKind, LedgerEntry, TimeKind
from portal.duty.models.roster import BoardingWeekend, DutyPost, PostKind, WeekendKind
from portal.duty.planning.demand import Need
from portal.duty.planning.weekends import Weekend
from portal.journal.operations import record

LONGEST = 400  # days somebody can be away at a stretch


def _require(version: int | None, given: int | None) -> None:
    """A row that another made or changed meanwhile is not overwritten."""
    if (version or 0) != (given or 0):
        raise Conflict(version or 0, [])


def settle_weekend(weekend: Weekend, kind: WeekendKind, expected: int | None, version: int | None, *, by: Viewer) -> None:
    """What kind of weekend it is, and how many boarders are expected."""
    row = session().scalar(select(BoardingWeekend).where(BoardingWeekend.first_day == weekend.first_day))
    _require(row.version if row else None, version)
    if row is None:
        row = BoardingWeekend(first_day=weekend.first_day, last_day=weekend.last_day, kind=kind)
        session().add(row)
    row.kind, row.expected, row.last_day = kind, expected, weekend.last_day
    session().flush()
    record("duty.weekend_settled", subject=row, by=by)


def settle_post(need: Need, version: int | None, *, by: Viewer) -> None:
    """How many people a kind of post needs from the next draft on."""
    row = session().scalar(select(DutyPost).where(DutyPost.kind == need.kind))
    _require(row.version if row else None, version)
    if row is None:
        row = DutyPost(kind=need.kind)
        session().add(row)
    row.least, row.per_boarders, row.weight = need.least, need.per_boarders, need.weight
    session().flush()
    record("duty.post_settled", subject=row, by=by)


def settle_standing(person_id: int, posts: Collection[PostKind], most: int | None, version: int | None, *, by: Viewer) -> None:
    """What somebody can take from the next draft on; no post at all leaves them out of every comparison."""
    row = session().scalar(select(DutyStanding).where(DutyStanding.person_id == person_id))
    _require(row.version if row else None, version)
    if row is None:
        row = DutyStanding(person_id=person_id)
        session().add(row)
    row.posts, row.most_shifts = ",".join(kind.value for kind in PostKind if kind in posts), most
    session().flush()
    record("duty.standing_settled", subject=row, by=by)


def note_time(person_id: int, kind: TimeKind, from_day: date, until_day: date, *, by: Viewer) -> DutyTime:
    """Days on which somebody is away or wishes something."""
    if until_day < from_day:
        raise Refused(_l("The last day lies before the first."), field="until_day")
    if until_day < clock.today():
        raise Refused(_l("These days are over."), field="until_day")
    if (until_day - from_day).days > LONGEST:
        raise Refused(_l("Choose a shorter time."), field="until_day")
    made = DutyTime(
        person_id=person_id, kind=kind, from_day=from_day, until_day=until_day, recorded_at=clock.now(), recorded_by_id=by.person_id
    )
    session().add(made)
    session().flush()
    record("duty.time_noted", subject=made, by=by)
    return made


def withdraw_time(person_id: int, time_id: int, *, by: Viewer) -> None:
    """It no longer holds."""
    found = session().scalar(select(DutyTime).where(DutyTime.id == time_id, DutyTime.person_id == person_id))
    if found is None:
        raise NotFound
    if found.withdrawn_at is None:
        found.withdrawn_at = clock.now()
        record("duty.time_withdrawn", subject=found, by=by)


def settle_load(person_id: int, weight: int, reason: str, *, by: Viewer) -> None:
    """An entry that no duty explains, with its reason (a long illness made up for, help in another school)."""
    if person_id == by.person_id:
        raise Refused(_l("Nobody writes into their own ledger. Another leader can do it."))
    made = LedgerEntry(
        person_id=person_id, kind=EntryKind.SETTLED, day=clock.today(), weight=weight, reason=reason,
        made_at=clock.now(), made_by_id=by.person_id,
    )  # fmt: skip
    session().add(made)
    session().flush()
    record("duty.load_settled", subject=made, by=by)
