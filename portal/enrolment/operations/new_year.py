"""The new school year: classes go up by themselves, those that have finished their stage leave with their children."""

from __future__ import annotations

from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.children.models import Child, Enrolment
from portal.core import clock
from portal.core.db import forget, session
from portal.core.errors import Refused
from portal.enrolment.models import Reason, RollAct
from portal.enrolment.operations.acts import check_open, close, place, put_back
from portal.enrolment.queries import years_of_classes
from portal.enrolment.rules import first_day_of_year
from portal.journal.operations import record
from portal.school.models import SchoolClass

NOBODY_LEAVES = _l("No class has finished its stage, so there is nothing to do: grades go up by themselves.")


def begin_year(*, by: Viewer) -> RollAct:
    """Classes whose stage ended last summer leave, and their children have graduated, from 31 July."""
    ending = [year.id for year in years_of_classes() if year.leaves]
    if not ending:
        raise Refused(NOBODY_LEAVES)
    last = first_day_of_year(clock.today()) - timedelta(days=1)
    for found in session().scalars(select(SchoolClass).where(SchoolClass.id.in_(ending))):
        found.ended_on = last
    stay = (Enrolment.ENROLLED, Enrolment.SUSPENDED)
    children = session().scalars(select(Child).where(Child.class_id.in_(ending), Child.enrolment.in_(stay))).all()
    act = place(children, Reason.GRADUATED, Enrolment.GRADUATED, last, by=by)
    act.before = {**act.before, "classes": ending}
    forget("school.classes")
    session().flush()
    record("enrolment.year_begun", subject=act, by=by)
    return act


def take_back(act: RollAct, *, by: Viewer) -> None:
    """Undo a move or a new year: the children stand as before, the classes are here again."""
    check_open(act)
    put_back(act, by=by)
    for found in session().scalars(select(SchoolClass).where(SchoolClass.id.in_(act.before.get("classes", [])))):
        found.ended_on = None
    forget("school.classes")
    close(act, by=by)
