"""Who could take a post of the draft, with what is in the way of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.duty.models.roster import DutyDraft
from portal.duty.planning.assembling import Absence, Plan, absences, instance_of
from portal.duty.planning.demand import Slot
from portal.duty.planning.warning import totals
from portal.duty.queries.drafts import Line
from portal.duty.solver.hard_rules import HardRule, hindrances


@dataclass(frozen=True)
class Fit:
    """Somebody qualified for a post: their load with the draft, and the rules in the way (none: fit)."""

    person_id: int
    name: str
    load: int
    rules: Sequence[HardRule]
    absence: Absence | None


def fits(plan: Plan, draft: DutyDraft, lines: Sequence[Line], slot: Slot) -> list[Fit]:
    """Everybody qualified for a post, the free and least loaded first."""
    instance = instance_of(plan)
    places = {shift.id: place for place, shift in enumerate(instance.shifts)}
    people = {int(person.id): place for place, person in enumerate(instance.people)}
    given = {line.slot: line.person_id for line in lines if line.person_id is not None and line.slot != slot}
    carried = {int(person): weight for person, weight in draft.found["carried"].items()}
    loads = totals(carried, given, {line.slot: line.weight for line in lines})
    found = []
    for one in plan.people:
        if slot.post in one.posts and slot.key in places:
            held = [places[each.key] for each, person in given.items() if person == one.id and each.key in places]
            rules = [each.rule for each in hindrances(instance, people[one.id], places[slot.key], held)]
            found.append(Fit(one.id, one.name, loads.get(one.id, 0), rules, absences(plan, one).get(slot.weekend)))
    return sorted(found, key=lambda each: (len(each.rules), each.load, each.name, each.person_id))
