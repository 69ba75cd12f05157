"""A roster as JSON for scripts: the five keys asked for first, then what explains them."""

from __future__ import annotations

from dataclasses import asdict

from portal.duty.solver.blocked import OpenShift
from portal.duty.solver.solving import Goal, Roster


def as_json(roster: Roster) -> dict[str, object]:
    """`bound` and `gap` hold the spread's; `goals` every goal's, in their order."""
    spread = roster.goals[1]
    return {
        "assignments": roster.assignments,
        "unfilled": roster.unfilled,
        "spread": roster.spread,
        "proved_optimal": roster.proved_optimal,
        "seconds": roster.seconds,
        "bound": spread.bound,
        "gap": spread.gap,
        "cut_short": roster.cut_short,
        "repeatable": not roster.by_clock,
        "goals": [_goal(goal) for goal in roster.goals],
        "loads": roster.loads,
        "blocked": [_blocked(shift) for shift in roster.blocked],
        "shortages": [asdict(shortage) for shortage in roster.shortages],
    }


def _goal(goal: Goal) -> dict[str, object]:
    return {"goal": goal.name, "reached": goal.reached, "bound": goal.bound, "gap": goal.gap, "proved": goal.proved}


def _blocked(shift: OpenShift) -> dict[str, object]:
    """Each candidate's rules, and the candidates nearest to taking the shift."""
    return {
        "shift": shift.shift,
        "post": shift.post,
        "candidates": {candidate.person: [_rule(one.rule, one.shift) for one in candidate.rules] for candidate in shift.candidates},
        "opened_by": [candidate.person for candidate in shift.nearest],
    }


def _rule(rule: str, shift: str | None) -> dict[str, str]:
    return {"rule": str(rule)} if shift is None else {"rule": str(rule), "shift": shift}
