"""A return and its corrections, and the returns of following months, give nothing away when laid side by side."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from portal.summaries.protection.protecting import protect
from portal.summaries.protection.publication import ProtectedTable
from portal.summaries.protection.tables import CountTable
from tests.summaries.protection.attacker import faults, given_away_by_corrections, given_away_by_versions
from tests.summaries.protection.tables import changed, random_table, seeded

SHAPES = [(6, 2), (4, 3), (9, 2), (3, 2, 2)]


def held(versions: Sequence[ProtectedTable]) -> list[tuple[dict[tuple[str, ...], int], dict[tuple[str, ...], int | None]]]:
    return [(dict(version.table.inner), version.published) for version in versions]


def everything_hidden(table: CountTable, threshold: int) -> ProtectedTable:
    return ProtectedTable(table, threshold, frozenset(table.counts))


def test_versions_protected_apart_can_give_each_other_away() -> None:
    """What the other tests prove absent: two safe choices for one table whose difference is a count."""
    inner: dict[tuple[str, ...], int] = {(grade, sex): 9 for grade in "123" for sex in "fm"}
    inner["1", "f"] = 3
    table = CountTable.of(("grade", "sex"), inner)
    choices = [ProtectedTable(table, 5, frozenset({("1", "f"), ("1", "m"), (other, "f"), (other, "m")})) for other in ("2", "3")]
    assert [faults(table.inner, one.published, 5) for one in choices] == [[], []]
    assert given_away_by_versions(held(choices), 5) == [(0, ("1", "f")), (1, ("1", "f"))]


@pytest.mark.parametrize("seed", range(12))
def test_an_unchanged_table_is_shown_as_before(seed: int) -> None:
    table = random_table(seeded(seed), SHAPES[seed % len(SHAPES)])
    first = protect(table)
    assert protect(table, earlier=[first]).hidden == first.hidden


@pytest.mark.parametrize("seed", range(24))
def test_corrections_give_nothing_away(seed: int) -> None:
    chance = seeded(seed)
    versions = [protect(random_table(chance, SHAPES[seed % len(SHAPES)]))]
    for _again in range(2):
        versions.append(protect(changed(chance, versions[-1].table), earlier=versions))
        assert versions[-1].exposed == frozenset()
    assert given_away_by_versions(held(versions), 5) == []
    for number in (2, 3):
        unavoidable = given_away_by_corrections(
            held([*versions[: number - 1], everything_hidden(versions[number - 1].table, 5)]), 5
        )
        assert given_away_by_corrections(held(versions[:number]), 5) <= unavoidable


@pytest.mark.parametrize("seed", range(8))
def test_the_months_of_a_term_give_nothing_away(seed: int) -> None:
    chance = seeded(100 + seed)
    months = [protect(random_table(chance, SHAPES[seed % len(SHAPES)]))]
    for _month in range(4):
        months.append(protect(changed(chance, months[-1].table, most=5), periods=months))
    assert given_away_by_versions(held(months), 5) == []


def test_a_new_village_counted_nobody_before() -> None:
    before = CountTable.of(("village", "sex"), {("v1", "f"): 9, ("v1", "m"): 8, ("v2", "f"): 7, ("v2", "m"): 3})
    first = protect(before)
    after = CountTable.of(("village", "sex"), dict(before.inner) | {("v3", "f"): 2, ("v3", "m"): 6})
    second = protect(after, earlier=[first])
    assert ("v3", "f") in second.hidden
    wide = (dict(before.inner) | {("v3", "f"): 0, ("v3", "m"): 0}, first.published | {("v3", sex): 0 for sex in "fm*"})
    assert given_away_by_versions([wide, *held([second])], 5) == []


def test_what_was_given_away_before_is_told() -> None:
    table = CountTable.of(("grade", "sex"), {("1", "f"): 3, ("1", "m"): 9, ("2", "f"): 8, ("2", "m"): 7})
    careless = ProtectedTable(table, 5, frozenset())
    again = protect(table, earlier=[careless])
    assert again.exposed == {("1", "f")}
    assert ("1", "f") in again.hidden
