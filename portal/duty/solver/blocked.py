"""Why a shift stays open: for everybody qualified the rules in the way, and what would open it."""

from __future__ import annotations

from dataclasses import dataclass

from portal.duty.solver.draft import Draft
from portal.duty.solver.hard_rules import HardRule, hindrances
from portal.duty.solver.instance import Instance
from portal.duty.solver.slots import Slots


@dataclass(frozen=True)
class InTheWay:
    """A rule that keeps a candidate from a shift; `shift` is the id of the held shift that causes it, if one does."""

    rule: HardRule
    shift: str | None = None


@dataclass(frozen=True)
class Candidate:
    """Somebody qualified for the open shift, with everything in the way."""

    person: str
    rules: tuple[InTheWay, ...]


@dataclass(frozen=True)
class OpenShift:
    """A shift nobody takes; everybody not among the candidates is not qualified for its post."""

    shift: str
    day: str
    post: str
    candidates: tuple[Candidate, ...]

    @property
    def nearest(self) -> tuple[Candidate, ...]:
        """The candidates with fewest rules in the way; lifting these rules for one of them opens the shift."""
        fewest = min((len(candidate.rules) for candidate in self.candidates), default=0)
        return tuple(candidate for candidate in self.candidates if len(candidate.rules) == fewest)


@dataclass(frozen=True)
class Shortage:
    """A post with open shifts: how many are asked and filled, how many people are qualified, and what they could take at most."""

    post: str
    asked: int
    filled: int
    qualified: int
    most: int


def open_shifts(draft: Draft) -> tuple[OpenShift, ...]:
    """Every unfilled shift of a roster, explained."""
    return tuple(_explained(draft, s) for s in draft.unfilled)


def shortages(draft: Draft) -> tuple[Shortage, ...]:
    """The posts with open shifts; `most` counts each person's limit, leave and weekend rules, but not their other posts."""
    instance, slots = draft.instance, Slots(draft.instance)
    return tuple(_shortage(draft, slots, post) for post in sorted({instance.shifts[s].post for s in draft.unfilled}))


def _explained(draft: Draft, s: int) -> OpenShift:
    instance, shift = draft.instance, draft.instance.shifts[s]
    qualified = (p for p, person in enumerate(instance.people) if shift.post in person.posts)
    candidates = (Candidate(instance.people[p].id, _in_the_way(instance, p, s, draft.held[p])) for p in qualified)
    return OpenShift(shift.id, shift.day, shift.post, tuple(candidates))


def _in_the_way(instance: Instance, p: int, s: int, held: set[int]) -> tuple[InTheWay, ...]:
    found = hindrances(instance, p, s, held)
    return tuple(InTheWay(one.rule, None if one.shift is None else instance.shifts[one.shift].id) for one in found)


def _shortage(draft: Draft, slots: Slots, post: str) -> Shortage:
    instance = draft.instance
    mine = [s for s, shift in enumerate(instance.shifts) if shift.post == post]
    qualified = [p for p, person in enumerate(instance.people) if post in person.posts]
    chosen = ((p, [c for c in slots.of_person[p] if slots.all[c].post == post]) for p in qualified)
    most = sum(slots.most_of(p, slots_of_post) for p, slots_of_post in chosen)
    return Shortage(post, len(mine), sum(draft.owner[s] is not None for s in mine), len(qualified), most)
