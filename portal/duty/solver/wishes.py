"""The last goal: among the rosters as fair as the best, the one that meets most wishes."""

from __future__ import annotations

from math import inf

from portal.duty.solver.highs import Question
from portal.duty.solver.spread import Fairness
from portal.duty.solver.window import Window


def most_wishes(fairness: Fairness) -> int:
    """Improve the best roster's wishes and return the proved bound, as wishes against minus wishes met."""
    instance, spread = fairness.best.instance, fairness.best.score.spread
    if not any(person.wishes for person in instance.people):
        return fairness.best.score.unkind
    bounds = [float(fairness.best.score.unkind)]
    for opening in fairness.openings.at(spread):
        if fairness.floor(opening, spread) > fairness.best.score.squares:
            continue
        built = fairness.window(opening, spread)
        if built is not None:
            bounds.append(_ask(fairness, built))
    return round(min(bounds)) if min(bounds) > -inf else -_every_wish(fairness)


def _ask(fairness: Fairness, built: Window) -> float:
    """Trade the window's costs for wishes, its sum of squares held where it is."""
    start = fairness.start(built)
    limit = fairness.best.score.squares - built.offset
    built.model.row(-inf, limit, [column for column, _ in built.weighed], [factor for _, factor in built.weighed])
    built.model.cost = [0.0] * len(built.model.cost)
    slots = fairness.cover.slots
    for (p, c), column in fairness.cover.take.items():
        built.model.cost[column] = -slots.instance.wish(p, slots.all[c].shifts[0])
    answer = fairness.budget.ask(built.model, Question(start=start))
    if answer.found:
        fairness.accept(answer.values)
    return answer.bound


def _every_wish(fairness: Fairness) -> int:
    """More wishes than all marks above 0 together cannot be met, whoever gets them."""
    instance = fairness.best.instance
    return sum(max([0, *(instance.wish(p, s) for p in instance.candidates[s])]) for s in range(len(instance.shifts)))
