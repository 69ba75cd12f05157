"""Tables to protect: random ones by a seed, and the best that trying every choice finds on small ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from random import Random

from portal.summaries.protection.tables import CountTable
from tests.summaries.protection.attacker import every_cell, faults

Key = tuple[str, ...]


def seeded(seed: int) -> Random:
    """Chance that can be repeated."""
    return Random(seed)  # noqa: S311  invented children are no secret


def random_table(chance: Random, sizes: Sequence[int]) -> CountTable:
    """Many small counts, some zeros, a few large ones; how many differs from table to table."""
    usual, empty = chance.choice((1, 3, 8, 25)), chance.choice((0.0, 0.2, 0.6))
    values = tuple(tuple(f"{'abcd'[place]}{number}" for number in range(size)) for place, size in enumerate(sizes))
    inner = {key: 0 if chance.random() < empty else int(chance.expovariate(1 / usual)) for key in product(*values)}
    return CountTable(tuple("wxyz"[: len(sizes)]), values, inner)


def changed(chance: Random, table: CountTable, most: int = 2) -> CountTable:
    """The same table after a few late entries and corrections."""
    inner = {key: table.inner.get(key, 0) for key in product(*table.values)}
    for key in chance.sample(sorted(inner), chance.randint(1, most)):
        inner[key] = max(0, inner[key] + chance.choice((-2, -1, 1, 1, 3)))
    return CountTable(table.dimensions, table.values, inner)


def best_by_trying(inner: Mapping[Key, int], threshold: int) -> tuple[int, int]:
    """The fewest cells that must be hidden besides the sensitive ones, and the smallest sum of their counts."""
    counts = {key: sum(inner[part] for part in parts) for key, parts in every_cell(inner)}
    sensitive = {key for key, count in counts.items() if 1 <= count < threshold}
    optional = [key for key in counts if key not in sensitive]
    lines = list(_lines(counts))
    for size in range(len(optional) + 1):
        sums = [
            sum(counts[key] for key in extra)
            for extra in combinations(optional, size)
            if _is_safe(inner, counts, sensitive, sensitive | set(extra), lines, threshold)
        ]
        if sums:
            return size, min(sums)
    raise AssertionError("hiding everything is safe")


def _is_safe(
    inner: Mapping[Key, int],
    counts: Mapping[Key, int],
    sensitive: set[Key],
    hidden: set[Key],
    lines: Sequence[set[Key]],
    threshold: int,
) -> bool:
    if any(len(alone := line & hidden) == 1 and alone <= sensitive for line in lines):
        return False  # what the line shows gives it away: no need to ask further
    shown = {key: None if key in hidden else count for key, count in counts.items()}
    return not faults(inner, shown, threshold)


def _lines(counts: Mapping[Key, int]) -> Iterator[set[Key]]:
    for key in counts:
        for place, value in enumerate(key):
            if value == "*":
                yield {other for other in counts if other[:place] == key[:place] and other[place + 1 :] == key[place + 1 :]}
