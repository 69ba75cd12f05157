"""What a return shows outside the school: its counts as tables that are protected together, and which cells stay hidden; pure.

Tables that count the same children form a *circle*: the roll, and one for each definition of left-behind. In a circle a cell two
tables share is shown in both or in none, and parts of a whole (both parents away, one away) are one table, so that no difference
between them gives a small count away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

from portal.summaries.counting import ALL, Cell
from portal.summaries.definitions import DIMENSIONS, Indicator, ReturnForm
from portal.summaries.lines import Lines
from portal.summaries.protection.protecting import protect_together
from portal.summaries.protection.publication import Nested, ProtectedTable
from portal.summaries.protection.tables import CountTable, Key

SECONDS = 8.0  # a circle; the choice stays safe when the search for the fewest cells ends early
CHILD = "child"  # rooms and posts are nobody's secret
YES, NO, REST = "yes", "no", "rest"

Hidden: TypeAlias = Mapping[str, Sequence[Sequence[Sequence[str]]]]
"""Hidden cells as a return keeps them: by circle, for each of its tables the keys."""


@dataclass(frozen=True)
class Circle:
    """Tables over the same children, and where in them the lines of an indicator stand: table and fixed value."""

    tables: Sequence[CountTable]
    places: Mapping[str, tuple[int, Key]]


@dataclass(frozen=True)
class Leaving:
    """The tables of a return by circle."""

    form: ReturnForm
    lines: Lines
    definition: str

    @cached_property
    def circles(self) -> Mapping[str, Circle]:
        """Every circle with its tables; the whole first, then what is counted within it."""
        return {name: self._circle(parts) for name, parts in self._by_circle().items()}

    def _by_circle(self) -> Mapping[str, list[Indicator]]:
        found: defaultdict[str, list[Indicator]] = defaultdict(list)
        for indicator in self.form.indicators:
            if indicator.unit == CHILD:
                found[self.circle_of(indicator)].append(indicator)
        return found

    def circle_of(self, indicator: Indicator) -> str:
        """Which children a line is about."""
        within = self._within(indicator)
        if self.lines.by_hand(indicator.id) or indicator.where or within:
            whole = self.form.indicator(within) if within else None
            return self.circle_of(whole) if whole else indicator.id
        return ".".join(indicator.sets(self.definition)) if indicator.left_behind else indicator.id

    def _within(self, indicator: Indicator) -> str:
        """What a line is counted within; the definition the return uses is a whole of its own, beside the return's own line."""
        return "" if indicator.left_behind == self.definition else indicator.within

    def rivals(self, name: str) -> Sequence[tuple[str, int, Key]]:
        """Where full tables by a definition of left-behind stand in a circle: line, table, fixed value."""
        return [
            (one.id, *self.circles[name].places[one.id])
            for one in self.form.indicators
            if one.left_behind and tuple(one.breakdowns) == DIMENSIONS and self.circle_of(one) == name
            and not one.where and not self.lines.by_hand(one.id) and one.id in self.circles[name].places
        ]  # fmt: skip

    def _circle(self, members: Sequence[Indicator]) -> Circle:
        wholes = [indicator for indicator in members if not self._within(indicator)]
        if not wholes or self.lines.by_hand(wholes[0].id):
            return _Building(self.lines).alone(members)
        building = _Building(self.lines, wholes[0].id)
        for indicator in wholes:
            building.places[indicator.id] = (0, ())
        building.add_parts(self.form, [indicator for indicator in members if self._within(indicator)])
        return building.circle


@dataclass
class _Building:
    """A circle being put together around its whole."""

    lines: Lines
    whole: str = ""
    tables: list[CountTable] = field(default_factory=list)
    places: dict[str, tuple[int, Key]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.whole:
            self.tables.append(_whole(self.lines, self.whole))

    @property
    def circle(self) -> Circle:
        return Circle(self.tables, self.places)

    def alone(self, members: Sequence[Indicator]) -> Circle:
        """Figures written in by hand that belong to nothing else: one count each."""
        for indicator in members:
            self.places[indicator.id] = (len(self.tables), (YES,))
            self.tables.append(CountTable((indicator.id,), ((YES,),), {(YES,): self.lines.total(indicator.id) or 0}))
        return self.circle

    def add_parts(self, form: ReturnForm, parts: Sequence[Indicator]) -> None:
        """Tables for what is counted within the whole; parts that exclude each other share one, parts of a part cut its table."""
        nested = [one for one in parts if self._is_nested(form, one)]
        for names in _sharing(form, [one for one in parts if one not in nested]):
            first = names[0]
            if first.where:
                self.places[first.id] = (0, ())
            elif self.lines.by_hand(first.id):
                self._add_number(first)
            elif tuple(first.breakdowns) == DIMENSIONS:
                self._cut(first, 0, ())
            else:
                self._add_shares(names)
        for one in nested:
            if one.within in self.places:
                self._cut(one, *self.places[one.within])
            else:
                self._add_shares([one])

    def _is_nested(self, form: ReturnForm, part: Indicator) -> bool:
        """Counted within another part, and both of them child by child."""
        within = form.indicator(part.within)
        counted = within is not None and not (self.lines.by_hand(part.id) or self.lines.by_hand(within.id) or within.where)
        return counted and bool(within and within.within)

    def _cut(self, part: Indicator, place: int, value: Key) -> None:
        """A table once more, each count in two: those within the part and the others; so no difference tells how many these are."""
        table, inner = self.tables[place], dict[Key, int]()
        for cell, count in table.inner.items():
            share = self._share(part, cell) if cell[len(cell) - len(value) :] == value else 0
            inner |= {(*cell, YES): share, (*cell, NO): count - share}
        if min(inner.values(), default=0) >= 0:
            self.places[part.id] = (len(self.tables), (*value, YES))
            self.tables.append(CountTable.of((*table.dimensions, part.id), inner))
        else:
            self._add_shares([part])

    def _share(self, part: Indicator, cell: Key) -> int:
        if tuple(part.breakdowns) == DIMENSIONS:
            return self.lines.cells.get(part.id, {}).get((cell[0], cell[1], cell[2]), 0)
        return self.lines.by(part.id, "grade").get(cell[0], 0)

    def _add_number(self, indicator: Indicator) -> None:
        number, whole = self.lines.total(indicator.id), self.lines.total(self.whole) or 0
        if number is not None and number <= whole:
            self._add((indicator.id,), {(YES,): number, (NO,): whole - number}, {indicator.id: YES})

    def _add_shares(self, names: Sequence[Indicator]) -> None:
        inner: dict[Key, int] = {}
        for grade, whole in self.lines.by(self.whole, "grade").items():
            shares = {one.id: self.lines.by(one.id, "grade").get(grade, 0) for one in names}
            inner |= {(grade, name): share for name, share in shares.items()}
            inner[grade, REST] = whole - sum(shares.values())
        if min(inner.values(), default=0) >= 0:
            self._add(("grade", "+".join(one.id for one in names)), inner, {one.id: one.id for one in names})
        elif len(names) > 1:
            for one in names:
                self._add_shares([one])

    def _add(self, dimensions: Key, inner: Mapping[Key, int], places: Mapping[str, str]) -> None:
        for name, value in places.items():
            self.places[name] = (len(self.tables), (value,))
        self.tables.append(CountTable.of(dimensions, inner))


def _whole(lines: Lines, indicator: str) -> CountTable:
    """Grade by sex by boarding, absent combinations as zero."""
    cells: dict[Key, int] = {cell: number for cell, number in lines.cells.get(indicator, {}).items()}  # noqa: C416 cells are keys of three
    values = tuple(tuple(lines.by(indicator, dimension)) or (ALL + ALL,) for dimension in DIMENSIONS)
    return CountTable(DIMENSIONS, values, cells)


def _sharing(form: ReturnForm, parts: Sequence[Indicator]) -> Iterator[list[Indicator]]:
    """Parts that add up to a whole by a rule of the return, together; all others on their own."""
    by_id = {indicator.id: indicator for indicator in parts}
    for balance in form.balances:
        names = [name for name in balance.parts if name in by_id]
        if balance.kind == "sum" and len(names) > 1:
            yield [by_id.pop(name) for name in names]
    yield from ([indicator] for indicator in by_id.values())


def hidden_cells(
    leaving: Leaving, threshold: int, versions: Sequence[Shown] = (), periods: Sequence[Shown] = (), seconds: float = SECONDS
) -> Hidden:
    """Which cells must not be shown outside; safe beside former versions and the returns of other periods. Takes seconds.

    Definitions of left-behind overlap: where one holds another, what lies between two counts is a count too, and is kept safe like
    any small one. The return's own definition comes first.
    """
    found: dict[str, Sequence[Sequence[Sequence[str]]]] = {}
    rivals: list[Rival] = []
    for name, circle in leaving.circles.items():
        protected = protect_together(
            circle.tables,
            threshold,
            [shown.tables(name) for shown in versions if name in shown.leaving.circles],
            periods=[shown.tables(name) for shown in periods if name in shown.leaving.circles],
            nested=_nested(leaving, name, rivals),
            seconds=seconds,
        )
        rivals += [Rival.of(protected[place], value) for _id, place, value in leaving.rivals(name)]
        found[name] = [sorted(map(list, table.hidden)) for table in protected]
    return found


@dataclass(frozen=True)
class Rival:
    """A definition of left-behind that is out already: its counts by grade, sex and boarding, and which of them a reader sees."""

    counts: Mapping[Key, int]
    shown: frozenset[Key]

    @classmethod
    def of(cls, table: ProtectedTable, value: Key) -> Rival:
        counts = {key[:3]: count for key, count in table.table.counts.items() if key[3:] == value}
        return cls(counts, frozenset(key for key in counts if (*key, *value) not in table.hidden))

    def beside(self, place: int, value: Key, counts: Mapping[Key, int]) -> Nested | None:
        """How it lies to another definition; None when neither holds the other, wherever one looks."""
        if counts.keys() != self.counts.keys():
            return None
        if all(counts[key] <= count for key, count in self.counts.items()):
            return Nested(place, value, self.counts, self.shown, around=True)
        if all(counts[key] >= count for key, count in self.counts.items()):
            return Nested(place, value, self.counts, self.shown, around=False)
        return None


def _nested(leaving: Leaving, name: str, rivals: Sequence[Rival]) -> Sequence[Nested]:
    """The definitions out already that hold one of this circle, or lie within it."""
    found = []
    for _id, place, value in leaving.rivals(name):
        counts = {key[:3]: count for key, count in leaving.circles[name].tables[place].counts.items() if key[3:] == value}
        found += [one for rival in rivals if (one := rival.beside(place, value, counts))]
    return found


@dataclass(frozen=True)
class Shown:
    """A return as others may see it."""

    leaving: Leaving
    hidden: Hidden
    threshold: int

    def tables(self, circle: str) -> Sequence[ProtectedTable]:
        """The protected tables of a circle, as they were published."""
        kept: Any = self.hidden.get(circle, ())
        keys = [frozenset(map(tuple, table)) for table in kept]
        return [ProtectedTable(table, self.threshold, hidden) for table, hidden in zip(self._tables(circle), keys, strict=True)]

    def _tables(self, circle: str) -> Sequence[CountTable]:
        return self.leaving.circles[circle].tables

    @cached_property
    def _keys(self) -> Mapping[tuple[str, int], frozenset[Key]]:
        return {
            (circle, place): frozenset(tuple(key) for key in table)
            for circle, tables in self.hidden.items()
            for place, table in enumerate(tables)
        }

    def count(self, indicator: Indicator, wanted: Cell = (ALL, ALL, ALL)) -> int | None:
        """A count, None where it is hidden, where nobody entered one, or where the return does not break it down so."""
        if indicator.unit != CHILD:
            return self.leaving.lines.total(indicator.id) if wanted == (ALL, ALL, ALL) else None
        circle = self.leaving.circle_of(indicator)
        place = self.leaving.circles[circle].places.get(indicator.id)
        if place is None or self.leaving.lines.total(indicator.id) is None:
            return None
        table = self._tables(circle)[place[0]]
        key = self._key(indicator, wanted, table, place[1])
        return None if key is None or key in self._keys[circle, place[0]] else table.counts.get(key, 0)

    def _key(self, indicator: Indicator, wanted: Cell, table: CountTable, value: Key) -> Key | None:
        if table.dimensions[:3] == DIMENSIONS:
            asked = zip(DIMENSIONS, wanted, strict=True)
            return (*(indicator.where.get(dimension, want) for dimension, want in asked), *value)
        if wanted[1:] != (ALL, ALL):
            return None
        if table.dimensions[0] == "grade":
            return (wanted[0], *value)
        return value if wanted[0] == ALL else None
