"""The roster without its calendar: how many shifts of each post and weight a person takes.

Every roster has its tally, so what no tally allows no roster allows: bounds come from here, and often a roster follows its tally.
"""

from __future__ import annotations

from collections import defaultdict

from portal.duty.solver.linear import LinearModel
from portal.duty.solver.slots import Slots


class Tallies:
    """Columns per person and kind of shift (post and weight), and one per kind for the shifts that stay open."""

    def __init__(self, slots: Slots) -> None:
        self.model, self.slots = LinearModel(), slots
        self.columns: list[dict[int, list[int]]] = [defaultdict(list) for _ in slots.instance.people]
        self.open: list[int] = []
        takers: dict[tuple[str, int], list[int]] = defaultdict(list)
        for p, mine in enumerate(slots.of_person):
            self._add_person(p, mine, takers)
        for kind, number in self._asked().items():
            self.open.append(self.model.column(0, number))
            self.model.row(number, number, [*takers[kind], self.open[-1]])

    def by_weight(self, p: int) -> dict[int, list[int]]:
        """The person's columns under the weight of their shifts."""
        return self.columns[p]

    def _add_person(self, p: int, mine: list[int], takers: dict[tuple[str, int], list[int]]) -> None:
        kinds: dict[tuple[str, int], list[int]] = defaultdict(list)
        for c in mine:
            kinds[self.slots.all[c].post, self.slots.all[c].weight].append(c)
        for kind, chosen in kinds.items():
            column = self.model.column(sum(self.slots.locked[p, c] for c in chosen), self.slots.most_of(p, chosen))
            takers[kind].append(column)
            self.columns[p][kind[1]].append(column)
        everything = [column for columns in self.columns[p].values() for column in columns]
        self.model.row(0, self.slots.most_of(p, mine), everything)

    def _asked(self) -> dict[tuple[str, int], int]:
        asked: dict[tuple[str, int], int] = defaultdict(int)
        for slot in self.slots.all:
            asked[slot.post, slot.weight] += len(slot.shifts)
        return asked
