"""Hidden words of an evening are read by the shift, the lead and the principal; why a child needs care, on no page of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.core.db import session
from portal.duty.models.shifts import NoteKind, ShiftLog, Standing
from portal.duty.models.tonight import ActivityKind, CareKind, SearchStep
from portal.duty.operations import care, missing, shift
from portal.duty.operations.programme import Planned, plan_activity
from portal.duty.operations.roll_call import Tap, save_taps
from portal.duty.queries.care import boarder
from portal.duty.queries.search import missing_within
from tests.cast import PEOPLE, Cast
from tests.children.school import CANARIES, write_canaries
from tests.duty.evening import EVENING, FRIDAY, calling
from tests.house.test_every_route_and_role import doorways

HIDDEN = {
    "note": "金丝雀灯管",
    "hand_over": "金丝雀钥匙",
    "watch": "金丝雀多看一眼",
    "medicine": "金丝雀半片",
    "step": "金丝雀操场",
    "ending": "金丝雀开水房",
}
SHIFT = {"dormitory", "teacher", "homeroom", "lead", "principal"}
MAY_READ = {key: set(HIDDEN) for key in SHIFT} | {"counselor": {"hand_over"}}  # whom it is handed to


@pytest.fixture
def child_id(duty: Cast) -> int:
    child_id, roll = write_canaries(duty), calling(duty)
    with duty.writing():
        by = duty.viewer("dormitory")
        log = session().get_one(ShiftLog, 1)
        shift.write_note(log, "note-1", NoteKind.EVENT, HIDDEN["note"], by=by)
        shift.hand_over(log, HIDDEN["hand_over"], duty.account("counselor").person_id, by=by)
        for kind in CareKind:
            wanted = care.Wanted(kind, HIDDEN[kind], "21:30", "何医生", FRIDAY, FRIDAY)
            care.order(boarder(duty.viewer("homeroom"), child_id), wanted, by=duty.viewer("homeroom"))
        plan_activity(log, Planned(ActivityKind.SPORT, "跳绳", "操场", EVENING + timedelta(hours=12), 60), by=by)
        save_taps(roll, [Tap("gone", child_id, Standing.MISSING)], by=by)
    with duty.writing():
        found, _search = missing_within(by, 1)
        missing.take_step(found, SearchStep.SEARCH, reached=True, words=HIDDEN["step"], by=by)
        missing.found_again(found, HIDDEN["ending"], by=by)
    return child_id


@pytest.mark.parametrize("key", PEOPLE)
def test_no_page_of_an_evening_shows_a_hidden_word_to_who_may_not_read_it(duty: Cast, child_id: int, key: str) -> None:
    browser = duty.signed_in(key)
    near = ("duty.", "desk.", "children.file")
    for doorway in doorways(duty.app):
        if doorway.method != "GET" or not doorway.endpoint.startswith(near):
            continue
        page = browser.get(doorway.address(child_id)).data.decode("utf8", "ignore")
        read = {name for name, word in HIDDEN.items() if word in page}
        assert read <= MAY_READ.get(key, set()), (key, doorway.endpoint)
        if doorway.endpoint.startswith("duty."):
            assert not any(word in page for word in CANARIES.values()), (key, doorway.endpoint)


def test_the_shift_does_read_what_it_is_asked_and_nothing_lies_open_in_the_database(duty: Cast, child_id: int) -> None:
    browser = duty.signed_in("dormitory")
    page = browser.get("/duty/logs/1").text
    assert {name for name, word in HIDDEN.items() if word in page} == {"note", "hand_over", "watch", "medicine"}
    assert HIDDEN["step"] in browser.get("/duty/missing/1").text
    with duty.reading():
        raw = session().connection().exec_driver_sql("SELECT words FROM duty_care_order UNION ALL SELECT words FROM duty_note")
        assert not any("金丝雀".encode() in bytes(row[0]) for row in raw)
