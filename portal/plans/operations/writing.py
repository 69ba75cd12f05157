"""Writing a plan anew, noting what was done, ending it; each edition stays to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update

from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.journal.operations import record
from portal.plans.models import CarePlan, MeasureDone, PlannedMeasure


@dataclass(frozen=True)
class Asked:
    """One line of a plan as it was written."""

    what: str
    who: str
    often: str = ""
    next_on: date | None = None


def write_plan(child: Child, goal: str, review_on: date, measures: Sequence[Asked], *, over: int, by: Viewer | None) -> CarePlan:
    """The next edition; `over` is the edition it was written over, 0 for the first. Refused when somebody wrote one meanwhile."""
    today, last = clock.today(), _newest(child.id)
    if (last.edition if last else 0) != over:
        raise Refused(_l("Somebody wrote this plan anew meanwhile. It stands above; put both together, then save."))
    if review_on <= today:
        raise Refused(_l("The day lies in the past. Write a day to come."), field="review_on")
    if not measures:
        raise Refused(_l("Write at least one thing that is done, and who does it"), field="what_0")
    session().execute(update(CarePlan).where(CarePlan.child_id == child.id, CarePlan.until_day.is_(None)).values(until_day=today))
    made = CarePlan(child_id=child.id, edition=over + 1, goal=goal, from_day=today, review_on=review_on, made_at=clock.now())
    made.made_by_id = by.person_id if by else None
    made.measures = [
        PlannedMeasure(place=place, what=one.what, who=one.who, often=one.often or None, next_on=one.next_on)
        for place, one in enumerate(measures)
    ]
    session().add(made)
    session().flush()
    record("plans.written", subject=made, child_id=child.id, by=by)
    return made


def _newest(child_id: int) -> CarePlan | None:
    return session().scalars(select(CarePlan).where(CarePlan.child_id == child_id).order_by(CarePlan.edition.desc())).first()


def note_done(measure: PlannedMeasure, day: date, words: str, next_on: date | None, *, by: Viewer) -> MeasureDone:
    """It was carried out; the next day of it moves on."""
    if day > clock.today():
        raise Refused(_l("This day is still to come. Write a day up to today."), field="day")
    if next_on is not None and next_on <= day:
        raise Refused(_l("The next day comes after this one."), field="next_on")
    made = MeasureDone(measure_id=measure.id, day=day, words=words or None, recorded_at=clock.now(), recorded_by_id=by.person_id)
    session().add(made)
    measure.next_on = next_on
    session().flush()
    record("plans.done", subject=made, child_id=measure.plan.child_id, by=by)
    return made


def end_plan(plan: CarePlan, reason: str, *, by: Viewer) -> None:
    """There is no plan any more, and why."""
    if plan.until_day is not None:
        raise Refused(_l("This plan does not hold any more."))
    plan.until_day, plan.ended_why = clock.today(), reason
    session().flush()
    record("plans.ended", subject=plan, child_id=plan.child_id, by=by)
