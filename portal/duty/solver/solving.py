"""The answer to an instance: the roster, how good it is, how good any roster could be, and why shifts stay open."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from time import monotonic

from portal.duty.solver.blocked import OpenShift, Shortage, open_shifts, shortages
from portal.duty.solver.budget import Budget
from portal.duty.solver.draft import Draft
from portal.duty.solver.instance import Instance
from portal.duty.solver.search import Bounds, search
from portal.duty.solver.slots import Slots

_LEAST_SECONDS, _MOST_SECONDS = 6, 60  # the command's start takes three seconds, and the whole of it stays within ten
_PAIRS_A_SECOND = 2_000


@dataclass(frozen=True)
class Goal:
    """A goal as reached, and the bound no roster passes while the goals before stay as reached. Smaller is better."""

    name: str
    reached: float
    bound: float

    @property
    def proved(self) -> bool:
        return self.reached <= self.bound

    @property
    def gap(self) -> float:
        """How much better a roster could be at most."""
        return round(max(0.0, self.reached - self.bound), 6)


@dataclass(frozen=True)
class Roster:
    """Goals: unfilled, spread, squares, wishes (marks against minus marks met). `loads` are those of everybody compared.

    `cut_short` says that the limit ended the search: with more time the roster may be better. `by_clock`: the clock ended a part of
    it before its work was done, so that another run may end elsewhere.
    """

    assignments: dict[str, str]
    loads: dict[str, float]
    goals: tuple[Goal, ...]
    blocked: tuple[OpenShift, ...]
    shortages: tuple[Shortage, ...]
    seconds: float
    cut_short: bool
    by_clock: bool

    @property
    def unfilled(self) -> list[str]:
        return [shift.shift for shift in self.blocked]

    @property
    def spread(self) -> float:
        """Largest less smallest load."""
        return self.goals[1].reached

    @property
    def proved_optimal(self) -> bool:
        """No roster leaves fewer shifts unfilled, none that leaves as few has a smaller spread; for finer goals see `goals`."""
        return all(goal.proved for goal in self.goals[:2])


def solve(instance: Instance, seconds: float | None = None) -> Roster:
    """The best roster found in so many seconds of the clock (6 to 60 by the size of the instance when not given).

    The same instance gives the same roster, whatever the order of its file and the machine, unless `by_clock` says that the clock
    had to end it: the work a second stands for is counted, and less than an old machine does.
    """
    begun = monotonic()
    budget = Budget(default_seconds(instance) if seconds is None else seconds)
    draft, bounds = search(instance, budget)
    people, shifts = instance.people, instance.shifts
    return Roster(
        assignments={shifts[s].id: people[p].id for s, p in draft.given()},
        loads={people[p].id: float(_load(draft, p)) for p in instance.counted},
        goals=_goals(draft, bounds),
        blocked=open_shifts(draft),
        shortages=shortages(draft),
        seconds=round(monotonic() - begun, 2),
        cut_short=budget.cut_short,
        by_clock=budget.late,
    )


def default_seconds(instance: Instance) -> float:
    """6 seconds for 40 people and 20 weekends of 6 posts, more for more, a minute at most."""
    return min(_MOST_SECONDS, max(_LEAST_SECONDS, len(instance.people) * len(instance.shifts) / _PAIRS_A_SECOND))


def _goals(draft: Draft, bounds: Bounds) -> tuple[Goal, ...]:
    """Reached values from the exact loads; bounds proved on rounded loads are lowered by all that rounding can hide."""
    instance, score = draft.instance, draft.score
    loads = [_load(draft, p) for p in instance.counted] or [Fraction(0)]
    spread, squares = max(loads) - min(loads), sum(load * load for load in loads)
    unit = instance.grid.per_unit
    least_spread, least_squares = Fraction(bounds.spread - _hidden(instance), unit), Fraction(bounds.squares, unit**2)
    return (
        Goal("unfilled", score.unfilled, bounds.unfilled),
        Goal("spread", float(spread), float(max(Fraction(0), least_spread))),
        Goal("squares", float(squares), float(least_squares) if instance.grid.exact else 0.0),
        Goal("wishes", score.unkind, bounds.unkind),
    )


def _load(draft: Draft, p: int) -> Fraction:
    """What was carried over and the weights of the shifts held, exactly."""
    instance = draft.instance
    return instance.people[p].carried + sum((instance.shifts[s].weight for s in draft.held[p]), Fraction(0))


def _hidden(instance: Instance) -> int:
    """By how many steps rounded loads can make a spread look larger: half a step for each part of the two loads."""
    if instance.grid.exact:
        return 0
    slots = Slots(instance)
    return 1 + max((slots.most_of(p, slots.of_person[p]) for p in instance.counted), default=0)
