"""What every safe choice must satisfy, as inequalities over hidden (1) and shown (0) cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.summaries.protection.bounds import NEARLY, Reason
from portal.summaries.protection.holdings import FREE, Holding


@dataclass(frozen=True)
class Demand:
    """The hidden cells' shares add up to at least `least`."""

    shares: tuple[tuple[int, float], ...]
    least: float = 1.0

    def is_met(self, hidden: Sequence[float]) -> bool:
        return sum(share * hidden[choice] for choice, share in self.shares) >= self.least - 1e-4


def demand(reason: Reason, threshold: float, always: frozenset[int]) -> Demand | None:
    """That a width reach the threshold, in its strongest form: what `always` hidden cells give counts as given.

    The rest that is needed is called 1, and no cell can give more than is needed. None when nothing is needed.
    """
    needed = threshold - reason.given - sum(room for choice, room in reason.room.items() if choice in always)
    if needed <= NEARLY:
        return None
    shares = ((choice, min(room / needed, 1.0)) for choice, room in sorted(reason.room.items()) if choice not in always)
    return Demand(tuple((choice, round(share, 9)) for choice, share in shares if share > NEARLY))


def one_of(choices: Sequence[int]) -> Demand:
    """At least one of these must be hidden."""
    return Demand(tuple((choice, 1.0) for choice in choices))


def never_alone(lines: Sequence[tuple[int, tuple[int, ...]]], always: frozenset[int], exposed: frozenset[int]) -> Iterator[Demand]:
    """Where all cells of a line but one are shown, the one is known: hiding it is useless, or not enough (or it is exposed)."""
    for total, parts in lines:
        cells = (total, *parts)
        for cell in cells:
            others = [other for other in cells if other != cell]
            if cell in exposed or not always.isdisjoint(others):
                continue
            yield one_of(others) if cell in always else Demand((*((other, 1.0) for other in others), (cell, -1.0)), 0.0)


def line_by_line(holding: Holding, threshold: float, always: frozenset[int]) -> Iterator[Demand]:
    """What one line alone demands for the width of its targets.

    A part can rise only as far as the other parts fall and the total rises; it can fall at most to its own lower bound.
    """
    targets = set(holding.targets)
    for total, parts in holding.lines:
        if not targets.isdisjoint(parts):
            weights = [(total, 1.0), *((part, -1.0) for part in parts)]
            found = demand(_reason(holding, weights), threshold, always)
            if found is not None:
                yield found


def _reason(holding: Holding, weights: Sequence[tuple[int, float]]) -> Reason:
    """The room between truth and limit in the direction of each weight."""
    given, room = 0.0, dict[int, float]()
    for unknown, weight in weights:
        limit = holding.upper[unknown] if weight > 0 else holding.lower[unknown]
        gained, choice = weight * (limit - holding.truth[unknown]), holding.choice[unknown]
        if choice == FREE:
            given += gained
        else:
            room[choice] = room.get(choice, 0.0) + gained
    return Reason(given, room)
