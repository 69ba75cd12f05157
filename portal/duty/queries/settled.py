"""What the school settled, as its forms show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound
from portal.duty.models.fairness import DutyStanding, DutyTime, LedgerEntry
from portal.duty.models.roster import BoardingWeekend, DutyPost, PostKind
from portal.duty.planning.ledger import carried
from portal.duty.planning.qualified import Colleague
from portal.duty.planning.weekends import Weekend
from portal.duty.queries.colleagues import colleagues
from portal.duty.queries.planning import known_loads, weekends_of


def weekend_of(day: date) -> Weekend:
    """The boarding weekend that begins on a day, NotFound when none does."""
    found = next(iter(weekends_of(day, day)), None)
    if found is None:
        raise NotFound
    return found


def weekend_version(day: date) -> int | None:
    return session().scalar(select(BoardingWeekend.version).where(BoardingWeekend.first_day == day))


def post_versions() -> Mapping[PostKind, int]:
    found = session().execute(select(DutyPost.kind, DutyPost.version))
    return {kind: version for kind, version in found}  # noqa: C416 rows are no pairs to mypy


@dataclass(frozen=True)
class Loaded:
    """Somebody who may stand on duty, with what they carry, in hundredths."""

    person: Colleague
    load: int
    new: bool


def loaded() -> Sequence[Loaded]:
    """Everybody with a post on duty, the least loaded first, then those without one."""
    people, today = colleagues(clock.today()), clock.today()
    able = [one for one in people if one.posts]
    found = carried([one.id for one in able], known_loads(today))
    ordered = sorted(able, key=lambda one: (found.loads[one.id], one.name, one.id))
    others = [Loaded(one, 0, new=False) for one in people if not one.posts]
    return [*(Loaded(one, found.loads[one.id], one.id in found.new) for one in ordered), *others]


def colleague(person_id: int) -> Colleague:
    """One of those who may stand on duty, NotFound for anybody else."""
    found = next((one for one in colleagues(clock.today()) if one.id == person_id), None)
    if found is None:
        raise NotFound
    return found


def standing_version(person_id: int) -> int | None:
    return session().scalar(select(DutyStanding.version).where(DutyStanding.person_id == person_id))


def times_of(person_id: int) -> Sequence[DutyTime]:
    """What somebody said about days ahead, in order."""
    ahead = (DutyTime.person_id == person_id, DutyTime.withdrawn_at.is_(None), DutyTime.until_day >= clock.today())
    return session().scalars(select(DutyTime).where(*ahead).order_by(DutyTime.from_day)).all()


def entries_of(person_id: int) -> Sequence[LedgerEntry]:
    """Entries of the ledger that no duty explains, newest first."""
    own = select(LedgerEntry).where(LedgerEntry.person_id == person_id)
    return session().scalars(own.order_by(LedgerEntry.day.desc(), LedgerEntry.id.desc())).all()
