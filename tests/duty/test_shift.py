"""A shift is opened once, closes only when nothing is open, in words for each case; hand-overs carry two signatures."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from portal.core.db import session
from portal.core.errors import NotFound, Refused
from portal.duty.models.gate import LeaveSlip
from portal.duty.models.shifts import NoteKind, ShiftLog, Standing
from portal.duty.operations import shift
from portal.duty.operations.roll_call import Tap, hand_in, open_roll, save_taps
from portal.duty.queries import logs
from portal.duty.queries.open_things import open_things
from tests.cast import Cast
from tests.duty.evening import EVENING, FRIDAY, GIRLS, SATURDAY, more_girls, opened


def words(cast: Cast, log_id: int) -> list[str]:
    with cast.reading():
        return [str(one) for one in open_things(session().get_one(ShiftLog, log_id))]


def called(cast: Cast, log_id: int, *states: tuple[int, Standing], evening: object = FRIDAY, handed: bool = True) -> int:
    with cast.writing():
        viewer = cast.viewer("dormitory")
        roll = open_roll(session().get_one(ShiftLog, log_id), GIRLS, evening, by=viewer)  # type: ignore[arg-type]
        save_taps(roll.id, [Tap(f"{roll.id}-{child}-{state}", child, state) for child, state in states], by=viewer)
        if handed:
            hand_in(roll.id, by=viewer)
        return roll.id


def handed_over(cast: Cast, log_id: int, *, taken: bool = True) -> None:
    with cast.writing():
        made = shift.hand_over(
            session().get_one(ShiftLog, log_id), "灯管坏一根", cast.account("counselor").person_id, by=cast.viewer("dormitory")
        )
    if taken:
        with cast.writing():
            shift.take_over(made.id, by=cast.viewer("counselor"))


def close(cast: Cast, log_id: int) -> None:
    with cast.writing():
        shift.close_shift(session().get_one(ShiftLog, log_id), by=cast.viewer("homeroom"))


def test_a_shift_is_opened_once_and_only_by_who_is_on_it(duty: Cast) -> None:
    assert opened(duty, "dormitory") == opened(duty, "teacher") == opened(duty, "lead")
    with duty.writing(), pytest.raises(NotFound):
        shift.open_shift(by=duty.viewer("counselor"))


def test_a_balanced_weekend_with_a_signed_hand_over_closes_once(duty: Cast, friday: time_machine.Traveller) -> None:
    child, log_id = duty.child_id(), opened(duty)
    called(duty, log_id, (child, Standing.PRESENT))
    friday.shift(timedelta(days=1))
    called(duty, log_id, (child, Standing.PRESENT), evening=SATURDAY)
    handed_over(duty, log_id)
    assert words(duty, log_id) == []
    close(duty, log_id)
    with pytest.raises(Refused, match="当班已经结束"):
        close(duty, log_id)
    with duty.writing(), pytest.raises(Refused, match="当班已经结束"):
        shift.write_note(session().get_one(ShiftLog, log_id), "late", NoteKind.EVENT, "x", by=duty.viewer("teacher"))


def test_it_stays_open_while_a_name_was_not_called(duty: Cast) -> None:
    log_id = opened(duty)
    handed_over(duty, log_id)
    assert any("还没有点名" in one for one in words(duty, log_id))
    called(duty, log_id, handed=False)
    assert any("还有 1 人没点" in one for one in words(duty, log_id))
    with pytest.raises(Refused, match="还不能结束"):
        close(duty, log_id)


def test_it_stays_open_while_the_list_is_not_handed_in(duty: Cast) -> None:
    child, log_id = duty.child_id(), opened(duty)
    called(duty, log_id, (child, Standing.PRESENT), handed=False)
    assert any("还没有交" in one for one in words(duty, log_id))


def test_it_stays_open_when_somebody_moved_in_after_the_list(duty: Cast) -> None:
    child, log_id = duty.child_id(), opened(duty)
    called(duty, log_id, (child, Standing.PRESENT))
    more_girls(duty, 2)
    assert any("2 人回来或者搬进来" in one for one in words(duty, log_id))


def test_it_stays_open_while_a_child_is_missing(duty: Cast) -> None:
    child, log_id = duty.child_id(), opened(duty)
    called(duty, log_id, (child, Standing.MISSING))
    assert "林小禾还没有找到。" in words(duty, log_id)


def test_it_stays_open_while_a_child_is_late(duty: Cast) -> None:
    child, log_id = duty.child_id(), opened(duty)
    with duty.writing():
        session().add(
            LeaveSlip(
                child_id=child,
                weekend=SATURDAY,
                given_at=EVENING - timedelta(hours=6),
                given_by_id=duty.account("homeroom").person_id,
                left_at=EVENING - timedelta(hours=5),
                due_back_at=EVENING - timedelta(hours=1),
            )
        )
    assert any(one.startswith("林小禾该回来了") for one in words(duty, log_id))


def test_it_stays_open_until_somebody_else_has_signed(duty: Cast) -> None:
    log_id = opened(duty)
    assert "还没有写交班。" in words(duty, log_id)
    handed_over(duty, log_id, taken=False)
    assert "交班还缺接班人签字。" in words(duty, log_id)
    with duty.writing():
        log, self_id, by = session().get_one(ShiftLog, log_id), duty.account("teacher").person_id, duty.viewer("teacher")
        with pytest.raises(Refused, match="另一个人"):
            shift.hand_over(log, "x", self_id, by=by)


def test_only_whom_it_was_handed_to_can_take_over(duty: Cast) -> None:
    log_id = opened(duty)
    handed_over(duty, log_id, taken=False)
    with duty.reading():
        found = logs.hand_overs()[0]
    for key in ("teacher", "lead"):
        with duty.writing(), pytest.raises(NotFound):
            shift.take_over(found.id, by=duty.viewer(key))


def test_a_note_is_written_once_and_from_paper_with_its_own_hour_and_author(duty: Cast) -> None:
    log_id = opened(duty)
    with duty.writing():
        log, by, seen_by = session().get_one(ShiftLog, log_id), duty.viewer("dormitory"), duty.account("teacher").person_id
        for _time in range(2):
            shift.write_note(log, "round-1", NoteKind.ROUND, "", by=by)
        shift.write_note(log, "paper-1", NoteKind.EVENT, "走廊灯坏", at=EVENING - timedelta(hours=2), seen_by=seen_by, by=by)
    with duty.reading():
        told = logs.told(session().get_one(ShiftLog, log_id))
    assert [(one.words, one.by, one.typed) for one in told] == [("", "邱姨", False), ("走廊灯坏", "简明", True)]


def test_a_note_from_tomorrow_or_by_a_stranger_is_refused(duty: Cast) -> None:
    log_id = opened(duty)
    with duty.writing():
        log, by = session().get_one(ShiftLog, log_id), duty.viewer("dormitory")
        with pytest.raises(Refused, match="时间不在"):
            shift.write_note(log, "a", NoteKind.EVENT, "x", at=EVENING + timedelta(hours=1), by=by)
        with pytest.raises(Refused, match="在这一班"):
            shift.write_note(log, "b", NoteKind.EVENT, "x", seen_by=duty.account("counselor").person_id, by=by)
