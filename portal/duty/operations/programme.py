"""The programme of a weekend: planned without lessons, with who took part."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.children.models import Child, Enrolment
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.duty.evening.closing import evenings
from portal.duty.evening.lessons import looks_like_lesson
from portal.duty.models.shifts import ShiftLog
from portal.duty.models.tonight import Activity, ActivityKind, TakingPart
from portal.duty.operations.shift import check_author
from portal.duty.queries import logs
from portal.journal.operations import record


@dataclass(frozen=True)
class Planned:
    """Something to do."""

    kind: ActivityKind
    title: str
    place: str
    starts_at: datetime
    minutes: int
    led_by_id: int | None = None


def plan_activity(log: ShiftLog, planned: Planned, *, by: Viewer) -> Activity:
    """Put something on the programme; lessons are refused."""
    word = looks_like_lesson(planned.title)
    if word:
        raise Refused(_l("“%(word)s” is a lesson. Weekends hold none (Minors Protection Law 33).", word=word), field="title")
    days = [*evenings(log.weekend, logs.last_day(log)), logs.last_day(log)]
    if clock.local(planned.starts_at).date() not in days:
        raise Refused(_l("The day does not belong to this weekend."), field="starts_at")
    made = Activity(
        weekend=log.weekend,
        kind=planned.kind,
        title=planned.title,
        place=planned.place,
        starts_at=planned.starts_at,
        minutes=planned.minutes,
        led_by_id=check_author(log, planned.led_by_id, by),
        made_at=clock.now(),
        made_by_id=by.person_id,
    )
    session().add(made)
    session().flush()
    record("duty.activity_planned", subject=made, by=by)
    return made


def note_who_took_part(activity: Activity, child_ids: Collection[int], *, by: Viewer) -> None:
    """Exactly these took part; a name ticked by mistake is taken back, not erased."""
    if activity.called_off_at is not None:
        raise Refused(_l("This was called off."))
    boards = (Child.enrolment == Enrolment.ENROLLED, Child.boarding, Child.id.in_(child_ids))
    wanted = set(session().scalars(select(Child.id).where(*boards)))
    known = {one.child_id: one for one in session().scalars(select(TakingPart).where(TakingPart.activity_id == activity.id))}
    now = clock.now()
    for child_id in wanted - set(known):
        session().add(TakingPart(activity_id=activity.id, child_id=child_id, at=now, by_id=by.person_id))
    for child_id, row in known.items():
        row.taken_back_at = None if child_id in wanted else (row.taken_back_at or now)
    session().flush()
    record("duty.taking_part_noted", subject=activity, by=by)


def call_off(activity: Activity, *, by: Viewer) -> None:
    """It does not take place."""
    if activity.called_off_at is None:
        activity.called_off_at = clock.now()
        session().flush()
        record("duty.activity_called_off", subject=activity, by=by)
