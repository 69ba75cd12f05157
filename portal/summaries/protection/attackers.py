"""The two attackers against whom a release is proved. Both hold everything that was ever published.

The *archivist* also knows of every inner cell whether its count is the same as in another release, though not by how much it
changed. Whoever was safe before can always be kept safe from the archivist: hiding everything new gives nothing away.

The *corrector* has read why the figures of a former version were changed, and knows each change to the child. What one version
shows is then shown by all. Not everybody can be kept safe from the corrector: a published 5 that is now 4 is known.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import product
from math import prod

from portal.summaries.protection.holdings import Holding
from portal.summaries.protection.publication import Nested
from portal.summaries.protection.releases import Release
from portal.summaries.protection.tables import ALL, Cell, CountTable, Key

NEW = 0  # the number of the new release among all
MOST_JOINT = 1_000  # combinations of all dimensions of several tables; beyond it only their common cells link them


def archivist(new: Release, past: Sequence[Release], threshold: int) -> Holding:
    """Unknown are the counts of every release; an inner cell that counts the same in several is one unknown."""
    holding = Holding()
    shown = set[int]()
    for number, release in enumerate((new, *past)):
        for cell, count in release.counts.items():
            unknown = holding.unknown(_name(release, number, cell), count, within=release.within(cell))
            if number == NEW:
                holding.choice[unknown] = unknown
            if cell not in release.open:
                shown.add(unknown)
            elif 1 <= count < threshold and unknown not in holding.targets:
                holding.targets.append(unknown)
        names = {cell: holding.names[_name(release, number, cell)] for cell in release.counts}
        holding.lines += [(names[total], tuple(names[part] for part in parts)) for total, parts in release.lines]
    for unknown in shown:
        holding.fix(unknown)
    return holding


def _name(release: Release, number: int, cell: Cell) -> Hashable:
    return (cell, release.counts[cell]) if cell in release.finest else (cell, "in release", number)


def corrector(new: Release, former: Sequence[Release], threshold: int) -> Holding:
    """Unknown are the counts of the new release; those of former versions differ from them by known amounts."""
    holding = Holding()
    for cell, count in new.counts.items():
        unknown = holding.unknown(cell, count, within=new.within(cell))
        holding.choice[unknown] = unknown
        versions = [new, *(release for release in former if cell in release.counts)]
        if cell in new.finest:
            holding.lower[unknown] = max(count - version.counts[cell] for version in versions)
        if not all(cell in version.open for version in versions):
            holding.fix(unknown)
        elif any(1 <= version.counts[cell] < threshold for version in versions):
            holding.targets.append(unknown)
    names = holding.names
    holding.lines += [(names[total], tuple(names[part] for part in parts)) for total, parts in new.lines]
    return holding


def add_nested(holding: Holding, new: Release, tables: Sequence[CountTable], nested: Sequence[Nested], threshold: int) -> None:
    """What lies between a new table and counts of others who hold it, or lie within it, is a count too: a small one stays wide."""
    ours = {cell: holding.names[name] for cell in new.counts for name in (cell, _name(new, NEW, cell)) if name in holding.names}
    for number, one in enumerate(nested):
        table = tables[one.table]
        others = _others(holding, table, number, one)
        for key, other in others.items():
            mine = ours[table.cell((*key, *one.value))]
            outer, inner = (other, mine) if one.around else (mine, other)
            between = holding.truth[outer] - holding.truth[inner]
            apart = holding.unknown(("apart", number, key), between, within=len(one.counts))
            holding.lines.append((outer, (inner, apart)))
            small = [unknown for unknown in (other, apart) if 1 <= holding.truth[unknown] < threshold]
            holding.targets += [unknown for unknown in small if unknown == apart or key not in one.shown]


def _others(holding: Holding, table: CountTable, number: int, one: Nested) -> Mapping[Key, int]:
    """The unknowns of the counts that are out: fixed where a reader sees them, and how they add up."""
    size = len(table.dimensions) - len(one.value)
    plain = CountTable(table.dimensions[:size], table.values[:size], {key: n for key, n in one.counts.items() if ALL not in key})
    others = {key: holding.unknown(("other", number, key), count, within=len(one.counts)) for key, count in one.counts.items()}
    holding.lines += [(others[whole], tuple(others[part] for part in parts)) for whole, parts in plain.lines()]
    for key in one.shown:
        holding.fix(others[key])
    return others


def add_joint_counts(holding: Holding, new: Release, tables: Sequence[CountTable]) -> None:
    """Tables of the same children are all sums of one table by all their dimensions, which nobody has seen.

    For one or two tables such a table always exists, so that it tells the attacker nothing.
    """
    values: dict[str, dict[str, None]] = {}
    for table in tables:
        for dimension, known in zip(table.dimensions, table.values, strict=True):
            values.setdefault(dimension, {}).update(dict.fromkeys(known))
    if len(tables) < 3 or prod(map(len, values.values())) > MOST_JOINT:
        return
    combinations = [dict(zip(values, combination, strict=True)) for combination in product(*values.values())]
    joint = [holding.unknown(("joint", *one.values()), 0) for one in combinations]
    for table in tables:
        sums: dict[Cell, list[int]] = {}
        for unknown, one in zip(joint, combinations, strict=True):
            sums.setdefault(frozenset((dimension, one[dimension]) for dimension in table.dimensions), []).append(unknown)
        for cell, parts in sums.items():
            _add_sum(holding, new, cell, parts)


def _add_sum(holding: Holding, new: Release, cell: Cell, parts: list[int]) -> None:
    if cell in new.counts:
        holding.lines.append((holding.names[_name(new, NEW, cell)], tuple(parts)))
        return
    for part in parts:  # the table has no such value: nobody is counted there
        holding.fix(part)
