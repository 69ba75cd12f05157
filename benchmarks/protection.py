"""Protected tables of growing size: cells, sensitive ones, loss, proof, time; beside small ones the best of all choices tried.

usage: python -m benchmarks.protection [TABLE.csv ...]     files are added in front
Counts are drawn by a fixed seed; seconds are those of computing.
"""

from __future__ import annotations

import sys
from itertools import combinations, product
from pathlib import Path
from random import Random
from time import thread_time

from portal.summaries.protection.attackers import archivist
from portal.summaries.protection.bounds import Bounds
from portal.summaries.protection.protecting import protect
from portal.summaries.protection.reading import read_table
from portal.summaries.protection.releases import new_release
from portal.summaries.protection.tables import CountTable

SMALL = [(4,), (2, 2), (3, 2), (4, 2), (3, 3)]
LARGE = [(20, 2), (20, 10), (9, 2, 2), (10, 6, 2), (12, 4, 3), (20, 3, 2, 2)]
USUAL = (2, 8, 30)
THRESHOLD = 5


def drawn(sizes: tuple[int, ...], usual: int) -> CountTable:
    """A table of so many values in each dimension, its counts scattered around `usual`."""
    chance = Random(usual)  # noqa: S311  invented children are no secret
    values = tuple(tuple(f"{place}.{number}" for number in range(size)) for place, size in enumerate(sizes))
    inner = {key: int(chance.expovariate(1 / usual)) for key in product(*values)}
    return CountTable(tuple(f"d{place}" for place in range(len(sizes))), values, inner)


def best_by_trying(table: CountTable) -> int:
    """The fewest cells hidden besides sensitive ones, by trying all choices of one, of two, and so on."""
    holding = archivist(new_release([table]), [], THRESHOLD)
    attacker, small = Bounds(holding), set(holding.targets)
    optional = [cell for cell in range(len(table.counts)) if cell not in small]
    for size in range(len(optional) + 1):
        for extra in combinations(optional, size):
            hidden = small.union(extra)
            attacker.hide([float(cell in hidden) for cell in range(len(table.counts))])
            if all(attacker.attack(target, THRESHOLD) is None for target in holding.targets):
                return size
    raise AssertionError("hiding everything is safe")


def report(name: str, table: CountTable, *, tried: bool = False) -> None:
    began = thread_time()
    found = protect(table, THRESHOLD)
    took = thread_time() - began
    best = f"best by trying {best_by_trying(table)}" if tried else ""
    proof = "fewest" if found.fewest else "safe, not proved the fewest"
    numbers = f"{len(table.counts):6}{len(found.sensitive):11}{found.loss:6}{took:9.2f}"
    print(f"{name:24}{numbers}  {proof:28}{best}".rstrip(), flush=True)


def main() -> None:
    print(f"{'table':24}{'cells':>6}{'sensitive':>11}{'loss':>6}{'seconds':>9}")
    for path in map(Path, sys.argv[1:]):
        report(path.name, read_table(path))
    for sizes, usual in product(SMALL, USUAL):
        report(f"{' x '.join(map(str, sizes))}, about {usual}", drawn(sizes, usual), tried=True)
    for sizes, usual in product(LARGE, USUAL):
        report(f"{' x '.join(map(str, sizes))}, about {usual}", drawn(sizes, usual))


if __name__ == "__main__":
    main()
