"""Duties are sorted by how soon they are due, each with a clock that says so."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from flask_babel import force_locale

from portal.core import clock
from portal.core.contributions import Deadline, Source
from portal.desk.rules import Urgency, grouped, ruler, urgency
from portal.desk.words import time_left

THURSDAY = date(2026, 11, 26)
NOON = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)


def deadline(
    due: date, *, key: str = "x", start: date | None = None, due_at: datetime | None = None, source: Source = Source.SCHOOL
) -> Deadline:
    return Deadline(key, "title", "why", due, start or due - timedelta(days=10), "/", source, due_at=due_at)


@pytest.mark.parametrize(
    ("due", "group"),
    [
        (date(2026, 11, 1), Urgency.TODAY),
        (THURSDAY, Urgency.TODAY),
        (date(2026, 11, 27), Urgency.WEEK),
        (date(2026, 11, 29), Urgency.WEEK),
        (date(2026, 11, 30), Urgency.LATER),
    ],
)
def test_late_things_are_of_today_and_the_week_ends_on_sunday(due: date, group: Urgency) -> None:
    assert urgency(due, THURSDAY) is group


def test_groups_stand_in_order_and_empty_ones_are_left_out() -> None:
    found = grouped(
        [deadline(date(2026, 12, 20), key="a"), deadline(THURSDAY, key="b"), deadline(date(2026, 11, 1), key="c")], THURSDAY
    )
    assert [(group, [each.key for each in deadlines]) for group, deadlines in found] == [
        (Urgency.TODAY, ["c", "b"]),
        (Urgency.LATER, ["a"]),
    ]


def test_what_runs_by_the_minute_stands_above_older_duties_and_the_law_above_the_rest() -> None:
    soon = datetime(2026, 11, 26, 14, 30, tzinfo=clock.SCHOOL_ZONE)
    long_ago = date(2026, 9, 28)
    found = grouped(
        [
            deadline(long_ago, key="old"),
            deadline(date(2026, 11, 25), key="law", source=Source.LAW),
            deadline(THURSDAY, key="immediately", start=THURSDAY, source=Source.LAW),
            deadline(THURSDAY, key="at once", due_at=soon),
            deadline(THURSDAY, key="sooner", due_at=soon - timedelta(minutes=20)),
            deadline(THURSDAY, key="today"),
        ],
        THURSDAY,
    )
    assert [each.key for each in found[0][1]] == ["immediately", "sooner", "at once", "law", "old", "today"]


def test_a_duty_named_twice_is_listed_once() -> None:
    found = grouped([deadline(THURSDAY), deadline(THURSDAY)], THURSDAY)
    assert [len(deadlines) for _group, deadlines in found] == [1]


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 11, 30), "还有 4 天"),
        (THURSDAY, "今天到期"),
        (date(2026, 11, 24), "已过 2 天"),
    ],
)
def test_time_left_is_told_in_days(app: Flask, due: date, words: str) -> None:
    with app.test_request_context(), force_locale("zh_Hans_CN"):
        assert time_left(ruler(deadline(due), THURSDAY, NOON)) == words


def test_the_last_day_is_told_in_hours(app: Flask) -> None:
    found = ruler(deadline(THURSDAY, due_at=NOON + timedelta(hours=3, minutes=20)), THURSDAY, NOON)
    with app.test_request_context(), force_locale("zh_Hans_CN"):
        assert time_left(found) == "剩 3 小时 20 分"
    assert not found.late
    assert ruler(deadline(THURSDAY, due_at=NOON - timedelta(minutes=1)), THURSDAY, NOON).late


def test_the_ruler_never_runs_over_its_ends() -> None:
    for days in range(-40, 40):
        found = ruler(deadline(THURSDAY + timedelta(days=days)), THURSDAY, NOON)
        assert 0 <= found.used <= 100
    assert ruler(deadline(date(2027, 3, 1), start=date(2026, 9, 1)), THURSDAY, NOON).ticks == 0
