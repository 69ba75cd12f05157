"""When a talk is due, and from when on a pair stands without its adult."""

from __future__ import annotations

from datetime import date

import pytest

from portal.core.calendar import SchoolCalendar, TermDays
from portal.pairing.rules import Rhythm, talk_due, without_adult_since

AUTUMN = TermDays(1, 2026, 1, date(2026, 9, 1), date(2027, 1, 20))
SPRING = TermDays(2, 2026, 2, date(2027, 2, 22), date(2027, 7, 5))
CALENDAR = SchoolCalendar(terms=(AUTUMN, SPRING))
PAIRED = date(2026, 9, 10)


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (None, date(2026, 10, 11)),
        (date(2026, 11, 1), date(2026, 12, 2)),
        (date(2026, 6, 1), date(2026, 10, 11)),
        (date(2027, 1, 10), date(2027, 3, 1)),
        (date(2027, 6, 30), date(2027, 7, 31)),
    ],
)
def test_a_talk_is_due_a_month_on_and_waits_through_the_holidays(last: date | None, due: date) -> None:
    assert talk_due(last, PAIRED, 31, CALENDAR) == due


@pytest.mark.parametrize(
    ("last_post", "vetted_until", "hit", "since"),
    [
        (date(2026, 11, 25), date(2027, 5, 1), None, date(2026, 11, 25)),
        (date(9999, 12, 31), date(2026, 11, 25), None, date(2026, 11, 26)),
        (date(9999, 12, 31), date(2027, 5, 1), date(2026, 11, 20), date(2026, 11, 20)),
        (date(9999, 12, 31), None, None, PAIRED),
        (None, date(2027, 5, 1), None, PAIRED),
    ],
)
def test_a_pair_stands_alone_from_the_last_day_of_post_or_the_day_after_the_vetting(
    last_post: date | None, vetted_until: date | None, hit: date | None, since: date
) -> None:
    assert without_adult_since(last_post, vetted_until, hit, PAIRED) == since


@pytest.mark.parametrize(("closeness", "days"), [(None, 31), (0, 31), (3, 31), (2, 21), (1, 14)])
def test_the_more_attention_the_sooner_the_next_talk(closeness: int | None, days: int) -> None:
    assert Rhythm(31, 21, 14).days(closeness) == days


def test_no_rhythm_is_slower_than_the_usual_one() -> None:
    assert Rhythm(usual=10, more=21, close=14).days(1) == 10
