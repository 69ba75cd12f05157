"""Calling the names: every tap kept once, the last seen holds, two at once, few statements; late arrivals change nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound, Refused
from portal.duty.models.gate import LeaveSlip
from portal.duty.models.shifts import RollMark, Standing
from portal.duty.models.tonight import Missing
from portal.duty.operations.roll_call import Author, Tap, hand_in, save_taps
from portal.duty.queries.lists import count_of, lines, roll_within
from tests.cast import OTHER_CHILD, Cast
from tests.counting import statements
from tests.duty.evening import EVENING, FRIDAY, SATURDAY, calling, more_girls, roll_of

P, L, F, M = Standing.PRESENT, Standing.LEAVE, Standing.FETCHED, Standing.MISSING


def tap(cast: Cast, roll: int, child: int, state: Standing = P, *, key: str = "dormitory", name: str = "", ago: int = 0) -> None:
    with cast.writing():
        made = Tap(name or f"tap-{child}-{state}-{key}", child, state, timedelta(seconds=ago))
        save_taps(roll, [made], by=cast.viewer(key))


def states(cast: Cast, roll: int) -> dict[int, Standing | None]:
    with cast.reading():
        return {one.child_id: one.state for one in lines(roll_within(cast.viewer("lead"), roll))}


def looked_for(cast: Cast) -> int:
    with cast.reading():
        return session().scalar(select(func.count(Missing.id)).where(Missing.ended_at.is_(None))) or 0


def test_nobody_is_anywhere_before_the_name_was_called(duty: Cast) -> None:
    roll = calling(duty)
    assert set(states(duty, roll).values()) == {None}
    with duty.writing(), pytest.raises(Refused, match="林小禾"):
        hand_in(roll, by=duty.viewer("dormitory"))


def test_a_tap_sent_again_is_kept_once(duty: Cast) -> None:
    child, roll = duty.child_id(), calling(duty)
    for _time in range(3):
        tap(duty, roll, child, name="same")
    with duty.reading():
        assert session().scalar(select(func.count(RollMark.id))) == 1


def test_two_on_one_list_see_each_other_and_the_last_seen_holds(duty: Cast, friday: time_machine.Traveller) -> None:
    child, roll = duty.child_id(), calling(duty)
    tap(duty, roll, child, M, key="dormitory")
    assert looked_for(duty) == 1
    friday.shift(timedelta(minutes=4))
    tap(duty, roll, child, P, key="teacher")
    assert states(duty, roll)[child] is P
    assert looked_for(duty) == 0


def test_an_older_tap_that_arrives_late_neither_hides_a_child_nor_raises_an_alarm(duty: Cast) -> None:
    child, roll = duty.child_id(), calling(duty)
    tap(duty, roll, child, P, key="teacher")
    tap(duty, roll, child, M, key="dormitory", ago=600)
    assert states(duty, roll)[child] is P
    assert looked_for(duty) == 0


def test_a_child_missing_is_looked_for_once_however_often_it_is_said(duty: Cast, friday: time_machine.Traveller) -> None:
    child, roll = duty.child_id(), calling(duty)
    for number in range(3):
        tap(duty, roll, child, M, name=f"gone-{number}")
        friday.shift(timedelta(minutes=1))
    assert looked_for(duty) == 1


def test_only_the_shift_and_those_who_lead_may_call(duty: Cast) -> None:
    child, roll = duty.child_id(), calling(duty)
    for key in ("counselor", "other_homeroom"):
        with duty.writing(), pytest.raises(NotFound):
            save_taps(roll, [Tap("x", child, P)], by=duty.viewer(key))
    tap(duty, roll, child, P, key="principal")
    with pytest.raises(NotFound):
        tap(duty, roll, duty.child_id(OTHER_CHILD))  # no boarder of that house


def slip(cast: Cast, child: int, *, fetched: bool = False, back: int | None = None) -> None:
    with cast.writing():
        session().add(
            LeaveSlip(
                child_id=child,
                weekend=SATURDAY,
                reason="回家",
                given_at=EVENING - timedelta(hours=5),
                given_by_id=cast.account("homeroom").person_id,
                left_at=EVENING - timedelta(hours=4),
                due_back_at=EVENING + timedelta(days=2),
                returned_at=None if back is None else EVENING - timedelta(minutes=back),
            )
        )


def test_whom_the_gate_let_out_is_accounted_for_and_who_came_back_is_called_again(duty: Cast) -> None:
    child = duty.child_id()
    slip(duty, child)
    roll = calling(duty)
    assert states(duty, roll)[child] is L
    with duty.writing():
        hand_in(roll, by=duty.viewer("dormitory"))
        kept = roll_of(roll)
        assert (kept.expected, kept.present, kept.leave, kept.missing) == (1, 0, 1, 0)


def test_who_came_back_through_the_gate_is_called_again(duty: Cast) -> None:
    child = duty.child_id()
    slip(duty, child, back=10)
    assert states(duty, calling(duty))[child] is None


def test_a_list_typed_in_from_paper_keeps_hour_author_and_typist(duty: Cast) -> None:
    child, roll = duty.child_id(), calling(duty)
    with duty.writing():
        seen = Author(duty.account("teacher").person_id, EVENING - timedelta(hours=1))
        save_taps(roll, [Tap("paper-1", child, P)], seen=seen, by=duty.viewer("dormitory"))
    with duty.reading():
        mark = session().scalars(select(RollMark)).one()
        assert mark.marked_at == EVENING - timedelta(hours=1)
        assert (mark.by_id, mark.typed_by_id) == (duty.account("teacher").person_id, duty.account("dormitory").person_id)


def test_a_tap_costs_five_statements_and_a_list_three_however_long_it_is(duty: Cast) -> None:
    child, roll = duty.child_id(), calling(duty)
    with duty.writing():
        viewer = duty.viewer("dormitory")
    with statements(duty.database) as needed, duty.writing():
        save_taps(roll, [Tap("first", child, P)], by=viewer)
    assert len(needed) <= 5, needed
    with duty.writing():
        found = roll_within(viewer, roll)
    counts = []
    for more in (0, 30):
        girls = more_girls(duty, more)
        with duty.reading(), statements(duty.database) as needed:
            assert len(lines(found)) == 1 + len(girls)
        counts.append(len(needed))
    assert counts == [3, 3]


def test_thirty_taps_at_once_cost_as_much_as_one(duty: Cast) -> None:
    girls, roll = more_girls(duty, 30), calling(duty)
    with duty.writing():
        viewer = duty.viewer("dormitory")
    with statements(duty.database) as needed, duty.writing():
        save_taps(roll, [Tap(f"t{child}", child, P) for child in girls], by=viewer)
    assert len(needed) <= 5, needed
    with duty.reading():
        assert count_of(lines(roll_within(viewer, roll))).present == 30
    assert clock.today() == FRIDAY
