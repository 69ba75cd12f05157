"""A plan solved: who is to hold each post, and what is kept about how good it is and why posts stay open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from portal.duty.models.roster import PostKind
from portal.duty.planning.assembling import Absence, Plan, absences, instance_of
from portal.duty.planning.demand import Slot
from portal.duty.solver.blocked import Candidate, OpenShift
from portal.duty.solver.hard_rules import HardRule, hindrances
from portal.duty.solver.instance import Instance
from portal.duty.solver.solving import Roster, solve

KEPT = 12  # candidates kept for an open post; the nearest ones


@dataclass(frozen=True)
class Drafted:
    """People by slot (None where nobody can), weights, and what is kept as `DutyDraft.found`."""

    people: Mapping[Slot, int | None]
    weights: Mapping[Slot, int]
    locked: frozenset[Slot]
    found: Mapping[str, Any]


def drafted(plan: Plan, seconds: float) -> Drafted:
    """The fairest roster of a plan. What is kept but would break a hard rule by now is let go, and named."""
    kept = _sound(plan)
    instance = instance_of(replace(plan, locked=kept))
    roster = solve(instance, seconds)
    people = {slot: _person(roster, slot) for slot in plan.slots}
    released = [slot.key for slot in sorted(plan.locked.keys() & plan.slots.keys() - kept.keys())]
    return Drafted(people, plan.slots, frozenset(kept), {**_found(plan, instance, roster), "released": released})


def _sound(plan: Plan) -> dict[Slot, int]:
    """The locks that break no rule, earlier ones first."""
    instance = instance_of(replace(plan, locked={}))
    people = {int(person.id): place for place, person in enumerate(instance.people)}
    shifts = {shift.id: place for place, shift in enumerate(instance.shifts)}
    held: dict[int, list[int]] = defaultdict(list)
    sound: dict[Slot, int] = {}
    for slot, person in sorted(plan.locked.items()):
        p, s = people.get(person), shifts.get(slot.key)
        if p is not None and s is not None and not hindrances(instance, p, s, held[p]):
            held[p].append(s)
            sound[slot] = person
    return sound


def _person(roster: Roster, slot: Slot) -> int | None:
    given = roster.assignments.get(slot.key)
    return None if given is None else int(given)


def _found(plan: Plan, instance: Instance, roster: Roster) -> dict[str, Any]:
    spread, carried = roster.goals[1], plan.carried
    away = {one.id: absences(plan, one) for one in plan.people}
    return {
        "spread": spread.reached,
        "bound": spread.bound,
        "gap": spread.gap,
        "proved": roster.proved_optimal,
        "cut_short": roster.cut_short,
        "carried": {str(person): carried.loads[person] for person in sorted(carried.loads)},
        "new": sorted(carried.new),
        "open": [_open(shift, away) for shift in roster.blocked],
    }


def _open(shift: OpenShift, away: Mapping[int, Mapping[date, Absence]]) -> dict[str, Any]:
    nearest = sorted(shift.candidates, key=lambda one: (len(one.rules), one.person))[:KEPT]
    day = date.fromisoformat(shift.day)
    return {"slot": shift.shift, "candidates": [_candidate(one, day, away) for one in nearest]}


def _candidate(one: Candidate, day: date, away: Mapping[int, Mapping[date, Absence]]) -> dict[str, Any]:
    rules = [
        {
            "rule": str(way.rule),
            "shift": way.shift,
            "absence": away[int(one.person)].get(day) if way.rule is HardRule.AWAY else None,
        }
        for way in one.rules
    ]
    return {"person": int(one.person), "rules": rules}


def slot_of(key: str) -> Slot:
    """The slot a key names."""
    day, post, place = key.split("/")
    return Slot(date.fromisoformat(day), PostKind(post), int(place))
