"""A missing child: the ladder climbs by the clock, from the shift to the principal, until somebody has it in hand."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from portal.core.errors import NotFound
from portal.duty.models.shifts import Standing
from portal.duty.models.tonight import SearchStep
from portal.duty.operations import missing
from portal.duty.operations.roll_call import Tap, save_taps
from portal.duty.queries.search import asked_of, missing_within, steps
from tests.cast import Cast
from tests.duty.evening import calling


def lost(cast: Cast) -> int:
    child, roll = cast.child_id(), calling(cast)
    with cast.writing():
        save_taps(roll, [Tap("gone", child, Standing.MISSING)], by=cast.viewer("dormitory"))
        return asked_of(cast.viewer("dormitory"))[0].id


def asked(cast: Cast) -> set[str]:
    with cast.reading():
        return {key for key in ("dormitory", "teacher", "homeroom", "lead", "principal", "counselor") if asked_of(cast.viewer(key))}


SHIFT = {"dormitory", "teacher", "homeroom"}


def test_it_climbs_by_itself_while_nobody_answers(duty: Cast, friday: time_machine.Traveller) -> None:
    lost(duty)
    assert asked(duty) == SHIFT
    friday.shift(timedelta(minutes=20))
    assert asked(duty) == SHIFT | {"lead"}
    friday.shift(timedelta(minutes=10))
    assert asked(duty) == SHIFT | {"lead", "principal"}


def test_it_stops_where_somebody_has_it_in_hand_and_goes_on_when_the_police_are_due(
    duty: Cast, friday: time_machine.Traveller
) -> None:
    found = lost(duty)
    friday.shift(timedelta(minutes=12))
    with duty.writing():
        record, _search = missing_within(duty.viewer("homeroom"), found)
        missing.answer(record, by=duty.viewer("homeroom"))
    friday.shift(timedelta(minutes=40))
    assert asked(duty) == SHIFT
    friday.shift(timedelta(minutes=10))
    assert asked(duty) == SHIFT | {"lead", "principal"}
    with duty.writing():
        record, _search = missing_within(duty.viewer("lead"), found)
        missing.take_step(record, SearchStep.POLICE, reached=True, by=duty.viewer("lead"))
    assert asked(duty) == SHIFT


def test_every_step_is_kept_and_the_end_is_said_once(duty: Cast) -> None:
    found = lost(duty)
    for words in ("在操场找到", "又说一遍"):
        with duty.writing():
            record, _search = missing_within(duty.viewer("teacher"), found)
            if record.ended_at is None:
                missing.take_step(record, SearchStep.SEARCH, reached=True, words="操场", by=duty.viewer("teacher"))
            missing.found_again(record, words, by=duty.viewer("teacher"))
    with duty.reading():
        assert [(one.kind, one.words) for one in steps(found)] == [(SearchStep.SEARCH, "操场")]
        assert missing_within(duty.viewer("lead"), found)[0].ending == "在操场找到"
    assert asked(duty) == set()


def test_a_search_does_not_exist_for_who_is_not_asked(duty: Cast) -> None:
    found = lost(duty)
    with duty.reading(), pytest.raises(NotFound):
        missing_within(duty.viewer("counselor"), found)
