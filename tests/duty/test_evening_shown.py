"""An evening on the desk, on a child's page and its timeline, in signals and figures, for the ladder of alarms, in the demo."""

from __future__ import annotations

from datetime import timedelta

import time_machine
from sqlalchemy import func, select

from portal.core import clock
from portal.core.collected import people_on_duty
from portal.core.db import session
from portal.duty.evening_due import evening_due
from portal.duty.evening_figures import members, read
from portal.duty.models.shifts import RollCall, ShiftLog, Standing
from portal.duty.models.tonight import ActivityKind, CareOrder, Missing
from portal.duty.operations import planting_evening, shift
from portal.duty.operations.programme import Planned, note_who_took_part, plan_activity
from portal.duty.operations.roll_call import Tap, save_taps
from tests.cast import Cast
from tests.counting import statements
from tests.duty.evening import FRIDAY, SATURDAY, calling, opened


def due(cast: Cast, key: str) -> set[str]:
    with cast.app.test_request_context(), cast.reading():
        return {one.key.split(".")[1] for one in evening_due(cast.viewer(key), clock.today())}


def lost(cast: Cast) -> int:
    child, roll = cast.child_id(), calling(cast)
    with cast.writing():
        save_taps(roll, [Tap("gone", child, Standing.MISSING)], by=cast.viewer("dormitory"))
    return child


def test_who_is_on_duty_begins_calls_and_looks_for_a_child(duty: Cast, friday: time_machine.Traveller) -> None:
    assert due(duty, "teacher") == {"begin"}
    assert due(duty, "lead") == due(duty, "counselor") == set()
    opened(duty)
    assert due(duty, "teacher") == {"roll"}
    lost(duty)
    assert due(duty, "teacher") == {"roll", "missing"}
    assert due(duty, "lead") == set()
    friday.shift(timedelta(minutes=21))
    assert due(duty, "lead") == {"missing"}
    assert due(duty, "counselor") == due(duty, "parent") == set()


def test_who_is_to_take_over_is_asked_to_sign(duty: Cast) -> None:
    log = opened(duty)
    with duty.writing():
        to = duty.account("counselor").person_id
        shift.hand_over(session().get_one(ShiftLog, log), "x", to, by=duty.viewer("dormitory"))
    assert due(duty, "counselor") == {"hand_over"}


def test_the_desk_pays_one_statement_and_a_second_while_a_child_is_missing(duty: Cast) -> None:
    opened(duty)
    due(duty, "teacher")  # settings are remembered for a moment
    with duty.app.test_request_context(), duty.reading():
        viewer = duty.viewer("teacher")
        with statements(duty.database) as needed:
            evening_due(viewer, clock.today())
    assert len(needed) == 1
    lost(duty)
    with duty.app.test_request_context(), duty.reading(), statements(duty.database) as needed:
        evening_due(viewer, clock.today())
    assert len(needed) == 2


def test_the_evening_stands_on_the_desk_and_the_childs_page(duty: Cast) -> None:
    opened(duty)
    child = lost(duty)
    desk = duty.signed_in("teacher").get("/today").text
    assert "林小禾没到" in desk
    assert "打开点名与交接" in desk
    page = duty.signed_in("homeroom").get(f"/children/{child}").text
    assert "点名时没到" in page
    assert "交代当班的人" in page


def test_a_search_is_a_signal_and_the_programme_a_figure(duty: Cast) -> None:
    child = duty.child_id()
    log_id = opened(duty)
    lost(duty)
    with duty.reading():
        assert read([child], clock.today())[child]["duty.not_there"].value == 1
        assert read([child], FRIDAY - timedelta(days=1)) == {}
    with duty.writing():
        log, by = session().get_one(ShiftLog, log_id), duty.viewer("teacher")
        for number in range(5):
            starts = clock.begin_of(SATURDAY) + timedelta(hours=8 + number)
            made = plan_activity(log, Planned(ActivityKind.SPORT, "跳绳", "操场", starts, 50), by=by)
            note_who_took_part(made, [child], by=by)
            note_who_took_part(made, [child] if number else [], by=by)
    with duty.reading():
        found = members(SATURDAY)
        assert [len(found[f"duty.{name}"]) for name in ("programme_this_month", "programme_four_hours")] == [1, 0]


def test_the_rest_of_the_house_knows_who_keeps_watch(duty: Cast) -> None:
    with duty.reading():
        names = {duty.account(key).person_id for key in ("homeroom", "dormitory", "teacher")}
        assert people_on_duty(clock.now()) == names
        assert people_on_duty(clock.now() + timedelta(days=4)) == frozenset()


def test_the_demo_has_an_open_list_on_a_weekend_and_a_closed_log_after_it(duty: Cast, friday: time_machine.Traveller) -> None:
    with duty.writing():
        planting_evening.plant()
        log = session().scalars(select(ShiftLog)).one()
        assert log.closed_at is None
        assert session().scalar(select(func.count(CareOrder.id))) == 1
        session().rollback()
    friday.shift(timedelta(days=5))
    with duty.writing():
        planting_evening.plant()
        log = session().scalars(select(ShiftLog)).one()
        assert log.closed_at is not None
        rolls = session().scalars(select(RollCall)).all()
        assert {(one.house, one.submitted_at is not None) for one in rolls} == {("2", True), ("1", True)}
        assert session().scalar(select(func.count(Missing.id)).where(Missing.ended_at.is_(None))) == 0
