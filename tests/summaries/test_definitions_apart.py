"""Definitions of left-behind that stand side by side: whoever knows that one holds the other learns no small difference."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from typing import Any

import highspy
import pytest

from portal.summaries.counting import ALL, Cell, in_cell
from portal.summaries.definitions import return_forms
from portal.summaries.leaving import Leaving, Shown, hidden_cells
from portal.summaries.lines import Line, Lines

THRESHOLD = 5
GRADES, SEXES, BOARDS = ("1", "2", "3", "4"), ("1", "2"), ("yes", "no")
CELLS = list(product(GRADES, SEXES, BOARDS))
EVERY = list(product((*GRADES, ALL), (*SEXES, ALL), (*BOARDS, ALL)))


def school(seed: int, *, far: int) -> Mapping[str, Mapping[Cell, int]]:
    """A holds C, C holds D; B is neither within nor around. `far` is how many children of A may be missing in C."""
    chance = random.Random(seed)  # noqa: S311 - invented counts
    found: dict[str, dict[Cell, int]] = {letter: {} for letter in "abcd"}
    for cell in CELLS:
        a = chance.randint(0, 40)
        c = max(0, a - chance.choice((0, 0, 1, 2, 3, far)))
        found["a"][cell], found["c"][cell] = a, c
        found["d"][cell] = max(0, c - chance.choice((0, 1, 2, 9)))
        found["b"][cell] = max(0, a + chance.randint(-6, 6))
    return found


def leaving(counts: Mapping[str, Mapping[Cell, int]], definition: str) -> Leaving:
    """The monthly return of these counts, as far as it is about definitions."""
    named = {"enrolled": dict.fromkeys(CELLS, 60), "left_behind": counts[definition.lower()]}
    named |= {f"left_behind_{letter}": cells for letter, cells in counts.items()}
    lines = []
    for name, cells in named.items():
        lines += [Line(name, *cell, number, False, "") for cell, number in cells.items()]
        lines.append(Line(name, ALL, ALL, ALL, sum(cells.values()), False, ""))
    form = return_forms()["left_behind_monthly"]
    form = replace(form, indicators=[one for one in form.indicators if one.id in named])
    return Leaving(form, Lines.of(lines), definition)


def total(cells: Mapping[Cell, int], wanted: Cell) -> int:
    return sum(number for cell, number in cells.items() if in_cell(cell, wanted))


class Reader:
    """Knows both tables as they are shown, and that every child of the inner one is in the outer one."""

    def __init__(self, outer: Mapping[Cell, int | None], inner: Mapping[Cell, int | None]) -> None:
        self.model: Any = highspy.Highs()  # type: ignore[no-untyped-call]  # the library tells no types
        self.model.setOptionValue("output_flag", False)
        self.outer = {cell: self.model.addVariable(lb=0, ub=10_000) for cell in CELLS}
        self.inner = {cell: self.model.addVariable(lb=0, ub=10_000) for cell in CELLS}
        for cell in CELLS:
            self.model.addConstr(self.inner[cell] <= self.outer[cell])
        for variables, shown in ((self.outer, outer), (self.inner, inner)):
            for wanted, number in shown.items():
                if number is not None:
                    self.model.addConstr(self._sum(variables, wanted) == number)

    def _sum(self, variables: Mapping[Cell, Any], wanted: Cell) -> Any:
        return self.model.qsum(variable for cell, variable in variables.items() if in_cell(cell, wanted))

    def width(self, wanted: Cell, *, plus: str = "", minus: str = "") -> float:
        """How far apart the ends are between which a count lies, or the difference of two."""
        asked = self._sum(getattr(self, plus), wanted)
        if minus:
            asked = asked - self._sum(getattr(self, minus), wanted)
        ends = []
        for ask in (self.model.minimize, self.model.maximize):
            ask(asked)
            ends.append(self.model.getObjectiveValue())
        return float(ends[1] - ends[0])


@pytest.mark.parametrize("definition", ["A", "C", "D"])
@pytest.mark.parametrize("seed", range(2))
def test_nobody_learns_how_few_count_by_one_definition_and_not_by_another(app: object, definition: str, seed: int) -> None:
    counts = school(seed, far=12)
    of = leaving(counts, definition)
    shown = Shown(of, hidden_cells(of, THRESHOLD, seconds=2.0), THRESHOLD)
    named = {letter: next(one for one in of.form.indicators if one.id == f"left_behind_{letter}") for letter in "abcd"}
    seen = {letter: {cell: shown.count(one, cell) for cell in EVERY} for letter, one in named.items()}
    told, narrow = 0, list[Any]()
    for outer, inner in (("a", "c"), ("c", "d"), ("a", "d")):
        reader = Reader(seen[outer], seen[inner])
        for wanted in EVERY:
            outer_count, inner_count = total(counts[outer], wanted), total(counts[inner], wanted)
            asked = {("outer", ""): outer_count, ("inner", ""): inner_count, ("outer", "inner"): outer_count - inner_count}
            for (plus, minus), count in asked.items():
                if 0 < count < THRESHOLD:
                    told += bool(minus)
                    width = reader.width(wanted, plus=plus, minus=minus)
                    if width < THRESHOLD - 1e-6:
                        narrow.append((outer, inner, wanted, plus, minus, count, width))
    assert told, "there was something to find"
    assert narrow == []
    assert sum(number is not None for cells in seen.values() for number in cells.values()) > len(EVERY)


@pytest.mark.parametrize("a", [0, THRESHOLD, 6, 11])
@pytest.mark.parametrize("b", [0, THRESHOLD, 9, 12])
def test_definitions_of_which_neither_holds_the_other_tell_nothing_small_of_their_parts(a: int, b: int) -> None:
    """Every split of two shown counts into A alone, both, B alone that fits them: no part is narrowed below the threshold."""
    fits = [(a - both, both, b - both) for both in range(min(a, b) + 1)]
    for part in range(3):
        found = {split[part] for split in fits}
        width, known_before = max(found) - min(found), 0 in (a, b)
        assert known_before or width >= THRESHOLD, "docs/privacy-of-counts.md gives the reason"
