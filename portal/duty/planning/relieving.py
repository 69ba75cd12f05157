"""What would lighten a draft where it asks for a look: one duty passed on, or two exchanged, with nobody worse off than before.

The hard rules hold for both sides; nobody's load rises above the heavier of the two, and duties two weekends in a row become fewer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from portal.duty.planning.assembling import Plan, instance_of
from portal.duty.planning.demand import Slot
from portal.duty.planning.warning import FAR
from portal.duty.solver.hard_rules import hindrances


@dataclass(frozen=True)
class Relief:
    """`slot` goes from its holder to `taker_id`, who gives `back` for it (None: nothing); what both carry afterwards."""

    slot: Slot
    giver_id: int
    taker_id: int
    back: Slot | None
    giver_load: int
    taker_load: int


class Reliefs:
    """Answers for one draft: who holds what, what is kept and stays, what everybody carries with it."""

    def __init__(self, plan: Plan, given: Mapping[Slot, int], kept: frozenset[Slot], loads: Mapping[int, int]) -> None:
        self.plan, self.given, self.kept, self.loads = plan, given, kept, loads
        self.instance = instance_of(plan)
        self.place = {shift.id: place for place, shift in enumerate(self.instance.shifts)}
        self.person = {int(person.id): place for place, person in enumerate(self.instance.people)}
        self.order = {day: place for place, day in enumerate(sorted({slot.weekend for slot in plan.slots}))}
        self.average = round(sum(loads.values()) / len(loads)) if loads else 0

    def best(self, slots: Sequence[Slot], *, lighter: bool = False) -> Relief | None:
        """The change of any of these duties of one person that leaves least to look at, and the most even loads.

        `lighter`: the one who has them carries too much, so that only less of it helps.
        """
        found = [(self._after(one), one) for slot in slots if self._movable(slot) for one in self._ways(slot)]
        able = [(after, one) for after, one in found if self._lightens(after, one, lighter)]
        return min(able, key=lambda pair: (pair[0][0], self._order(pair[1])))[1] if able else None

    def _lightens(self, after: tuple[int, int], one: Relief, lighter: bool) -> bool:
        """Less to look at; or a load far above the others made smaller, with no more to look at elsewhere."""
        trouble, _most = self._before(one)
        return (one.giver_load < self.loads.get(one.giver_id, 0) and after[0] <= trouble) if lighter else after[0] < trouble

    def allows(self, slot: Slot, taker_id: int, back: Slot | None) -> bool:
        """Whether this very change is still one the draft would propose."""
        return any((one.taker_id, one.back) == (taker_id, back) for one in self._ways(slot)) if self._movable(slot) else False

    def _movable(self, slot: Slot) -> bool:
        return slot in self.given and slot not in self.kept and slot.key in self.place

    def _ways(self, slot: Slot) -> Iterator[Relief]:
        giver = self.given[slot]
        for taker in self.person:
            if taker == giver:
                continue
            for back in (None, *(one for one in self._held(taker) if self._movable(one) and one.weekend != slot.weekend)):
                if self._fits(taker, slot, back) and (back is None or self._fits(giver, back, slot)):
                    yield self._relief(slot, giver, taker, back)

    def _relief(self, slot: Slot, giver: int, taker: int, back: Slot | None) -> Relief:
        moved = self.plan.slots[slot] - (self.plan.slots[back] if back else 0)
        return Relief(slot, giver, taker, back, self.loads.get(giver, 0) - moved, self.loads.get(taker, 0) + moved)

    def _held(self, person: int) -> list[Slot]:
        return sorted(slot for slot, holder in self.given.items() if holder == person)

    def _fits(self, person: int, slot: Slot, without: Slot | None) -> bool:
        if person not in self.person:
            return False
        held = [self.place[one.key] for one in self._held(person) if one != without and one.key in self.place]
        return not hindrances(self.instance, self.person[person], self.place[slot.key], held)

    def _before(self, one: Relief) -> tuple[int, int]:
        people = ((one.giver_id, self._held(one.giver_id)), (one.taker_id, self._held(one.taker_id)))
        loads = [self.loads.get(person, 0) for person, _held in people]
        return self._trouble([held for _person, held in people], loads), max(loads)

    def _after(self, one: Relief) -> tuple[int, int]:
        giver = [slot for slot in self._held(one.giver_id) if slot != one.slot] + ([one.back] if one.back else [])
        taker = [slot for slot in self._held(one.taker_id) if slot != one.back] + [one.slot]
        loads = [one.giver_load, one.taker_load]
        heaviest = max(self.loads.get(one.giver_id, 0), self.loads.get(one.taker_id, 0))
        trouble = self._trouble([giver, taker], loads)
        return (trouble, max(loads)) if max(loads) <= heaviest else (len(self.given) * 9, max(loads))

    def _order(self, one: Relief) -> tuple[int, bool, Slot, int, tuple[Slot, ...]]:
        """The most even loads first, passing on before exchanging, then by day and person: the answer is always the same."""
        giver, taker = self.loads.get(one.giver_id, 0), self.loads.get(one.taker_id, 0)
        uneven = one.giver_load**2 + one.taker_load**2 - giver**2 - taker**2
        return uneven, one.back is not None, one.slot, one.taker_id, (one.back,) if one.back else ()

    def _trouble(self, held: Sequence[Sequence[Slot]], loads: Sequence[int]) -> int:
        """How much of it the draft would ask to look at."""
        far = sum(load > self.average + FAR for load in loads)
        return far + sum(self._in_a_row([slot.weekend for slot in slots]) for slots in held)

    def _in_a_row(self, days: Sequence[date]) -> int:
        places = sorted(self.order[day] for day in days if day in self.order)
        return sum(other - one == 1 for one, other in pairwise(places))
