"""When the time for a proof is over: a choice is mended until no attacker succeeds, then what proves needless is shown again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import thread_time

from portal.summaries.protection.bounds import Bounds
from portal.summaries.protection.demands import Demand, demand, one_of


def mended(
    attackers: Sequence[Bounds], hidden: Sequence[float], threshold: float, costs: Sequence[int], deadline: float
) -> frozenset[int]:
    """A safe choice that hides at least `hidden`, less what is needless; until the deadline cells are tried, the dearest first."""
    hidden = _safe(attackers, list(hidden), threshold, costs)
    for cell in sorted((cell for cell, cost in enumerate(costs) if cost and hidden[cell]), key=lambda cell: (-costs[cell], cell)):
        if thread_time() > deadline:
            break
        hidden[cell] = 0.0
        if not is_safe(attackers, hidden, threshold):
            hidden[cell] = 1.0
    return frozenset(cell for cell, degree in enumerate(hidden) if degree)


def _safe(attackers: Sequence[Bounds], hidden: list[float], threshold: float, costs: Sequence[int]) -> list[float]:
    """Hide more, where it helps most attacked cells, until all are safe; hiding everything is."""
    while True:
        demands = [new for attacker in attackers for new in _demands(attacker, hidden, threshold)]
        if not demands:
            return hidden
        while open_demands := [one for one in demands if not one.is_met(hidden)]:
            _meet_most(open_demands, hidden, costs)


def _demands(attacker: Bounds, hidden: Sequence[float], threshold: float) -> Iterator[Demand]:
    attacker.hide(hidden)
    for target in attacker.holding.targets:
        reason = attacker.attack(target, threshold)
        if reason is not None:
            new = demand(reason, threshold, frozenset())
            shown = [cell for cell, degree in enumerate(hidden) if not degree]
            yield one_of(shown) if new is None or new.is_met(hidden) else new


def is_safe(attackers: Sequence[Bounds], hidden: Sequence[float], threshold: float) -> bool:
    return not any(True for attacker in attackers for _ in _demands(attacker, hidden, threshold))


def _meet_most(demands: Sequence[Demand], hidden: list[float], costs: Sequence[int]) -> None:
    """Hide the cell with the largest share in all these demands, of equal ones the cheapest."""
    shares: dict[int, float] = {}
    for one in demands:
        for cell, share in one.shares:
            if not hidden[cell]:
                shares[cell] = shares.get(cell, 0.0) + share
    hidden[max(shares, key=lambda cell: (shares[cell], -costs[cell], -cell))] = 1.0
