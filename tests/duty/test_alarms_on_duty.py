"""An alarm of attention asks whoever is on duty at once, and climbs for everybody else as before."""

from __future__ import annotations

from datetime import timedelta

import time_machine

from portal.core import clock
from portal.core.db import session
from portal.duty.models.roster import DutyAssignment, DutyShift, PostKind
from portal.risk.models import AttentionAlarm
from portal.risk.queries.alarms import asked_of
from tests.cast import Cast
from tests.counting import statements
from tests.duty.evening import SATURDAY


def asked(cast: Cast) -> set[str]:
    with cast.reading():
        return {key for key in ("homeroom", "lead", "principal", "dormitory") if asked_of(cast.viewer(key))}


def on_duty(cast: Cast, key: str, place: int = 9) -> None:
    with cast.writing():
        begins = clock.now() - timedelta(hours=1)
        hours = {"starts_at": begins, "ends_at": begins + timedelta(days=2)}
        shift = DutyShift(weekend=SATURDAY, post=PostKind.COUNSELOR, place=place, house=None, weight=100, **hours)
        session().add(shift)
        session().flush()
        person_id = cast.account(key).person_id
        session().add(DutyAssignment(shift_id=shift.id, person_id=person_id, given_at=begins, given_by_id=None))


def test_who_is_on_duty_is_asked_before_the_clock_has_climbed(duty: Cast, friday: time_machine.Traveller) -> None:
    child_id = duty.child_id()
    with duty.writing():
        session().add(AttentionAlarm(child_id=child_id, rule="alone", evidence={}, raised_at=clock.now()))
    assert asked(duty) == {"homeroom"}
    on_duty(duty, "principal")
    assert asked(duty) == {"homeroom", "principal"}  # the dormitory teacher on duty reaches no welfare facts, and is not asked
    friday.shift(timedelta(days=3))
    assert asked(duty) == {"homeroom", "lead", "principal"}


def test_nobody_pays_for_the_question_while_no_alarm_waits(duty: Cast) -> None:
    with duty.reading():
        viewer = duty.viewer("lead")
        with statements(duty.database) as needed:
            asked_of(viewer)
    assert len(needed) == 1
