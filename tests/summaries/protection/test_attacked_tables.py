"""Whoever holds a published table bounds no sensitive count closely, and no more cells are hidden than that takes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.summaries.protection.protecting import protect
from portal.summaries.protection.publication import ProtectedTable
from portal.summaries.protection.reading import read_table
from portal.summaries.protection.tables import CountTable
from tests.summaries.protection.attacker import Counts, faults
from tests.summaries.protection.tables import best_by_trying, random_table, seeded

SAMPLES = Path(__file__).parents[2] / "samples" / "tables"
LEAST_LOSS = {"table_1.csv": 3, "table_2.csv": 17, "table_3.csv": 16, "table_4.csv": 1}
SHAPES = [
    (1,),
    (5,),
    (12,),
    (1, 1),
    (3, 2),
    (6, 3),
    (14, 2),
    (1, 6),
    (5, 5),
    (3, 2, 2),
    (5, 3, 2),
    (8, 2, 2),
    (1, 4, 2),
    (2, 2, 2, 2),
]
SMALL = [(4,), (2, 2), (3, 2), (1, 5), (4, 2), (3, 3)]


def attacked(protected: ProtectedTable) -> list[str]:
    return faults(protected.table.inner, protected.published, protected.threshold)


def test_the_attacker_finds_what_is_given_away() -> None:
    inner: Counts = {("1", "f"): 3, ("1", "m"): 9, ("2", "f"): 8, ("2", "m"): 7}
    table = CountTable.of(("grade", "sex"), inner)
    only_sensitive = ProtectedTable(table, 5, frozenset({("1", "f")}))
    assert attacked(only_sensitive) == ["('1', 'f') is given away"]
    assert attacked(ProtectedTable(table, 5, frozenset())) == ["sensitive ('1', 'f') is shown"]
    assert attacked(protect(table)) == []


@pytest.mark.parametrize("name", sorted(LEAST_LOSS))
def test_samples_are_safe_with_little_lost(name: str) -> None:
    protected = protect(read_table(SAMPLES / name))
    assert attacked(protected) == []
    assert (protected.loss, protected.fewest) == (LEAST_LOSS[name], True)


@pytest.mark.parametrize("part", range(10))
def test_random_tables_are_safe(part: int) -> None:
    """Two hundred in all, of one to four dimensions."""
    for seed in range(20 * part, 20 * part + 20):
        chance = seeded(seed)
        table = random_table(chance, SHAPES[seed % len(SHAPES)])
        protected = protect(table, chance.choice((3, 5, 10)))
        assert attacked(protected) == [], seed
        assert protected.fewest, seed


@pytest.mark.parametrize("seed", range(18))
def test_no_choice_hides_fewer_cells_or_smaller_counts(seed: int) -> None:
    chance = seeded(1000 + seed)
    table = random_table(chance, SMALL[seed % len(SMALL)])
    threshold = chance.choice((3, 5))
    protected = protect(table, threshold)
    lost = [table.counts[key] for key in protected.hidden - protected.sensitive]
    assert (len(lost), sum(lost)) == best_by_trying(table.inner, threshold)


@pytest.mark.parametrize(
    ("inner", "hidden"),
    [
        ({("1", "f"): 0, ("1", "m"): 0}, 0),
        ({("1", "f"): 5, ("1", "m"): 70}, 0),
        ({("1", "f"): 3}, 4),
        ({("1", "f"): 9, ("1", "m"): 10_500}, 0),
    ],
    ids=["all zero", "none sensitive", "one row", "a large count"],
)
def test_plain_tables_are_shown_as_they_are(inner: dict[tuple[str, ...], int], hidden: int) -> None:
    protected = protect(CountTable.of(("grade", "sex"), inner))
    assert len(protected.hidden) == hidden


def test_a_table_of_no_rows_shows_its_total() -> None:
    assert protect(CountTable.of(("grade", "sex"), {})).published == {("*", "*"): 0}


def test_a_total_may_be_what_is_sensitive() -> None:
    inner: Counts = {
        (village, sex): count
        for village, counts in {"v1": (1, 1), "v2": (9, 8)}.items()
        for sex, count in zip("fm", counts, strict=True)
    }
    protected = protect(CountTable.of(("village", "sex"), inner))
    assert ("v1", "*") in protected.hidden
    assert attacked(protected) == []


tables = st.tuples(st.sampled_from([(4,), (3, 2), (5, 3), (3, 2, 2), (4, 3, 2)]), st.integers(0, 10_000)).map(
    lambda drawn: random_table(seeded(drawn[1]), drawn[0])
)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(tables, st.integers(2, 10))
def test_whatever_the_table_small_counts_are_hidden_and_the_rest_is_true(table: CountTable, threshold: int) -> None:
    protected = protect(table, threshold)
    assert protected.sensitive <= protected.hidden
    assert attacked(protected) == []
    assert protected.hidden == protect(table, threshold).hidden
    if not protected.sensitive:
        assert not protected.hidden


def test_when_time_is_short_the_choice_is_still_safe() -> None:
    table = random_table(seeded(3), (6, 4, 3))
    hurried = protect(table, seconds=0)
    assert not hurried.fewest
    assert attacked(hurried) == []
