"""The fairness ledger: what each person carries over from earlier terms; who is new starts at the median of the others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Carried:
    """Loads in hundredths by person, and who is new among them with where they start."""

    loads: Mapping[int, int]
    new: Mapping[int, int]


def carried(people: Collection[int], known: Mapping[int, int]) -> Carried:
    """What each of these people carries: the known load, or for newcomers the median of those who have one."""
    old = [known[person] for person in people if person in known]
    start = round(median(old)) if old else 0
    new = {person: start for person in sorted(people) if person not in known}
    return Carried({person: known.get(person, start) for person in people}, new)
