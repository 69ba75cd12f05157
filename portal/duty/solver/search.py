"""From a first roster to the best one, goal by goal, each with the bound that proves how far from the best it can be.

1. A greedy roster, its open shifts filled by chains, its loads levelled: the roster to beat.
2. Fewest unfilled shifts: one model of the hard rules.
3. Smallest spread: rosters of spread D lie in a window of loads [L, L + D] for some L. The tallies say which windows can be at all;
   those are tried, the smallest D first, then by halves between what is ruled out and what was reached. Where the smallest D does
   not follow from its tallies, the roster is shaken before, since a good one shortens the way.
4. Smallest sum of squares: the windows of that D again; most were answered under 3, their cost being the sum of squares.
5. Most wishes: the windows that allow that sum.
"""

from __future__ import annotations

from dataclasses import dataclass

from portal.duty.solver.budget import Budget
from portal.duty.solver.coverage import coverage
from portal.duty.solver.draft import Draft
from portal.duty.solver.greedy import greedy_roster
from portal.duty.solver.highs import Question
from portal.duty.solver.instance import Instance
from portal.duty.solver.levelling import level
from portal.duty.solver.openings import Openings
from portal.duty.solver.repair import fill_open_shifts
from portal.duty.solver.slots import Slots
from portal.duty.solver.spread import Fairness
from portal.duty.solver.wishes import most_wishes


@dataclass(frozen=True)
class Bounds:
    """No roster does better, given the goals before as far as they were reached. Loads in steps, squares in steps squared."""

    unfilled: int
    spread: int
    squares: int
    unkind: int


def first_roster(instance: Instance) -> Draft:
    """Without HiGHS: greedy, filled up and levelled. What the search returns is never worse."""
    draft = greedy_roster(instance)
    fill_open_shifts(draft)
    level(draft)
    return draft


def search(instance: Instance, budget: Budget) -> tuple[Draft, Bounds]:
    """The best roster found within the budget and the bounds proved."""
    slots = Slots(instance)
    best, unfilled = fewest_unfilled(slots, first_roster(instance), budget)
    openings = Openings(slots, best.score.unfilled, best.score.spread, budget)
    fairness = Fairness(best, openings, budget)
    spread = fairness.smallest_spread()
    squares = fairness.smallest_squares()
    unkind = most_wishes(fairness)
    return fairness.best, Bounds(unfilled, spread, squares, unkind)


def fewest_unfilled(slots: Slots, draft: Draft, budget: Budget) -> tuple[Draft, int]:
    """The better of the given roster and the one found, and the least number of unfilled shifts possible."""
    if not draft.unfilled:
        return draft, 0
    cover = coverage(slots)
    for column in cover.open:
        cover.model.cost[column] = 1
    answer = budget.ask(cover.model, Question(start=cover.values(draft)))
    bound = max(0, round(answer.bound)) if answer.bound > 0 else 0
    if not answer.found or not (found := cover.draft(answer.values)).keeps_rules:
        return draft, bound
    level(found)
    return min(draft, found, key=lambda one: one.score), bound
