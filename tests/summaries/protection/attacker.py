"""Attackers who know nothing of how tables are protected: they hold what was published, and solve for what was not.

Everything here is computed from the inner counts and the published cells alone, with its own linear programs.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import TypeAlias

from highspy import Highs, HighsModelStatus

Key: TypeAlias = tuple[str, ...]
Counts: TypeAlias = Mapping[Key, int]
Shown: TypeAlias = Mapping[Key, int | None]

CEILING = 10_000
INFINITE = 1e30


class Solver(Highs):
    """HiGHS without its callbacks, whose set-up prints a banner."""

    def __init__(self) -> None:
        super(Highs, self).__init__()


class Guess:
    """Unknown counts between 0 and a ceiling, and sums of them that were published."""

    def __init__(self) -> None:
        self.solver = Solver()
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("threads", 1)  # one process can have but one number of threads
        self.places: dict[Hashable, int] = {}

    def unknown(self, name: Hashable, lower: float = 0) -> int:
        if name not in self.places:
            self.places[name] = len(self.places)
            self.solver.addVar(float(lower), float(CEILING))
        return self.places[name]

    def learn(self, parts: Iterable[int], total: float) -> None:
        """That these unknowns add up to a published count."""
        places = sorted(parts)
        self.solver.addRow(float(total), float(total), len(places), places, [1.0] * len(places))

    def range(self, parts: Iterable[int]) -> tuple[float, float]:
        """Between which sums these unknowns may lie."""
        places = list(parts)
        ends = []
        for sense in (1.0, -1.0):
            for place in places:
                self.solver.changeColCost(place, sense)
            self.solver.run()
            assert self.solver.getModelStatus() == HighsModelStatus.kOptimal, "what was published contradicts itself"
            ends.append(sense * self.solver.getInfo().objective_function_value)
        for place in places:
            self.solver.changeColCost(place, 0.0)
        return ends[0], ends[1]

    def is_narrow(self, parts: Iterable[int], threshold: int) -> bool:
        low, high = self.range(parts)
        return high - low < threshold - 1e-6


def every_cell(inner: Counts) -> Iterator[tuple[Key, list[Key]]]:
    """Each cell with the inner ones it adds up, combinations without a count included."""
    width = len(next(iter(inner)))
    values = [sorted({key[place] for key in inner}) for place in range(width)]
    combinations = list(product(*values))
    for key in product(*([*known, "*"] for known in values)):
        yield key, [one for one in combinations if all(asked in ("*", value) for asked, value in zip(key, one, strict=True))]


def faults(inner: Counts, shown: Shown, threshold: int) -> list[str]:
    """What is wrong with one published table; empty when nothing is."""
    found, guess = [], Guess()
    hidden = []
    for key, parts in every_cell(inner):
        true = sum(inner.get(part, 0) for part in parts)
        places = [guess.unknown(part) for part in parts]
        if key not in shown:
            found.append(f"missing {key}")
        elif (told := shown[key]) is None:
            hidden += [(key, true, places)] if 1 <= true < threshold else []
        else:
            guess.learn(places, told)
            found += [f"wrong {key}: {told} is not {true}"] if told != true else []
            found += [f"sensitive {key} is shown"] if 1 <= true < threshold else []
    return found + [f"{key} is given away" for key, _true, places in hidden if guess.is_narrow(places, threshold)]


def given_away_by_versions(versions: Sequence[tuple[Counts, Shown]], threshold: int) -> list[tuple[int, Key]]:
    """Version and cell, for somebody who kept all versions and knows which inner counts are the same in which of them."""
    guess, hidden = Guess(), []
    for number, (inner, shown) in enumerate(versions):
        for key, parts in every_cell(inner):
            places = {guess.unknown((part, inner.get(part, 0))) for part in parts}
            if (told := shown[key]) is not None:
                guess.learn(places, told)
            elif 1 <= sum(inner.get(part, 0) for part in parts) < threshold:
                hidden.append((number, key, places))
    return [(number, key) for number, key, places in hidden if guess.is_narrow(places, threshold)]


def given_away_by_corrections(versions: Sequence[tuple[Counts, Shown]], threshold: int) -> set[Key]:
    """Cells no version shows, small in one of them, for somebody who also knows by how much each inner count was changed."""
    guess, newest = Guess(), versions[-1][0]
    hidden = []
    for key, parts in every_cell(newest):
        places = [
            guess.unknown(part, max(newest.get(part, 0) - inner.get(part, 0) for inner, _shown in versions)) for part in parts
        ]
        sums = [sum(inner.get(part, 0) for part in parts) for inner, _shown in versions]
        if any(shown[key] is not None for _inner, shown in versions):
            guess.learn(places, sums[-1])
        elif any(1 <= one < threshold for one in sums):
            hidden.append((key, places))
    return {key for key, places in hidden if guess.is_narrow(places, threshold)}


def given_away_by_tables(tables: Sequence[tuple[Sequence[str], Counts, Shown]], threshold: int) -> list[tuple[int, Key]]:
    """Table and cell, for somebody who lays tables of the same children side by side."""
    values: dict[str, set[str]] = {}
    for dimensions, inner, _shown in tables:
        for key in inner:
            for dimension, value in zip(dimensions, key, strict=True):
                values.setdefault(dimension, set()).add(value)
    names = sorted(values)
    guess, hidden = Guess(), []
    joint = {guess.unknown(one): dict(zip(names, one, strict=True)) for one in product(*(sorted(values[name]) for name in names))}
    for number, (dimensions, inner, shown) in enumerate(tables):
        for key, parts in every_cell(inner):
            asked = [(name, value) for name, value in zip(dimensions, key, strict=True) if value != "*"]
            places = [place for place, one in joint.items() if all(one[name] == value for name, value in asked)]
            if (told := shown[key]) is not None:
                guess.learn(places, told)
            elif 1 <= sum(inner.get(part, 0) for part in parts) < threshold:
                hidden.append((number, key, places))
    return [(number, key) for number, key, places in hidden if guess.is_narrow(places, threshold)]
