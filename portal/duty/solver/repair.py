"""Fills open shifts by chains: somebody takes the open shift and passes one of theirs on, until somebody free ends the chain."""

from __future__ import annotations

from collections import deque

from portal.duty.solver.draft import Draft

Chain = list[tuple[int, int]]  # (shift, who takes it)


def fill_open_shifts(draft: Draft) -> None:
    """Fill what chains can fill, shortest chains first, until no open shift has one."""
    progress = True
    while progress:
        progress = False
        for s in draft.unfilled:
            if fill(draft, s):
                progress = True


def fill(draft: Draft, wanted: int) -> bool:
    """Breadth-first over the shifts that would have to be passed on; every shift is looked at once."""
    chains: dict[int, Chain] = {wanted: []}
    waiting = deque([wanted])
    while waiting:
        s = waiting.popleft()
        for p in draft.instance.candidates[s]:
            if p == draft.owner[s]:
                continue
            chain = [*chains[s], (s, p)]
            if draft.fits(s, p) and carried_out(draft, chain):
                return True
            for other in draft.in_the_way(s, p):
                if other not in chains:
                    chains[other] = chain
                    waiting.append(other)
    return False


def carried_out(draft: Draft, chain: Chain) -> bool:
    """Pass the shifts on; everything stays as it was when a person met twice in the chain makes it impossible."""
    before = [(s, draft.take(s)) for s, _ in chain if draft.owner[s] is not None]
    done = []
    for s, p in reversed(chain):
        if not draft.fits(s, p):
            break
        draft.give(s, p)
        done.append(s)
    if len(done) == len(chain):
        return True
    for s in done:
        draft.take(s)
    for s, p in before:
        draft.give(s, p)
    return False
