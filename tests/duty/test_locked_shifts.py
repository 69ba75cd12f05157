"""Locked shifts: they stay, and one that breaks a hard rule is refused by the name of the rule."""

from __future__ import annotations

from typing import Any

import pytest

from portal.core.errors import Refused
from tests.duty.check_roster import Json
from tests.duty.instances import instance, person, shift, solved

TWO_WEEKENDS = [shift("A", "gate", 0), shift("B", "gate", 0), shift("C", "gate", 1), shift("D", "gate", 2)]


def locking(locked: dict[str, str], *, most: int = 9, away: tuple[str, ...] = (), posts: str = "gate", **rules: Any) -> Json:
    people = [person("T1", posts, most=most, away=away), person("T2", "gate"), person("T3", "gate")]
    return instance(people, TWO_WEEKENDS, locked=locked, **rules)


REFUSED = {
    "not qualified": ("T1 is not qualified for gate", locking({"A": "T1"}, posts="leader")),
    "away": ("T1 is away on 2026-09-05", locking({"A": "T1"}, away=("2026-09-05",))),
    "limit": ("T1 may have at most 1 shifts", locking({"A": "T1", "C": "T1"}, most=1)),
    "weekend": ("T1 already has A that weekend", locking({"A": "T1", "B": "T1"})),
    "gap": ("T1 has A, with fewer than 1 free weekends between", locking({"A": "T1", "C": "T1"}, gap=1)),
    "day": ("T1 already has A that day", locking({"A": "T1", "B": "T1"}, one=False, rules={"one_shift_per_day": True})),
}


@pytest.mark.parametrize("rule", REFUSED)
def test_a_lock_that_breaks_a_rule_is_refused_by_its_name(rule: str) -> None:
    words, broken = REFUSED[rule]
    with pytest.raises(Refused, match=words) as refused:
        solved(broken)
    assert str(refused.value).endswith("Unlock it or give it to somebody else.")
    assert refused.value.field is not None
    assert refused.value.field.startswith("locked.")


def test_a_locked_shift_stays_though_it_is_unfair() -> None:
    heavy = instance(
        [person("T1", "gate", carried=5), person("T2", "gate"), person("T3", "gate")],
        TWO_WEEKENDS,
        locked={"A": "T1", "C": "T1", "D": "T1"},
    )
    roster = solved(heavy)
    assert [roster.assignments[name] for name in "ACD"] == ["T1"] * 3
    assert not roster.unfilled
    assert roster.loads == {"T1": 8, "T2": 0, "T3": 1} or roster.loads == {"T1": 8, "T2": 1, "T3": 0}
    assert roster.proved_optimal


def test_of_two_equal_shifts_the_locked_one_keeps_its_person() -> None:
    """Equal shifts are one slot in the model; the lock is on the shift, not on the slot."""
    roster = solved(locking({"B": "T1"}))
    assert roster.assignments["B"] == "T1"
    assert roster.assignments["A"] in {"T2", "T3"}
