"""Indicators and rules are data: faults in them are named, and a rule that does not hold is told with its figures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from portal.summaries.balances import Figures, Imbalance, imbalances
from portal.summaries.counting import Count
from portal.summaries.definitions import (
    FOLDER,
    Balance,
    BrokenDefinition,
    ReturnForm,
    indicators,
    read_indicators,
    read_returns,
    return_forms,
)


def test_every_indicator_has_its_sources_and_every_return_its_lines() -> None:
    assert len(indicators()) >= 30
    form = return_forms()["left_behind_monthly"]
    assert [one.id for one in form.indicators][:2] == ["enrolled", "left_behind"]
    assert all(one.source.zh and one.definition.en for one in indicators().values())


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('level = "policy"', 'level = "rumour"', "enrolled › level"),
        ('zh = "在校学生"', "", "enrolled: 'zh' is a required property"),
        ('denominator = "enrolled"', 'denominator = "nobody"', "left_behind_a speaks of “nobody”"),
        ('id = "left_behind_a"', 'id = "enrolled"', "an id stands twice"),
        ("[[indicator]]", "[[indicator", "indicators.toml: "),
    ],
)
def test_a_fault_in_the_indicators_is_named_with_its_place(tmp_path: Path, old: str, new: str, words: str) -> None:
    text = (FOLDER / "indicators.toml").read_text("utf8")
    path = tmp_path / "indicators.toml"
    path.write_text(text.replace(old, new, 1), "utf8")
    with pytest.raises(BrokenDefinition) as broken:
        read_indicators(path)
    assert words in str(broken.value)


def test_a_return_that_asks_for_an_unknown_indicator_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "returns.toml"
    path.write_text(
        (FOLDER / "returns.toml").read_text("utf8").replace('"both_away", "one_away", "girls"', '"both_away", "boys"', 1), "utf8"
    )
    with pytest.raises(BrokenDefinition, match="left_behind_monthly speaks of “boys”"):
        read_returns(path, indicators())


def found(
    balance: Balance, counts: Mapping[str, Count], before: Mapping[str, int | None] | None = None
) -> list[tuple[str, int, int]]:
    """What one rule says of these counts: indicator, left and right."""
    monthly = return_forms()["left_behind_monthly"]
    form = ReturnForm("one_rule", monthly.name, "month", monthly.indicators, [balance])
    broken: list[Imbalance] = imbalances(form, Figures(counts, before or {}, 20))
    return [(one.indicator, one.left, one.right) for one in broken]


def count(name: str, *ids: int, grade: str = "5") -> Count:
    return Count(name, {(grade, "1", "no"): frozenset(ids)} if ids else {})


def hand(name: str, number: int | None) -> Count:
    return Count(name, by_hand=True, number=number)


def test_children_without_a_grade_are_told() -> None:
    rule = Balance("grades_known", "by", dimension="grade", of=["enrolled"])
    assert found(rule, {"enrolled": count("enrolled", 1, 2, grade="?")}) == [("enrolled", 0, 2)]
    assert found(rule, {"enrolled": count("enrolled", 1, 2)}) == []


def test_parts_add_up_to_their_whole() -> None:
    rule = Balance("away", "sum", whole="left_behind", parts=["both_away", "one_away"])
    whole = {"left_behind": count("left_behind", 1, 2, 3)}
    assert found(rule, whole | {"both_away": count("both_away", 1), "one_away": count("one_away", 2)}) == [("left_behind", 2, 3)]
    assert found(rule, whole | {"both_away": count("both_away", 1, 3), "one_away": count("one_away", 2)}) == []
    assert found(rule, whole | {"both_away": hand("both_away", None), "one_away": count("one_away", 2)}) == []


def test_nobody_counts_outside_the_whole() -> None:
    rule = Balance("within", "part", whole="left_behind", of=["paired"])
    whole = {"left_behind": count("left_behind", 1, 2)}
    assert found(rule, whole | {"paired": count("paired", 2, 9)}) == [("paired", 2, 1)]
    assert found(rule, whole | {"paired": hand("paired", 3)}) == [("paired", 3, 2)]
    assert found(rule, whole | {"paired": hand("paired", 2)}) == []


def test_the_aim_is_none_and_a_missing_figure_is_no_zero() -> None:
    none, entered = Balance("none", "zero", of=["dropped_out"]), Balance("entered", "entered", of=["dropped_out"])
    assert found(none, {"dropped_out": hand("dropped_out", 2)}) == [("dropped_out", 2, 0)]
    assert found(none, {"dropped_out": hand("dropped_out", 0)}) == []
    assert found(entered, {"dropped_out": hand("dropped_out", None)}) == [("dropped_out", 0, 0)]
    assert found(entered, {"dropped_out": hand("dropped_out", 0)}) == []


@pytest.mark.parametrize(
    ("before", "now", "told"), [(40, 48, False), (40, 49, True), (2, 4, False), (None, 50, False), (0, 5, True)]
)
def test_a_large_change_is_told_and_a_small_step_is_not(before: int | None, now: int, told: bool) -> None:
    rule = Balance("change", "change", of=["left_behind"])
    counts = {"left_behind": count("left_behind", *range(1, now + 1))}
    assert bool(found(rule, counts, {"left_behind": before})) is told
