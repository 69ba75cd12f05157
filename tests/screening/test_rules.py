"""Decisions of screening, by example."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.core.calendar import SchoolCalendar
from portal.screening.codes import fresh_code, normal_code
from portal.screening.pictures import by_group, change, histogram
from portal.screening.rules import Days, Doubt, Limits, Stage, doubts, hears, next_number, stage_of, talk_due
from portal.screening.scales.library import scale

MONDAY = date(2026, 11, 23)
DAYS = Days(3, 10, 20, 24, 2)


@pytest.mark.parametrize(
    ("today", "closed", "stage"),
    [
        (1, False, Stage.PLANNED),
        (5, False, Stage.RUNNING),
        (9, False, Stage.RUNNING),
        (10, False, Stage.MAKEUP),
        (13, False, Stage.ENDED),
        (5, True, Stage.CLOSED),
    ],
)
def test_a_round_stands_where_its_days_say(today: int, closed: bool, stage: Stage) -> None:
    days = [date(2026, 11, day) for day in (5, 9, 12, today)]
    assert stage_of(*days, closed=closed) is stage


@pytest.mark.parametrize(("minutes", "count"), [(0, 1), (29, 1), (30, 2), (59, 2), (60, 3), (6000, 3)])
def test_each_half_hour_one_more_person_hears(minutes: int, count: int) -> None:
    raised = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert len(hears(raised, raised + timedelta(minutes=minutes), 30)) == count


@pytest.mark.parametrize(("attention", "due"), [(3, date(2026, 11, 26)), (2, date(2026, 12, 7)), (1, None), (0, None)])
def test_attention_says_by_when_somebody_talks(attention: int, due: date | None) -> None:
    assert talk_due(attention, MONDAY, SchoolCalendar(), DAYS) == due


def test_a_school_may_ask_for_talks_from_one_on_but_never_from_nothing() -> None:
    assert talk_due(1, MONDAY, SchoolCalendar(), Days(3, 10, 20, 24, 1)) == date(2026, 12, 21)
    assert talk_due(0, MONDAY, SchoolCalendar(), Days(3, 10, 20, 24, 0)) is None


def test_haste_is_told_by_time_and_by_equal_answers_in_a_row() -> None:
    limits, slow = Limits(2, 20), timedelta(minutes=10)
    assert doubts([0, 1, 2, 3] * 10, 4, slow, limits) == []
    assert doubts([1] * 20, 4, slow, limits) == [Doubt.STRAIGHT]
    assert doubts([1] * 39, 2, slow, limits) == [], "yes and no repeat sooner"
    assert doubts([0, 1] * 10, 4, timedelta(seconds=39), limits) == [Doubt.FAST]
    assert doubts([], 4, timedelta(), limits) == []


def test_answering_goes_on_at_the_first_gap() -> None:
    assert next_number({1: 1, 2: 1, 4: 1}, 5, 0) == 3
    assert next_number(dict.fromkeys(range(1, 6)), 5, 0) is None


def test_a_code_is_read_however_it_is_typed() -> None:
    code = fresh_code()
    assert normal_code(code.upper().replace("-", " ")) == code
    assert normal_code("oil") == ""


def result(total: int) -> dict[str, object]:
    band = "normal" if total < 56 else "watch" if total < 65 else "high"
    return {"total": total, "bands": {"total": band}}


def test_pictures_count_every_sheet_once_and_leave_small_groups_out() -> None:
    mht = scale("mht")
    contents = [result(total) for total in (0, 5, 9, 10, 56, 64, 65, 90)]
    columns = histogram(mht, contents)
    assert sum(one.count for one in columns) == len(contents)
    assert [one.marked for one in columns][-1] is True
    assert columns[0].marked is False
    groups = by_group(mht, {"五年级": contents, "六年级": contents[:2]}, 5)
    assert [(one.count, one.asking, one.percent) for one in groups] == [(8, 4, 50.0), (2, None, 0.0)]
    pairs = [(result(60), result(20)), (result(20), result(70)), (result(20), result(30))]
    assert change("春季", mht, pairs, 4) is None
    moved = change("春季", mht, pairs, 3)
    assert moved is not None
    assert (moved.less, moved.same, moved.more) == (1, 1, 1)
