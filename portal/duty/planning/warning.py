"""What a roster asks somebody to look at before it is published: duty twice in a row, and loads far above the others'."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from portal.duty.planning.demand import Slot

FAR = 150  # hundredths above the average


@dataclass(frozen=True)
class InARow:
    """Somebody is on duty on two weekends that follow each other."""

    person_id: int
    first: Slot
    second: Slot
    count: int


@dataclass(frozen=True)
class Heavy:
    """Somebody carries far more than the average."""

    person_id: int
    load: int
    average: int


def in_a_row(given: Mapping[Slot, int], order: Sequence[date]) -> list[InARow]:
    """Neighbouring weekends held by the same person, with how many shifts they hold in all."""
    places = {day: place for place, day in enumerate(order)}
    mine: dict[int, list[Slot]] = defaultdict(list)
    for slot in sorted(given):
        mine[given[slot]].append(slot)
    return [
        InARow(person, one, other, len(slots))
        for person, slots in sorted(mine.items())
        for one, other in pairwise(slots)
        if abs(places.get(other.weekend, -9) - places.get(one.weekend, 9)) == 1
    ]


def heavy(loads: Mapping[int, int]) -> list[Heavy]:
    """Loads more than one and a half shifts above the average, heaviest first."""
    if not loads:
        return []
    average = round(sum(loads.values()) / len(loads))
    found = [Heavy(person, load, average) for person, load in loads.items() if load > average + FAR]
    return sorted(found, key=lambda one: (-one.load, one.person_id))


@dataclass(frozen=True)
class Looked:
    """All there is to look at in a draft."""

    heavy: Sequence[Heavy]
    in_a_row: Sequence[InARow]

    @property
    def count(self) -> int:
        return len(self.heavy) + len(self.in_a_row)


def looked_at(loads: Mapping[int, int], given: Mapping[Slot, int], order: Sequence[date]) -> Looked:
    """What a draft asks somebody to look at: loads first, then neighbouring weekends."""
    return Looked(heavy(loads), in_a_row(given, order))


def totals(carried: Mapping[int, int], given: Mapping[Slot, int], weights: Mapping[Slot, int]) -> dict[int, int]:
    """What each person carries with the draft, in hundredths."""
    loads = dict(carried)
    for slot, person in given.items():
        loads[person] = loads.get(person, 0) + weights[slot]
    return loads
