"""Addresses fall into routes; periods follow year and term."""

from __future__ import annotations

from datetime import date

import pytest

from portal.core.calendar import SchoolCalendar, TermDays
from portal.visits.rules import Covered, Place, periods, place_of, together


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("重庆市示例县云顶镇西岭村6组", Place("云顶镇", "西岭村", 6)),
        ("重庆市示例县白果坪乡南沟村 12 组", Place("白果坪乡", "南沟村", 12)),
        ("云顶镇西岭村", Place("云顶镇", "西岭村", 0)),
        ("西岭村3组", Place("", "西岭村", 3)),
        ("示例区和平街道花园社区2栋", Place("和平街道", "花园社区", 2)),
        ("在外", Place()),
        ("", Place()),
    ],
)
def test_town_village_and_group_are_read_out_of_an_address(address: str, place: Place) -> None:
    assert place_of(address) == place


def test_a_route_goes_by_village_and_then_by_the_groups_number() -> None:
    places = [place_of(f"云顶镇{each}") for each in ("西岭村10组", "东坝村1组", "西岭村2组")]
    assert [(place.village, place.number) for place in sorted(places)] == [("东坝村", 1), ("西岭村", 2), ("西岭村", 10)]


AUTUMN = TermDays(1, 2026, 1, date(2026, 9, 1), date(2027, 1, 20))


@pytest.mark.parametrize(
    ("today", "year", "term"),
    [
        (date(2026, 11, 26), date(2026, 8, 1), date(2026, 9, 1)),
        (date(2027, 2, 3), date(2026, 8, 1), date(2026, 9, 1)),
        (date(2026, 7, 31), date(2025, 8, 1), date(2025, 8, 1)),
    ],
)
def test_the_year_turns_in_august_and_holidays_belong_to_the_term_before(today: date, year: date, term: date) -> None:
    found = periods(today, SchoolCalendar(terms=(AUTUMN,)))
    assert (found.year, found.term) == (year, term)


def test_classes_add_up() -> None:
    assert together([Covered(40, 10, 8, 3), Covered(2, 2, 1, 1)]) == Covered(42, 12, 9, 4)
    assert together([]) == Covered(0, 0, 0, 0)
