"""Calling a class: the list is saved whole; what changes ends the earlier word and begins another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.attendance.models import Absence, ClassRegister, Reason
from portal.attendance.queries import STILL, ClassDay
from portal.attendance.rules import may_be_called
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.journal.operations import record
from portal.school.queries import calendar


def call_class(found: ClassDay, day: date, away: Mapping[int, Reason], seen: int, *, by: Viewer) -> None:
    """Everybody of the class is there but those in `away`. `seen` is how often the list had been saved when it was opened."""
    if not may_be_called(day, clock.today(), calendar()):
        raise Refused(_l("The names are called on a school day up to today, at most two weeks back."))
    if seen != found.times:
        raise Refused(_l("%(name)s saved this list meanwhile. It stands here as saved; mark what differs.", name=found.taken_by))
    now, names = clock.now(), {one.id for one in found.pupils}
    _register(found, day, now, by)
    still = session().scalars(select(Absence).where(Absence.day == day, Absence.child_id.in_(sorted(names)), STILL)).all()
    for one in still:
        if away.get(one.child_id) is not one.reason:
            one.ended_at, one.ended_by_id = now, by.person_id
    session().flush()
    kept = {one.child_id for one in still if one.ended_at is None}
    for child_id in sorted((away.keys() & names) - kept):
        _note(child_id, day, away[child_id], now, by)
    _tell_returned([one for one in still if one.ended_at and one.child_id not in away], by)


def _register(found: ClassDay, day: date, now: datetime, by: Viewer) -> None:
    register = session().scalar(select(ClassRegister).where(ClassRegister.class_id == found.class_id, ClassRegister.day == day))
    if register is None:
        register = ClassRegister(class_id=found.class_id, day=day, times=0)
        session().add(register)
    register.times += 1
    register.taken_at, register.taken_by_id = now, by.person_id
    session().flush()
    record("attendance.called", subject=register, by=by)


def _note(child_id: int, day: date, reason: Reason, now: datetime, by: Viewer) -> None:
    one = Absence(child_id=child_id, day=day, reason=reason, noted_at=now, noted_by_id=by.person_id)
    session().add(one)
    session().flush()
    record("attendance.absent", subject=one, child_id=child_id, by=by)


def _tell_returned(ended: list[Absence], by: Viewer) -> None:
    for one in ended:
        record("attendance.present_after_all", subject=one, child_id=one.child_id, by=by)
