"""Shakes a levelled roster: a few shifts are taken back and given anew with some chance, and what comes out fairer is kept."""

from __future__ import annotations

from random import Random

from portal.duty.solver.budget import Budget
from portal.duty.solver.draft import Draft
from portal.duty.solver.levelling import level
from portal.duty.solver.repair import fill_open_shifts

_SHIFTS = 10  # taken back at a time
_WORK = 250_000  # people times shifts times rounds: fifty rounds for a school's term; counted, so that every machine does the same
_SEED = 1


def shaken(draft: Draft, floor: int, budget: Budget) -> Draft:
    """The fairest roster met, at the latest when its spread is down to the floor; never worse than the one given."""
    chance, best = Random(_SEED), draft  # noqa: S311  a roster is no secret, and must be the same every time
    for _round in range(_WORK // max(1, len(draft.owner) * len(draft.held))):
        if best.score.spread <= floor or budget.is_over():
            break
        trial = best.copy()
        _give_anew(trial, chance)
        if len(trial.unfilled) > best.score.unfilled:
            fill_open_shifts(trial)
        level(trial)
        best = min(best, trial, key=lambda one: one.score)
    return best


def _give_anew(draft: Draft, chance: Random) -> None:
    """Take some shifts back; each goes to one of those who may have it, rather to somebody with a small load."""
    loose = [s for s, _ in draft.given() if s not in draft.instance.locks]
    for s in chance.sample(loose, min(_SHIFTS, len(loose))):
        draft.take(s)
    spare = 3 * draft.instance.grid.per_unit
    for s in chance.sample(draft.unfilled, len(draft.unfilled)):
        able = [p for p in draft.instance.candidates[s] if draft.fits(s, p)]
        if able:
            draft.give(s, min(able, key=lambda p: draft.load[p] + spare * chance.random()))
