"""Whether somebody may take a published shift, given all they hold; one instance of the term answers it for everybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from flask_babel import gettext as _
from sqlalchemy import select

from portal.core.calendar import TermDays
from portal.core.db import session
from portal.core.errors import NotFound, Words
from portal.duty.models.roster import DutyAssignment, DutyShift
from portal.duty.planning.assembling import Plan, absences, instance_of
from portal.duty.planning.demand import Slot
from portal.duty.planning.qualified import Colleague
from portal.duty.queries.planning import plan_for
from portal.duty.queries.roster import Held, published
from portal.duty.solver.hard_rules import HardRule, hindrances
from portal.duty.solver.instance import Instance
from portal.duty.words import ABSENCES
from portal.school.queries import calendar


@dataclass(frozen=True)
class Term:
    """The published shifts of a term, with its people and rules."""

    plan: Plan
    shifts: Sequence[Held]

    @cached_property
    def people(self) -> Mapping[int, Colleague]:
        return {one.id: one for one in self.plan.people}

    def reasons(self, person_id: int, slot: Slot, *, without: Sequence[Slot] = ()) -> list[Words]:
        """What keeps somebody from a shift, given what they hold besides `without`; empty when nothing does."""
        one = self.people.get(person_id)
        if one is None or slot.post not in one.posts:
            return [_("not qualified for this post")]
        instance, places, persons = self._solved
        held = [places[each] for each in self._held_by(person_id) if each != slot and each not in without]
        found = hindrances(instance, persons[person_id], places[slot], held)
        absence = absences(self.plan, one).get(slot.weekend)
        return [_words(each.rule, ABSENCES[absence] if absence else "") for each in found]

    def _held_by(self, person_id: int) -> list[Slot]:
        return [slot_of(one) for one in self.shifts if one.person_id == person_id]

    @cached_property
    def _solved(self) -> tuple[Instance, Mapping[Slot, int], Mapping[int, int]]:
        instance = instance_of(self.plan)
        known = {shift.id: place for place, shift in enumerate(instance.shifts)}
        places = {slot: known[slot.key] for slot in self.plan.slots}
        return instance, places, {int(person.id): place for place, person in enumerate(instance.people)}


def _words(rule: HardRule, absence: Words) -> Words:
    match rule:
        case HardRule.AWAY:
            return absence
        case HardRule.MAX_SHIFTS:
            return _("has as many duties as allowed")
        case HardRule.WEEKEND_GAP:
            return _("has a duty too close to it")
        case HardRule.NOT_QUALIFIED:
            return _("not qualified for this post")
        case _other:
            return _("has a duty that weekend")


def slot_of(one: Held) -> Slot:
    return Slot(one.weekend, one.post, one.place)


def term_at(day: date) -> Term:
    """The term a weekend lies in, as published."""
    term = next((each for each in calendar().terms if day in each), None)
    if term is None:
        raise NotFound
    return term_as_published(term)


def term_as_published(term: TermDays) -> Term:
    """Every published shift counts, whatever the posts would ask for today."""
    shifts = published(term.first_day, term.last_day)
    plan = plan_for(term.first_day, term, {})
    return Term(replace(plan, slots={slot_of(one): one.weight for one in shifts}), shifts)


def shift_of(assignment_id: int) -> tuple[Slot, int]:
    """The post of an assignment and who holds it."""
    columns = (DutyShift.weekend, DutyShift.post, DutyShift.place, DutyAssignment.person_id)
    row = session().execute(select(*columns).join(DutyAssignment).where(DutyAssignment.id == assignment_id)).one_or_none()
    if row is None:
        raise NotFound
    return Slot(row[0], row[1], row[2]), row[3]


def objection_to(given_id: int, asked_id: int, taken_id: int | None) -> str:
    """The first thing that stands against a swap, for either side; empty when it can be."""
    given, giver = shift_of(given_id)
    taken = None if taken_id is None else shift_of(taken_id)[0]
    term = term_at(given.weekend)
    for person, slot, frees in ((asked_id, given, taken), (giver, taken, given)):
        if slot is not None:
            reasons = term.reasons(person, slot, without=[] if frees is None else [frees])
            if reasons:
                name = term.people[person].name if person in term.people else ""
                return _("%(name)s: cannot, %(why)s", name=name, why=_(", ").join(str(each) for each in reasons))
    return ""
