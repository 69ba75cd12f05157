"""Levels a roster by passing shifts from those who carry more to those who carry less, directly or over a third person."""

from __future__ import annotations

from collections.abc import Iterator

from portal.duty.solver.draft import Draft
from portal.duty.solver.repair import Chain, carried_out

_TRIALS = 100_000  # counted, not timed, so that every machine stops at the same roster


def level(draft: Draft) -> None:
    """Every step lowers the sum of squared loads and never widens the spread, so it ends by itself."""
    trials, moved = 0, True
    while moved:
        moved = False
        for p in sorted(draft.instance.counted, key=lambda p: (-draft.load[p], p)):
            for chain in _chains_from(draft, p):
                trials += 1
                if trials > _TRIALS:
                    return
                if _lowers(draft, chain) and carried_out(draft, chain):
                    moved = True
                    break


def _chains_from(draft: Draft, p: int) -> Iterator[Chain]:
    """Ways to pass one of this person's shifts on: to somebody free, or to somebody who passes one on in turn."""
    instance = draft.instance
    for s in sorted(draft.held[p] - instance.locks.keys()):
        for q in sorted(instance.candidates[s], key=lambda q: (draft.load[q], q)):
            if draft.load[q] >= draft.load[p]:
                break
            if draft.fits(s, q):
                yield [(s, q)]
                continue
            for other in draft.in_the_way(s, q):
                room = draft.load[p] - instance.weight[other]
                yield from ([(s, q), (other, r)] for r in instance.candidates[other] if r == p or (draft.load[r] < room and r != q))


def _lowers(draft: Draft, chain: Chain) -> bool:
    """Does the sum of squares fall, with nobody left outside the loads of those now involved?"""
    change: dict[int, int] = {}
    for s, p in chain:
        before = draft.owner[s]
        if before is not None:
            change[before] = change.get(before, 0) - draft.instance.weight[s]
        change[p] = change.get(p, 0) + draft.instance.weight[s]
    old = [draft.load[p] for p in change]
    new = [draft.load[p] + by for p, by in change.items()]
    return sum(x * x for x in new) < sum(x * x for x in old) and max(new) <= max(old) and min(new) >= min(old)
