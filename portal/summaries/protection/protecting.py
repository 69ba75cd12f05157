"""Deciding what a new release hides: alone, beside tables that overlap, and after all that was published before."""

from __future__ import annotations

from collections.abc import Sequence

from portal.summaries.protection.attackers import add_joint_counts, add_nested, archivist, corrector
from portal.summaries.protection.bounds import Bounds
from portal.summaries.protection.holdings import Holding
from portal.summaries.protection.publication import Nested, ProtectedTable
from portal.summaries.protection.releases import Release, new_release, past_release
from portal.summaries.protection.searching import Found, Puzzle, search
from portal.summaries.protection.tables import CountTable

THRESHOLD = 5
SECONDS = 15.0  # of computing, for the proof of the fewest; all else takes at most two thirds as long


def protect(
    table: CountTable,
    threshold: int = THRESHOLD,
    earlier: Sequence[ProtectedTable] = (),
    *,
    periods: Sequence[ProtectedTable] = (),
    seconds: float = SECONDS,
) -> ProtectedTable:
    """Hide the fewest cells that leave every sensitive one a range at least `threshold` wide.

    `earlier` are former versions of this very table, whose changes are explained to the reader; `periods` are tables of other
    months or terms, whose changes are not. Cells that either hides stay safe too.
    """
    versions, others = [[one] for one in earlier], [[one] for one in periods]
    return protect_together([table], threshold, versions, periods=others, seconds=seconds)[0]


def protect_together(
    tables: Sequence[CountTable],
    threshold: int = THRESHOLD,
    earlier: Sequence[Sequence[ProtectedTable]] = (),
    *,
    periods: Sequence[Sequence[ProtectedTable]] = (),
    nested: Sequence[Nested] = (),
    seconds: float = SECONDS,
) -> tuple[ProtectedTable, ...]:
    """Protect tables of one return that count the same children, so that none gives away what another hides.

    Dimensions of the same name are the same; a cell that two tables share is hidden in both or in none. `earlier` and `periods`
    hold one sequence of tables for each former version or other period; `nested` counts of other children who hold these, or lie
    within them. Raises Refused when tables count differently what they share, ValueError for a threshold below 1.
    """
    if threshold < 1:
        raise ValueError("the threshold is at least 1")
    known = [protected.table for release in (*earlier, *periods) for protected in release]
    new = new_release(tables, known)
    former = [past_release(release, tables) for release in earlier]
    others = [past_release(release, tables) for release in periods]
    holdings = [archivist(new, [*former, *others], threshold)]
    add_joint_counts(holdings[0], new, tables)
    if former:
        holdings.append(corrector(new, former, threshold))
    for holding in holdings:
        add_nested(holding, new, tables, nested, threshold)
    given_away = [_give_up(holding, len(new.counts), threshold) for holding in holdings]
    puzzle = _puzzle(new, holdings, frozenset(given_away[0]), threshold)
    found = search(puzzle, seconds) if any(holding.targets for holding in holdings) else Found(puzzle.always, True)
    return tuple(_protected(table, new, found, puzzle.exposed, threshold) for table in tables)


def _give_up(holding: Holding, size: int, threshold: int) -> set[int]:
    """Drop the targets that stay narrow even when the new release hides everything; return the new cells among them."""
    bounds = Bounds(holding)
    bounds.hide([1.0] * size)
    lost = {target for target in holding.targets if bounds.attack(target, threshold) is not None}
    holding.targets = [target for target in holding.targets if target not in lost]
    return {target for target in lost if target < size}


def _puzzle(new: Release, holdings: Sequence[Holding], exposed: frozenset[int], threshold: int) -> Puzzle:
    places = {cell: place for place, cell in enumerate(new.counts)}
    targets = {holding.choice[target] for holding in holdings for target in holding.targets} - {-1}
    sensitive = {places[cell] for cell in new.sensitive(threshold)}
    return Puzzle(
        counts=list(new.counts.values()),
        always=frozenset(sensitive | targets),
        never=frozenset(place for cell, place in places.items() if cell not in new.open),
        exposed=exposed,
        lines=list(dict.fromkeys((places[total], tuple(places[part] for part in parts)) for total, parts in new.lines)),
        holdings=holdings,
        threshold=threshold,
    )


def _protected(table: CountTable, new: Release, found: Found, exposed: frozenset[int], threshold: int) -> ProtectedTable:
    places = {cell: place for place, cell in enumerate(new.counts)}
    hidden = frozenset(key for key in table.counts if places[table.cell(key)] in found.hidden)
    given_away = frozenset(key for key in table.sensitive(threshold) if places[table.cell(key)] in exposed)
    return ProtectedTable(table, threshold, hidden, found.fewest, given_away)
