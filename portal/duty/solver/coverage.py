"""The model every question starts from: who takes how many shifts of which slot, under all hard rules, and what stays open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from portal.duty.solver.draft import Draft
from portal.duty.solver.linear import LinearModel
from portal.duty.solver.slots import Slots


@dataclass
class Coverage:
    """`take` has a column for each (person, slot), `open` one for each slot: its shifts nobody takes."""

    slots: Slots
    model: LinearModel
    take: dict[tuple[int, int], int]
    open: list[int]
    on_duty: dict[tuple[int, int], int]  # (person, weekend), only where several shifts a weekend meet a gap between weekends

    def copy(self) -> Coverage:
        return Coverage(self.slots, self.model.copy(), self.take, self.open, self.on_duty)

    def by_weight(self, p: int) -> dict[int, list[int]]:
        """The person's columns under the weight of their shifts."""
        found: dict[int, list[int]] = defaultdict(list)
        for c in self.slots.of_person[p]:
            found[self.slots.all[c].weight].append(self.take[p, c])
        return found

    def draft(self, values: Sequence[float]) -> Draft:
        """The roster an answer means."""
        return self.slots.draft({key: round(values[column]) for key, column in self.take.items() if values[column] > 0.5})

    def values(self, draft: Draft) -> list[float]:
        """The columns of the coverage as a roster has them."""
        values = [0.0] * len(self.model.lower)
        for c, column in enumerate(self.open):
            values[column] = sum(draft.owner[s] is None for s in self.slots.all[c].shifts)
        for (p, c), number in self.slots.counts(draft).items():
            values[self.take[p, c]] = number
            if (duty := self.on_duty.get((p, self.slots.all[c].week))) is not None:
                values[duty] = 1
        return values


def coverage(slots: Slots) -> Coverage:
    """Columns and rows of the hard rules; locked shifts are lower limits."""
    cover = Coverage(slots, LinearModel(), {}, [], {})
    takers: list[list[int]] = [[] for _ in slots.all]
    for p, mine in enumerate(slots.of_person):
        for c in mine:
            cover.take[p, c] = cover.model.column(slots.locked[p, c], slots.most(c))
            takers[c].append(cover.take[p, c])
    for c, slot in enumerate(slots.all):
        cover.open.append(cover.model.column(0, len(slot.shifts)))
        cover.model.row(len(slot.shifts), len(slot.shifts), [*takers[c], cover.open[c]])
    for p, mine in enumerate(slots.of_person):
        cover.model.row(0, slots.instance.people[p].max_shifts, [cover.take[p, c] for c in mine])
        _weekend_rows(cover, p, mine)
    return cover


def _weekend_rows(cover: Coverage, p: int, mine: list[int]) -> None:
    rules = cover.slots.instance.rules
    weeks: dict[int, list[int]] = defaultdict(list)
    for c in mine:
        weeks[cover.slots.all[c].week].append(c)
    if rules.one_shift_per_day and not rules.one_shift_per_weekend:
        _day_rows(cover, p, mine)
    if rules.one_shift_per_weekend:
        _gap_rows(cover, {week: [cover.take[p, c] for c in chosen] for week, chosen in weeks.items()})
    elif rules.min_gap_weekends:
        _gap_rows(cover, {week: [_on_duty(cover, p, week, chosen)] for week, chosen in weeks.items()})


def _day_rows(cover: Coverage, p: int, mine: list[int]) -> None:
    """At most one shift a day."""
    days: dict[tuple[int, str], list[int]] = defaultdict(list)
    for c in mine:
        days[cover.slots.all[c].week, cover.slots.all[c].day].append(cover.take[p, c])
    for columns in days.values():
        cover.model.row(0, 1, columns)


def _gap_rows(cover: Coverage, weeks: dict[int, list[int]]) -> None:
    """At most one of these columns within each stretch of weekends that the gap spans."""
    reached = -1
    for week in sorted(weeks):
        columns = [column for other in range(week, week + cover.slots.gap + 1) for column in weeks.get(other, [])]
        last = max(other for other in range(week, week + cover.slots.gap + 1) if other in weeks)
        if len(columns) > 1 and last > reached:
            cover.model.row(0, 1, columns)
            reached = last


def _on_duty(cover: Coverage, p: int, week: int, chosen: list[int]) -> int:
    """A column that is 1 when the person has any shift that weekend."""
    duty = cover.on_duty[p, week] = cover.model.column(0, 1)
    for c in chosen:
        cover.model.row(-cover.slots.most(c), 0, [cover.take[p, c], duty], [1, -cover.slots.most(c)])
    return duty
