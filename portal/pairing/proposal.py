"""Proposes pairs by an exact assignment. Pure: children, adults and ties in, a proposal out; the same input, the same proposal.

In this order: as many children as the rules allow get somebody; loads are as even as the rules allow (the sum of their squares
is least, and with it the largest load and the distance to the smallest); wishes, bonds and own classes are met as far as possible.
It is a flow through a network, so the linear programme has whole answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.pairing.rules import NO_TIES, Child, Limits, Objection, Teacher, Ties, objections, preference

MOST_LIKED = 7  # the most `preference` can answer
WHOLE = 0.5


@dataclass(frozen=True)
class Left:
    """A child without a proposal: how many adults each objection keeps away."""

    child_id: int
    why: Mapping[Objection, int]


@dataclass(frozen=True)
class Proposal:
    """Pairs (child, teacher) by child; who is left and why; the load of each adult who may take somebody, with the new pairs."""

    pairs: Sequence[tuple[int, int]]
    left: Sequence[Left]
    loads: Mapping[int, int]

    @property
    def spread(self) -> int:
        """Largest load minus smallest."""
        return max(self.loads.values()) - min(self.loads.values()) if self.loads else 0


def propose(children: Sequence[Child], teachers: Sequence[Teacher], ties: Ties = NO_TIES, limits: Limits | None = None) -> Proposal:
    """Who should go with whom; nothing is changed."""
    limits = limits or Limits()
    children, teachers = sorted(children, key=lambda one: one.id), sorted(teachers, key=lambda one: one.id)
    against = {(c.id, t.id): objections(c, t, ties, limits) for c in children for t in teachers}
    arcs = [(c, t) for c in children for t in teachers if not against[c.id, t.id]]
    chosen = _assigned(children, teachers, arcs, ties, limits)
    taken = {child_id for child_id, _ in chosen}
    given = Counter(teacher_id for _, teacher_id in chosen)
    can_take = {t.id for _, t in arcs}
    return Proposal(
        pairs=chosen,
        left=[_left(child, teachers, against) for child in children if child.id not in taken],
        loads={t.id: t.load + given[t.id] for t in teachers if t.id in can_take},
    )


def _left(child: Child, teachers: Sequence[Teacher], against: Mapping[tuple[int, int], Sequence[Objection]]) -> Left:
    """Why nobody is left for a child: the first objection of each adult; who has none was needed by other children."""
    return Left(child.id, Counter(next(iter(against[child.id, teacher.id]), Objection.FULL) for teacher in teachers))


def _assigned(
    children: Sequence[Child], teachers: Sequence[Teacher], arcs: Sequence[tuple[Child, Teacher]], ties: Ties, limits: Limits
) -> list[tuple[int, int]]:
    if not arcs:
        return []
    places = [(t.id, taken) for t in teachers for taken in range(t.load, limits.cap)]
    step = MOST_LIKED * len(children) + 1
    worth = step * 2 * (limits.cap + 1)
    costs = [-worth - preference(c, t, ties) for c, t in arcs] + [step * (2 * taken + 1) for _, taken in places]
    rows = _rows(children, teachers, arcs, places)
    values = _solved(costs, rows)
    return [(c.id, t.id) for (c, t), value in zip(arcs, values, strict=False) if value > WHOLE]


def _rows(
    children: Sequence[Child], teachers: Sequence[Teacher], arcs: Sequence[tuple[Child, Teacher]], places: Sequence[tuple[int, int]]
) -> list[tuple[float, list[tuple[int, float]]]]:
    """Each child at most once; each adult's children fill as many of the adult's places: upper bound, columns with factors."""
    once: dict[int, list[tuple[int, float]]] = {child.id: [] for child in children}
    filled: dict[int, list[tuple[int, float]]] = {teacher.id: [] for teacher in teachers}
    for column, (child, teacher) in enumerate(arcs):
        once[child.id].append((column, 1.0))
        filled[teacher.id].append((column, 1.0))
    for column, (teacher_id, _taken) in enumerate(places, start=len(arcs)):
        filled[teacher_id].append((column, -1.0))
    return [*((1.0, columns) for columns in once.values() if columns), *((0.0, columns) for columns in filled.values() if columns)]


def _solved(costs: Sequence[float], rows: Sequence[tuple[float, list[tuple[int, float]]]]) -> list[float]:
    """The cheapest values between 0 and 1; whole, because the matrix is that of a network."""
    from highspy import HighsLp, HighsModelStatus, MatrixFormat

    program = HighsLp()
    program.num_col_, program.num_row_ = len(costs), len(rows)
    program.col_cost_, program.col_lower_, program.col_upper_ = list(costs), [0.0] * len(costs), [1.0] * len(costs)
    program.row_lower_, program.row_upper_ = [-float("inf")] * len(rows), [most for most, _ in rows]
    matrix = program.a_matrix_
    matrix.format_ = MatrixFormat.kRowwise
    matrix.start_ = _starts(rows)
    matrix.index_ = [column for _, columns in rows for column, _ in columns]
    matrix.value_ = [factor for _, columns in rows for _, factor in columns]
    solver = _quiet_solver()
    for name, value in {"output_flag": False, "threads": 1, "random_seed": 1, "solver": "simplex"}.items():
        solver.setOptionValue(name, value)
    solver.passModel(program)
    solver.run()
    if solver.getModelStatus() != HighsModelStatus.kOptimal:
        raise RuntimeError(f"the assignment was not solved: {solver.getModelStatus()}")
    return list(solver.getSolution().col_value)


def _starts(rows: Sequence[tuple[float, list[tuple[int, float]]]]) -> list[int]:
    starts = [0]
    for _most, columns in rows:
        starts.append(starts[-1] + len(columns))
    return starts


def _quiet_solver() -> Any:
    """HiGHS without its Python callbacks, whose set-up prints a banner."""
    from highspy import Highs

    class Quiet(Highs):
        def __init__(self) -> None:
            super(Highs, self).__init__()

    return Quiet()
