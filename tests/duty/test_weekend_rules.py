"""The rules a school may set: one shift a weekend, one a day, free weekends between."""

from __future__ import annotations

from tests.duty.check_roster import Json
from tests.duty.instances import checked, instance, person, shift, solved

ALONE = [person("T1", "gate")]
SATURDAY_AND_SUNDAY = [shift("A", "gate", 0, 5), shift("B", "gate", 0, 5), shift("C", "gate", 0, 6), shift("D", "gate", 1)]


def filled(wanted: Json) -> int:
    roster = solved(wanted)
    assert not checked(wanted, roster)[0]
    assert roster.proved_optimal
    return len(roster.assignments)


def test_one_shift_a_weekend() -> None:
    assert filled(instance(ALONE, SATURDAY_AND_SUNDAY)) == 2


def test_several_shifts_a_weekend_where_the_rule_is_off() -> None:
    assert filled(instance(ALONE, SATURDAY_AND_SUNDAY, one=False)) == 4


def test_one_shift_a_day_where_several_a_weekend_are_allowed() -> None:
    assert filled(instance(ALONE, SATURDAY_AND_SUNDAY, one=False, rules={"one_shift_per_day": True})) == 3


def test_a_gap_counts_weekends_not_shifts() -> None:
    """Three shifts of the first weekend are worth more than the one of the next, which is too near."""
    assert filled(instance(ALONE, SATURDAY_AND_SUNDAY, one=False, gap=1)) == 3


def test_a_gap_leaves_free_weekends_between() -> None:
    every_weekend = [shift(f"S{weekend}", "gate", weekend) for weekend in range(3)]
    assert filled(instance(ALONE, every_weekend, gap=1)) == 2
    assert filled(instance(ALONE, every_weekend, gap=2)) == 1


def test_weekends_are_those_of_the_instance_not_of_the_calendar() -> None:
    """A weekend on which no boarder stays is no free weekend between."""
    apart = [shift("A", "gate", 0), shift("B", "gate", 2)]
    assert filled(instance(ALONE, apart, gap=1)) == 1


def test_numbered_weekends_sort_as_numbers() -> None:
    """9, 10, 11: as texts 10 and 11 would come before 9, and 11 would stand beside 9."""
    rows = [
        {**shift(name, "gate", place), "weekend": number} for place, (name, number) in enumerate({"A": 9, "B": 10, "C": 11}.items())
    ]
    assert filled(instance(ALONE, rows, gap=1)) == 2


def test_an_unqualified_person_is_not_compared() -> None:
    roster = solved(instance([person("T1", "gate"), person("T2", "cook", carried=40)], [shift("A", "gate")]))
    assert roster.loads == {"T1": 1}
    assert roster.spread == 0


def test_an_instance_without_anybody_or_anything_is_answered() -> None:
    nobody = solved(instance([], [shift("A", "gate")]))
    assert nobody.unfilled == ["A"]
    assert nobody.proved_optimal
    nothing = solved(instance(ALONE, []))
    assert not nothing.unfilled
    assert nothing.proved_optimal
