"""Tables of one return that count the same children give nothing away when laid side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import pytest

from portal.core.errors import Refused
from portal.summaries.protection.protecting import protect, protect_together
from portal.summaries.protection.publication import ProtectedTable
from portal.summaries.protection.tables import CountTable
from tests.summaries.protection.attacker import given_away_by_tables, given_away_by_versions
from tests.summaries.protection.tables import seeded

DIMENSIONS = ("grade", "sex", "boarding")
PAIRS = [("grade", "sex"), ("grade", "boarding"), ("sex", "boarding")]


def children(seed: int, grades: int = 4) -> dict[tuple[str, ...], int]:
    chance = seeded(seed)
    return {key: int(chance.expovariate(1 / 5)) for key in product(map(str, range(grades)), "fm", ("yes", "no"))}


def table_by(dimensions: Sequence[str], counts: Mapping[tuple[str, ...], int]) -> CountTable:
    inner: dict[tuple[str, ...], int] = {}
    for key, count in counts.items():
        part = tuple(key[DIMENSIONS.index(dimension)] for dimension in dimensions)
        inner[part] = inner.get(part, 0) + count
    return CountTable.of(dimensions, inner)


def side_by_side(
    tables: Sequence[ProtectedTable],
) -> list[tuple[Sequence[str], Mapping[tuple[str, ...], int], Mapping[tuple[str, ...], int | None]]]:
    return [(one.table.dimensions, one.table.inner, one.published) for one in tables]


def test_tables_protected_apart_can_give_each_other_away() -> None:
    """What the other tests prove absent."""
    apart = [[protect(table_by(pair, children(seed))) for pair in PAIRS] for seed in range(12)]
    assert any(given_away_by_tables(side_by_side(tables), 5) for tables in apart)


@pytest.mark.parametrize("seed", [*range(11), 44])  # in 44 three tables tell more than their common cells do
@pytest.mark.parametrize("number", [2, 3])
def test_tables_protected_together_do_not(seed: int, number: int) -> None:
    tables = protect_together([table_by(pair, children(seed)) for pair in PAIRS[:number]])
    assert given_away_by_tables(side_by_side(tables), 5) == []
    for one in tables:
        assert one.sensitive <= one.hidden


def test_a_cell_two_tables_share_is_hidden_in_both_or_in_none() -> None:
    for seed in range(12):
        one, other = protect_together([table_by(pair, children(seed)) for pair in PAIRS[:2]])
        grades = {key[0] for key in one.table.counts}
        assert {grade for grade in grades if (grade, "*") in one.hidden} == {
            grade for grade in grades if (grade, "*") in other.hidden
        }


@pytest.mark.parametrize("seed", range(6))
def test_corrected_returns_of_several_tables_give_nothing_away(seed: int) -> None:
    before = children(seed)
    after = before | {("1", "f", "yes"): before["1", "f", "yes"] + 2, ("2", "m", "no"): max(0, before["2", "m", "no"] - 1)}
    first = protect_together([table_by(pair, before) for pair in PAIRS[:2]])
    second = protect_together([table_by(pair, after) for pair in PAIRS[:2]], earlier=[first])
    assert given_away_by_tables(side_by_side(second), 5) == []
    for one, other in zip(first, second, strict=True):
        assert given_away_by_versions([(one.table.inner, one.published), (other.table.inner, other.published)], 5) == []


def test_tables_that_count_different_children_are_refused() -> None:
    by_sex = table_by(("grade", "sex"), children(1))
    by_boarding = table_by(("grade", "boarding"), children(2))
    with pytest.raises(Refused, match="must count the same children"):
        protect_together([by_sex, by_boarding])
